"""The officials' pages: a worklist, one enquiry, one move. Each checks its own right."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from investors.enquiries.answering import act
from investors.enquiries.clock import clocks_of, next_clock
from investors.enquiries.desk_forms import MoveForm
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import MOVES, moves_open_to
from investors.enquiries.panels import panels_of
from investors.enquiries.story import story_for_officials
from investors.enquiries.worklists import COUNT_CAP, WORKLISTS, count_of, page_of, search
from portal.accounts.models import User
from portal.accounts.roles import bodies_where
from portal.admin import officials_site
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar

MESSAGES_OPEN = 4  # the newest; those before them are behind a disclosure


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    user = _official(request)
    now = timezone.now()
    calendar = current_calendar()
    key = request.GET.get("list", "mine")
    if key not in WORKLISTS:
        raise Http404
    typed = request.GET.get("q", "").strip()[:200]
    page = page_of(key, user, now, request.GET.get("after", ""))
    rows = search(user, typed) if typed else page.rows
    counts = {name: count_of(name, user, now) for name in WORKLISTS if name != "all"}
    context = {
        **officials_site().each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Enquiries"),
        "current": WORKLISTS[key],
        "tabs": [
            (row, min(counts.get(name, 0), COUNT_CAP), counts.get(name, 0) > COUNT_CAP)
            for name, row in WORKLISTS.items()
        ],
        "rows": [
            (row, next_clock(row, now, calendar), "take" in moves_open_to(user, row))
            for row in rows
        ],
        "after": "" if typed else page.after,
        "typed": typed,
    }
    return render(request, "admin/enquiries/worklist.html", context)


@require_safe
def enquiry_page(request: HttpRequest, reference: str) -> HttpResponse:
    user = _official(request)
    return _show(request, user, _enquiry(user, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    user = _official(request)
    enquiry = _enquiry(user, reference)
    move = MOVES.get(name)
    if move is None:
        raise Http404
    if request.method != "POST":  # who had to sign in again in the middle of a step
        return redirect("admin:work_enquiry", enquiry.reference)
    form = MoveForm(enquiry, name, move, request.POST)
    if not form.is_valid():
        return _show(request, user, enquiry, form, 422)
    try:
        act(
            enquiry.pk,
            name,
            by=user,
            now=timezone.now(),
            wish=form.wish(),
            seen=form.drawn_from,
        )
    except Refused as no:
        form.add_error(None, str(no.sentence))
        return _show(request, user, _enquiry(user, reference), form, 409)
    done = f"{enquiry.reference}-{name}"
    messages.success(request, _("Done: %(move)s") % {"move": move.label}, extra_tags=done)
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect("admin:work_enquiry", enquiry.reference)


def _show(
    request: HttpRequest,
    user: User,
    enquiry: Enquiry,
    refused: MoveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    offered = moves_open_to(user, enquiry)
    forms: dict[str, MoveForm] = {
        name: refused if refused and refused.name == name else MoveForm(enquiry, name, move)
        for name, move in offered.items()
    }
    if refused:
        refused.redrawn(enquiry)
    lines = story_for_officials(enquiry)
    # Read downwards, as it was said, to the form of the reply under it.
    messages_read = [line for line in reversed(lines) if line.is_message]
    context: dict[str, Any] = {
        **officials_site().each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": enquiry.reference,
        "enquiry": enquiry,
        "parks": enquiry.parks.all(),
        "clocks": clocks_of(enquiry, now),
        "reply": forms.pop("reply", None),
        "buttons": [form for form in forms.values() if form.simple],
        "forms": [form for form in forms.values() if not form.simple],
        "refused": refused,
        # What was typed into a step that is open no more is shown to be copied, not lost.
        "lost": refused.texts() if refused and refused.name not in offered else [],
        "earlier": messages_read[:-MESSAGES_OPEN],
        "latest": messages_read[-MESSAGES_OPEN:],
        "steps": [line for line in lines if not line.is_message],
        "panels": panels_of(request, enquiry),
    }
    return render(request, "admin/enquiries/enquiry.html", context, status=status)


def _official(request: HttpRequest) -> User:
    """The site lets every official in; enquiries are for those whose role reads them."""
    user = request.user
    if not isinstance(user, User) or not bodies_where(user, "enquiries.read"):
        raise PermissionDenied
    return user


def _enquiry(user: User, reference: str) -> Enquiry:
    enquiry = (
        Enquiry.objects.visible_to(user)
        .with_seen()
        .select_related("desk", "owner", "norm", "consulted", "procedure", "organisation")
        .filter(reference=reference)
        .first()
    )
    if enquiry is None:
        raise Http404
    return enquiry
