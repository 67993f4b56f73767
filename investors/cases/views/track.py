"""Tracking: a reference and its secret in, where it stands out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from investors.cases.access import case_for, enquiry_for
from investors.cases.beside import leading_case
from investors.cases.clock import days_left, ledger_of
from investors.cases.forms import TrackForm
from investors.cases.models import WAITING_STATUSES, Case
from investors.cases.proof import REFERENCE_LENGTH, find, wait_to_try
from investors.cases.standing import door_of, is_late, must_of, standing_of, tone_of
from investors.cases.story import events_of, story_for_investor
from investors.enquiries.clock import answer_clock, clocks_of
from investors.enquiries.desks import name_of
from investors.enquiries.heading import head_of
from investors.enquiries.models import Enquiry
from portal.accounts.grants import grant
from portal.languages.templatetags.shown import tagged
from portal.limits import client_address, too_many
from portal.workdays.calendar import current_calendar


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST proves and leads on. One sentence for wrong and for unknown."""
    if request.method != "POST":
        return _form(request, TrackForm(initial=_typed(request)), 200)
    if wait := wait_to_try(client_address(request)):
        return too_many(request, wait)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    found = find(form.cleaned_data["reference"], form.cleaned_data["secret"])
    if found is None:
        form.add_error(None, not_found())
        return _form(request, form, 422)
    if found.case is not None and found.case.enquiry is not None:
        grant(request, found.case.enquiry.reference)  # the same secret opens it
    grant(request, found.reference)
    return redirect("cases:tracked", found.reference)


def not_found() -> str:
    return _("This reference and this secret do not belong together. Check both.")


@never_cache
@require_safe
def tracked(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a case or an enquiry stands. A stranger gets the form again, with 404."""
    case = case_for(request, reference)
    if case is not None:
        return _case(request, case)
    enquiry = enquiry_for(request, reference)
    if enquiry is not None:
        return _enquiry(request, enquiry)
    initial = {"reference": reference[:REFERENCE_LENGTH]}
    return _form(request, TrackForm(initial=initial), 404)


def _case(request: HttpRequest, case: Case) -> HttpResponse:
    now, calendar = timezone.now(), current_calendar()
    ledger, events = ledger_of(case), events_of(case)
    context: dict[str, Any] = {
        "case": case,
        "standing": standing_of(case, ledger, events, calendar, now),
        "entries": story_for_investor(events),
        "question": case.enquiry and answer_clock(case.enquiry, now, calendar),
    }
    return render(request, "investors/cases/case.html", context)


def _enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    now, calendar = timezone.now(), current_calendar()
    cases = enquiry.cases.select_related("version", "enquiry").order_by("-pk")
    acknowledge, answer = clocks_of(enquiry, now)
    leading = leading_case(enquiry)
    desk = tagged(name_of(enquiry.desk, get_language() or "vi"))
    context = {
        "enquiry": enquiry,
        "clocks": (acknowledge, answer),
        "leading": leading and leading[0],
        "head": leading[1].head
        if leading
        else head_of(enquiry, desk, acknowledge, answer, from_outside=True),
        "rows": [row_of(case, days_left(case, calendar, now), now) for case in cases],
    }
    return render(request, "investors/cases/enquiry.html", context)


def row_of(case: Case, left: int | None, now: Any) -> dict[str, Any]:
    """One line of a list of cases."""
    waiting = case.status in WAITING_STATUSES
    url, label = door_of(case) if waiting else ("", "")
    return {
        "case": case,
        "left": left,
        "late": is_late(case, now),
        "tone": tone_of(case, now),
        "must": must_of(case) if waiting else "",
        "button": label,
        "button_url": url,
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return {"reference": request.GET.get("reference", "")[:REFERENCE_LENGTH]}


def _form(request: HttpRequest, form: TrackForm, status: int) -> HttpResponse:
    context = {"form": form, "stranger": status == 404}
    return render(request, "investors/cases/track.html", context, status=status)
