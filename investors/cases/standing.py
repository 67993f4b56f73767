"""Where a case stands, in four answers: who has it, what comes next, how long is left, what the
investor must do. One source for the tracking page, lists, the API and the officials' page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from investors.cases.clock import (
    Ledger,
    days_left,
    effects_of,
    explanation,
    progress_of,
    term_of,
)
from investors.cases.deadline_lines import Kind as LineKind
from investors.cases.models import Case, Event, Status
from investors.cases.term import Effect
from investors.cases.words import ASKED, PORTAL, THREAD, WORDS
from investors.procedures.filing import NATIONAL_PORTAL
from portal.languages.templatetags.day import day
from portal.languages.text import pick
from portal.provenance.models import State
from portal.workdays.counting import Calendar, working_days_between

SOON_DAYS = 1
ASKING = ("ask_papers", "ask_supplement", "ask_payment")


@dataclass(frozen=True)
class ClockFace:
    """What `pieces/clock.html` shows. Whole days in the unit of the term."""

    due: date | None
    unit: str
    used: int = 0
    paused: int = 0
    left: int = 0
    over: int = 0
    passed: bool = False  # also on a day off after it, when `over` is still 0
    paused_now: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class Head:
    """What `pieces/case_head.html` shows."""

    who: str
    who_detail: str
    next: Any
    clock: ClockFace | None
    left: str
    must: Any
    must_url: str = ""
    must_label: str = ""
    next_detail: str = ""
    who_to_check: bool = False  # no source gives that name


@dataclass(frozen=True)
class Standing:
    head: Head
    lines: Sequence[str]  # that explain the date
    asked: Event | None  # what the investor was asked for and has not answered
    tone: str
    late: bool
    provisional: bool


def standing_of(
    case: Case, ledger: Ledger, events: Sequence[Event], calendar: Calendar, now: datetime
) -> Standing:
    """`events` newest first. Needs `case.desk_name` (`access.with_desk_name`) for the desk."""
    asked = asked_of(case, events)
    url, label = door_of(case)
    late = is_late(case, now)
    clock = _clock(case, ledger, calendar, now)
    head = Head(
        who=desk_of(case),
        who_to_check=(getattr(case, "desk_name", None) or {}).get("state") == State.UNVERIFIED,
        who_detail=_owner(case),
        next=_next(case, ledger),
        clock=clock,
        left="" if clock else _left(case),
        must=_("Bring the papers that are missing") if _lacks(case, asked) else must_of(case),
        must_url=url,
        must_label=label,
    )
    return Standing(
        head=head,
        lines=explanation(case, ledger, calendar),
        asked=asked,
        tone=tone_of(case, now),
        late=late,
        provisional=case.official_due is None and case.due_certainty == "provisional",
    )


def is_late(case: Case, now: datetime) -> bool:
    """Computed, never stored. An ended or paused case is not late."""
    running = not case.ended and not case.paused
    return running and case.due is not None and case.due < timezone.localdate(now)


def asked_of(case: Case, events: Sequence[Event]) -> Event | None:
    if not (case.paused or case.status == Status.PREPARING):
        return None
    return next((event for event in events if event.move in ASKING), None)


def desk_of(case: Case) -> str:
    names: dict[str, Any] = getattr(case, "desk_name", None) or {}
    return pick(names, "name", get_language() or "vi").text or names.get("name_vi", "")


def _next(case: Case, ledger: Ledger) -> Any:
    """After the applicant's papers the term goes on, starts anew, or nobody can say which."""
    if case.status != Status.SUPPLEMENT:
        return WORDS[case.status].next
    if case.received_at is None:
        return _("When your papers arrive, the one-stop desk checks and receives it")
    effects = effects_of(case, ledger) if term_of(case) else ()
    if effects == (Effect.PAUSE,):
        return WORDS[case.status].next
    if effects == (Effect.RESTART,):
        return _("When your papers arrive, the term starts anew")
    return _("When your papers arrive, the authority goes on and sets the date")


def _lacks(case: Case, asked: Event | None) -> bool:
    return case.status == Status.PREPARING and asked is not None


def _owner(case: Case) -> str:
    """By name only: an official's address is not for the public."""
    if case.ended:
        return ""
    if case.owner is None or not case.owner.name:
        return _("No official has taken it yet.") if case.owner is None else ""
    since = day(case.owner_since)
    return _("%(name)s, since %(day)s") % {"name": case.owner.name, "day": since}


def must_of(case: Case) -> Any:
    """What its status asks of the investor."""
    return WORDS[case.status].must


def tone_of(case: Case, now: datetime) -> str:
    return "late" if is_late(case, now) else WORDS[case.status].tone


def door_of(case: Case) -> tuple[str, str]:
    """The button of what must be done: its address and its words; needs `case.enquiry`."""
    where = WORDS[case.status].where
    if where == THREAD and case.enquiry:
        return reverse("enquiries:thread", args=[case.enquiry.reference]), _("Write to the desk")
    if where == PORTAL:
        return NATIONAL_PORTAL, _("Go to the National Portal")
    if where == ASKED:
        page = reverse("cases:tracked", args=[case.reference])
        return f"{page}#asked", _("See what is asked for")
    return "", ""


def _left(case: Case) -> str:
    if case.status == Status.DROPPED:
        return _("Ended on %(day)s") % {"day": day(case.closed_at)}
    if not case.mirrored:
        return _("No legal term runs while it is prepared")
    if case.ended:
        return _("Ended on %(day)s") % {"day": day(case.closed_at)}
    return _("The term starts when the desk receives it")


def _clock(case: Case, ledger: Ledger, calendar: Calendar, now: datetime) -> ClockFace | None:
    if case.received_at is None or case.ended:
        return None
    unit = case.version.unit if case.version.term_days else "working"
    run = progress_of(case, ledger, calendar, now)
    if case.paused:
        remaining = run.left if run else None
        return ClockFace(None, unit, paused_now=True, sentence=_paused_words(remaining, unit))
    left = days_left(case, calendar, now)
    if case.due is None or left is None:
        return ClockFace(None, unit, sentence=_no_date(case, run))
    used, paused = (run.used, run.paused) if run else (_since(case, calendar, now), 0)
    over = max(-left, 0)
    return ClockFace(
        case.due,
        unit,
        used=max((used or 0) - over, 0),
        paused=paused or 0,
        left=max(left, 0),
        over=over,
        passed=is_late(case, now),
    )


def _since(case: Case, calendar: Calendar, now: datetime) -> int | None:
    """Working days since receipt, where no term says how else to count."""
    if case.received_at is None:
        return None
    first = timezone.localdate(case.received_at)
    return working_days_between(first, timezone.localdate(now), calendar)


def _no_date(case: Case, run: Any) -> str:
    if case.version.term_days is None:
        return _("Term not published; the authority sets the date")
    error = run.deadline.error if run else None
    if error is not None and error.kind == LineKind.NOT_PUBLISHED:
        return _("The calendar of %(year)s is not published") % {"year": error.number}
    return _("The authority sets the date")


def _paused_words(left: int | None, unit: str) -> str:
    if left is None:
        return _("The clock is paused until you answer")
    if unit == "calendar":
        text = ngettext(
            "The clock is paused: %(count)s day left once you answer",
            "The clock is paused: %(count)s days left once you answer",
            left,
        )
    else:
        text = ngettext(
            "The clock is paused: %(count)s working day left once you answer",
            "The clock is paused: %(count)s working days left once you answer",
            left,
        )
    return text % {"count": left}
