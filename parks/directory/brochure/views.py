"""The addresses of the brochures: the file when it is there, else a page that waits for it."""

import re
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import quote_etag, urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from parks.directory.brochure.document import Document, document_of, version_of
from parks.directory.brochure.making import ask_again, ask_for, call
from parks.directory.brochure.models import Brochure
from parks.directory.compare.choice import MOST
from portal.limits import Limit, client_address, spend, too_many

NEW_ONES = Limit("brochure", 20, 600)  # versions that nobody has asked for before
MOST_WAITING = 200  # a worker makes ten a second
LOOK_EVERY_SECONDS = 0.05
CALL_AGAIN_AFTER = timedelta(seconds=5)
SLUG = re.compile("[-a-zA-Z0-9_]+")  # what an address of a park can be
State = Brochure.State


@require_safe
def park_brochure(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _answer(request, [slug])


@require_safe
def comparison_brochure(request: HttpRequest) -> HttpResponseBase:
    slugs = list(dict.fromkeys(slug for slug in request.GET.getlist("park") if slug))
    if not slugs:
        raise Http404
    if len(slugs) > MOST:  # the page says which it compares
        query = urlencode([("park", slug) for slug in slugs[: 2 * MOST]])
        return HttpResponseRedirect(f"{reverse('parks:compare')}?{query}")
    if len(slugs) == 1:
        if SLUG.fullmatch(slugs[0]) is None:
            raise Http404
        return HttpResponseRedirect(reverse("parks:brochure", args=slugs))
    return _answer(request, slugs)


def _answer(request: HttpRequest, slugs: Sequence[str]) -> HttpResponseBase:
    language = get_language() or "vi"
    document = document_of(slugs, language)
    if document is None:
        raise Http404
    version = version_of(document)
    kept = {"parks": ",".join(slugs), "language": language, "version": version}
    row = Brochure.objects.filter(**kept).first()
    if row is None:
        wait = spend(NEW_ONES, client_address(request))
        if wait:
            return too_many(request, wait)
        if Brochure.objects.unmade().count() >= MOST_WAITING:
            return _page(request, document, None)
        row = _wait_a_moment(ask_for(slugs, language, version))
    if row.state == State.READY:
        try:
            return _file(request, row)
        except FileNotFoundError:
            ask_again(row)
    elif row.state == State.WAITING and row.asked_at < timezone.now() - CALL_AGAIN_AFTER:
        call(row)
    return _page(request, document, row)


def _wait_a_moment(row: Brochure) -> Brochure:
    """Most are made within it. No longer: a web process answers one reader at a time."""
    latest = time.monotonic() + settings.BROCHURE_WAIT_SECONDS
    while row.state in (State.WAITING, State.MAKING) and time.monotonic() < latest:
        time.sleep(LOOK_EVERY_SECONDS)
        found = Brochure.objects.filter(pk=row.pk).first()
        if found is None:  # the park changed in this very moment
            break
        row = found
    return row


def _file(request: HttpRequest, row: Brochure) -> HttpResponseBase:
    """Asked after each time, and sent only to whom does not have it."""
    made = row.made_at.timestamp() if row.made_at else 0
    etag = quote_etag(f"{row.version[:32]}-{made:.0f}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(
            row.file.storage.open(str(row.file.name)),
            filename=f"{'-'.join(row.slugs)[:120]}-{row.language}.pdf",
            content_type="application/pdf",
        )
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _page(request: HttpRequest, document: Document, row: Brochure | None) -> HttpResponse:
    """202 while it is made, 503 when it could not be or too many wait."""
    waited = (timezone.now() - row.asked_at).total_seconds() if row else 0
    failed = row is not None and row.state == State.FAILED
    context: dict[str, Any] = {
        "row": row,
        "failed": failed,
        "title": document["title"]["text"],
        "live_url": document["address"].removeprefix(settings.SITE_URL),
        "again_url": request.get_full_path(),
        "before": Brochure.objects.unmade().filter(pk__lt=row.pk).count() if row else 0,
        "late": waited > 30,
        "canonical": "",
    }
    status = 503 if failed or row is None else 202
    response = render(request, "parks/directory/brochure.html", context, status=status)
    if status == 202:
        # Without a script: the address is asked again, less often as time goes by.
        response["Refresh"] = str(_pause(waited))
    else:
        response["Retry-After"] = "3600" if failed else "60"
    add_never_cache_headers(response)
    return response


def _pause(waited: float) -> int:
    """Seconds until the page looks again."""
    return 2 if waited < 30 else 10 if waited < 300 else 60
