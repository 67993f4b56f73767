"""What a move needs, in sentences: every "no" about what was given with it."""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.cases.days_off import day_off_question
from investors.cases.models import Case
from investors.cases.moves.kinds import (
    CODE,
    DAYS,
    DUE,
    NOTE,
    PAPERS,
    PERSON,
    RESULT,
    Given,
    Move,
)
from investors.cases.term import MOST_DAYS
from portal.accounts.models import User
from portal.desk.people import people_of
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar

NOTE_LENGTH = 2000
PAPER_LENGTH = 300
MOST_PAPERS = 40
CODE_LENGTH = 60
SHORTEST_CODE = 5
LONGEST_TERM_DAYS = 3660

MISSING: dict[str, Any] = {
    NOTE: _("This step needs a note with the reason."),
    PAPERS: _("List the papers, one a line."),
    RESULT: _("Say whether it was granted, or refused in writing."),
    CODE: _("Give the national code of the file."),
    DUE: _("Give the date."),
    DAYS: _("Say by how many days."),
    PERSON: _("Choose who takes it over."),
}


def check(case: Case, step: Move, given: Given) -> None:
    """Raises `Refused` when something is missing or cannot be."""
    for need in step.needs:
        if not getattr(given, need):
            raise Refused(MISSING[need])
    for field in (NOTE, PAPERS, RESULT, CODE, DUE, DAYS, PERSON):
        if getattr(given, field) and field not in step.asked:
            raise Refused(_("Something was given that this step does not take."))
    _check_lengths(given)
    if given.result and given.result not in Case.Result.values:
        raise Refused(MISSING[RESULT])
    if given.result == Case.Result.REFUSED and not given.note:
        raise Refused(_("A refusal needs the number and date of the written answer, and why."))
    if given.national_code:
        _check_code(case, given.national_code)
    if given.due:
        _check_due(case, given)
    if DAYS in step.needs:
        _check_may_extend(case, given)
    if given.person and (given.person == case.owner or given.person not in officials_for(case)):
        raise Refused(_("Choose another official of this desk."))


def _check_lengths(given: Given) -> None:
    if len(given.note) > NOTE_LENGTH:
        raise Refused(_("The note is too long."))
    if len(given.papers) > MOST_PAPERS or any(len(p) > PAPER_LENGTH for p in given.papers):
        raise Refused(_("The list is too long: at most 40 papers of 300 characters."))


def _check_code(case: Case, code: str) -> None:
    """Only against a slip of the keyboard: what its parts mean is the national system's own."""
    if len(code) > CODE_LENGTH or not code.isprintable():
        raise Refused(_("A national code has at most 60 characters, on one line."))
    if len(code) < SHORTEST_CODE or not re.fullmatch(r"\S*\d\S*", code):
        raise Refused(
            _("A national code has at least 5 characters with a digit among them, and no spaces.")
        )
    if Case.objects.filter(national_code=code).exclude(pk=case.pk).exists():
        raise Refused(_("This national code belongs to another case already."))
    if code == case.national_code:
        raise Refused(_("That is its national code already."))


def _check_due(case: Case, given: Given) -> None:
    due = given.due
    since = given.at or timezone.now()
    if due is None:
        return
    if due < timezone.localdate(since) or (due - timezone.localdate(since)).days > MOST_DAYS:
        raise Refused(_("A due date lies after the step it belongs to, and within ten years."))
    if case.received_at and due == case.official_due and not case.paused:
        raise Refused(_("That is its date already."))
    if not given.day_off and (question := day_off_question(due, current_calendar())):
        raise Refused(question)


def _check_may_extend(case: Case, given: Given) -> None:
    today = timezone.localdate(given.at or timezone.now())
    if case.due is None:
        raise Refused(_("There is no date to extend. Set one first."))
    if today >= case.due:
        raise Refused(_("An extension is made before the due date, not on it or after it."))
    if not 0 < (given.days or 0) <= LONGEST_TERM_DAYS:
        raise Refused(MISSING[DAYS])
    allowed = case.version.extensions_allowed
    if case.extensions.count() >= allowed:
        raise Refused(
            format_lazy(_("This procedure allows {count} extension at most."), count=allowed)
        )


def check_extension(case: Case, before: date | None) -> None:
    """After counting anew: the date must have moved on, or the slip's new one is needed."""
    if case.due is None or (before is not None and case.due <= before):
        raise Refused(_("Give the new date as well: counting alone does not give a later one."))


def officials_for(case: Case) -> list[User]:
    """Who can own it: those of its desk who receive or process."""
    found = [*people_of(case.desk, "cases.receive"), *people_of(case.desk, "cases.process")]
    return list({user.pk: user for user in found}.values())
