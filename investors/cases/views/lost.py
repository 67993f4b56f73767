"""Without the secret: a code mailed to the address opens what was sent with it.

It is mailed whoever asks and whatever the address, so that the page, the work and the time are
the same for an address that sent something and for one that did not; which of the two it is,
reads only who has the mailbox. A code belongs to the browser that asked for it: nobody can use
up the tries of another, or end another's code by asking for a new one.
"""

import json

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from investors.cases.clock import days_left
from investors.cases.forms import AddressForm
from investors.cases.models import Case
from investors.cases.views.track import row_of
from investors.enquiries.allowances import CODES_OF_ONE, wait_to_send_code
from investors.enquiries.clock import answer_clock
from investors.enquiries.forms import CodeForm
from investors.enquiries.models import Enquiry
from investors.enquiries.proving import prove_address
from investors.enquiries.telling import CODE_MINUTES, send_address_code
from portal.accounts.grants import MOST, forget, grant, grant_address, granted_references
from portal.accounts.models import User
from portal.limits import client_address, spend, too_many
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar

COOKIE, SALT = "portal_lost", "cases.lost"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """GET asks for the address; POST mails a code there and leads on to where it is typed."""
    form = AddressForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            email = form.cleaned_data["email"]
            if wait := wait_to_send_code(client_address(request), email):
                return too_many(request, wait)
            return _send(email)
    return render(request, "investors/cases/lost.html", {"form": form}, status=status)


def _send(email: str) -> HttpResponse:
    code = send_address_code(email, get_language() or "vi", timezone.now())
    response = redirect("cases:lost_code")
    response.set_signed_cookie(
        COOKIE,
        json.dumps({"code": code.pk, "email": email}),
        salt=SALT,
        max_age=CODE_MINUTES * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_code(request: HttpRequest) -> HttpResponse:
    """Takes the code; the right one opens everything of the address in this browser."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=CODE_MINUTES * 60)
    if not kept:
        return redirect("cases:lost")
    asked = json.loads(kept)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if wait := spend(CODES_OF_ONE, client_address(request)):
            return too_many(request, wait)
        status = 422
        if form.is_valid():
            try:
                found = prove_address(
                    asked["code"],
                    asked["email"],
                    form.cleaned_data["code"],
                    user=request.user if isinstance(request.user, User) else None,
                    now=timezone.now(),
                )
            except Refused as no:
                form.add_error("code", str(no.sentence))
            else:
                return _open(request, asked["email"], found)
    context = {"form": form, "email": asked["email"], "minutes": CODE_MINUTES}
    return render(request, "investors/cases/lost_code.html", context, status=status)


def _open(request: HttpRequest, email: str, found: list[str]) -> HttpResponse:
    if found:
        grant(request, *reversed(found[:MOST]))  # the newest is remembered longest
        grant_address(request, email)
        messages.success(request, _("This is what was sent with your e-mail address."))
        if len(found) > MOST:
            older = _("The newest %(count)d are open. Ask the desk for an older one.")
            messages.info(request, older % {"count": MOST})
        response = redirect("cases:opened")
    else:
        messages.info(request, _("Nothing was sent with this address. Try another one of yours."))
        response = redirect("cases:lost")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@never_cache
@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """Everything that this browser has proved, newest first."""
    proved = granted_references(request)
    if not proved:
        return redirect("cases:track")
    now, calendar = timezone.now(), current_calendar()
    enquiries = Enquiry.objects.opened_by_proof(proved).select_related("norm")
    cases = Case.objects.opened_by_proof(proved).select_related("version", "enquiry")
    context = {
        "entries": [
            (enquiry, answer_clock(enquiry, now, calendar)) for enquiry in enquiries.order_by("-pk")
        ],
        "rows": [
            row_of(case, days_left(case, calendar, now), now) for case in cases.order_by("-pk")
        ],
    }
    return render(request, "investors/cases/opened.html", context)


@never_cache
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """For a computer that others use: what was proved here opens nothing any more."""
    forget(request)
    messages.success(request, _("Closed: this browser opens none of them any more."))
    return redirect("cases:track")
