"""The officials' pages: a worklist, one case, one move. Each checks its own right."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from investors.cases.access import with_desk_name
from investors.cases.clock import ledger_of, officials_explanation
from investors.cases.desk_forms import MoveForm
from investors.cases.left import left_of
from investors.cases.models import Case
from investors.cases.moves import MOVES, moves_open_to
from investors.cases.standing import standing_of
from investors.cases.story import events_of, story_for_officials
from investors.cases.workflow import move
from investors.cases.worklists import COUNT_CAP, WORKLISTS, count_of, page_of, search
from portal.accounts.models import User
from portal.accounts.roles import bodies_where
from portal.admin import officials_site
from portal.languages.templatetags.day import day
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar


def official(request: HttpRequest, right: str = "cases.read") -> User:
    """The site lets every official in; cases are for those whose role reads them."""
    user = request.user
    if not isinstance(user, User) or not bodies_where(user, right):
        raise PermissionDenied
    return user


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    user = official(request)
    now, calendar = timezone.now(), current_calendar()
    key = request.GET.get("list", "mine")
    if key not in WORKLISTS:
        raise Http404
    typed = request.GET.get("q", "").strip()[:200]
    page = page_of(key, user, now, calendar, request.GET.get("after", ""))
    rows = search(user, typed) if typed else page.rows
    counts = {
        name: count_of(name, user, now, calendar) for name, row in WORKLISTS.items() if row.counted
    }
    context = {
        **officials_site().each_context(request),
        "title": _("Cases"),
        "current": WORKLISTS[key],
        "tabs": [
            (row, min(counts.get(name, 0), COUNT_CAP), counts.get(name, 0) > COUNT_CAP)
            for name, row in WORKLISTS.items()
        ],
        "rows": [
            (case, left_of(case, calendar, now), "take" in moves_open_to(user, case))
            for case in rows
        ],
        "after": "" if typed else page.after,
        "typed": typed,
    }
    return render(request, "admin/cases/worklist.html", context)


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    user = official(request)
    return _show(request, user, _case(user, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    user = official(request)
    case = _case(user, reference)
    step = MOVES.get(name)
    if step is None:
        raise Http404
    if request.method != "POST":  # who had to sign in again in the middle of a step
        return redirect("admin:work_case", case.reference)
    form = MoveForm(case, name, step, request.POST)
    if not form.is_valid():
        return _show(request, user, case, form, 422)
    try:
        event = move(case.pk, name, by=user, **form.given())
    except Refused as no:
        form.add_error(None, str(no.sentence))
        return _show(request, user, _case(user, reference), form, 409)
    done = f"{case.reference}-{name}"
    messages.success(request, _("Done: %(move)s") % {"move": step.label}, extra_tags=done)
    if event.facts.get("gone"):
        messages.warning(request, ended_date(event.facts["gone"]))
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect("admin:work_case", case.reference)


def ended_date(iso: str) -> str:
    """What the official must do, and why, where a pause ended a date and none is counted."""
    return _(
        "The date of %(day)s ended with the pause and no new one can be counted. Set the date of "
        "the new appointment slip."
    ) % {"day": day(iso)}


def _show(
    request: HttpRequest,
    user: User,
    case: Case,
    refused: MoveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now, calendar = timezone.now(), current_calendar()
    ledger, events = ledger_of(case), events_of(case)
    forms = [
        refused if refused and refused.name == name else MoveForm(case, name, step)
        for name, step in moves_open_to(user, case).items()
    ]
    forms.sort(key=lambda form: not form.move.primary)
    undated = case.received_at and not case.due and not case.paused and not case.ended
    if refused:
        refused.redrawn(case)
    context: dict[str, Any] = {
        **officials_site().each_context(request),
        "title": case.reference,
        "case": case,
        "left": left_of(case, calendar, now),
        "standing": standing_of(case, ledger, events, calendar, now),
        "readings": officials_explanation(case, ledger, calendar),
        "undated": undated,
        "to_set": undated and any(form.name == "set_date" for form in forms),
        "buttons": [form for form in forms if form.simple],
        "forms": [form for form in forms if not form.simple],
        "refused": refused,
        "lost": refused.texts() if refused and refused not in forms else [],
        "entries": story_for_officials(events),
    }
    return render(request, "admin/cases/case.html", context, status=status)


def _case(user: User, reference: str) -> Case:
    seen = Case.objects.visible_to(user).filter(reference=reference)
    found = with_desk_name(seen, to_officials=True)
    case = found.select_related("organisation", "contact_user").first()
    if case is None:
        raise Http404
    return case
