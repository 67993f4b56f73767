"""The officials' pages: a worklist, one case, one move. Each checks its own right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
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
from investors.cases.worklists import WORKLISTS
from portal.accounts.models import User
from portal.admin import officials_site
from portal.desk.pages import go_on, official, say_done, show_worklist
from portal.languages.templatetags.day import day
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    template = "admin/cases/worklist.html"
    return show_worklist(request, WORKLISTS, template, left_of, moves_open_to)


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    return _show(request, user, _case(user, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    case = _case(user, reference)
    step = MOVES.get(name)
    if step is None:
        raise Http404
    if request.method != "POST":  # who had to sign in again in the middle of a step
        return redirect(WORKLISTS.record, case.reference)
    form = MoveForm(case, name, step, request.POST)
    if not form.is_valid():
        return _show(request, user, case, form, 422)
    try:
        event = move(case.pk, name, by=user, **form.given())
    except Refused as no:
        form.add_error(None, str(no.sentence))
        return _show(request, user, _case(user, reference), form, 409)
    say_done(request, WORKLISTS.record, case.reference, name, step.label)
    if event.facts.get("gone"):
        messages.warning(request, ended_date(event.facts["gone"]))
    return go_on(request, WORKLISTS.record, case.reference)


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
