"""The lines that explain a due date: structured where they are counted, sentences when shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.languages.templatetags.day import day as shown
from portal.languages.text import pick
from portal.workdays.counting import ONE_DAY, Calendar, SpecialDay


class Kind(StrEnum):
    RECEIVED = "received"
    RECEIVED_ON_DAY_OFF = "received_on_day_off"
    RECEIVED_LATE = "received_late"
    TERM_WORKING = "term_working"
    TERM_CALENDAR = "term_calendar"
    EXTENDED_WORKING = "extended_working"
    EXTENDED_CALENDAR = "extended_calendar"
    ASKED = "asked"
    ANSWERED = "answered"
    ANSWERED_LATER = "answered_later"
    RESTARTED = "restarted"
    ASKED_AFTER_END = "asked_after_end"
    DAY_OFF = "day_off"
    DAYS_OFF = "days_off"
    MAKEUP = "makeup"
    SHIFTED = "shifted"
    DUE = "due"
    PROVISIONAL = "provisional"
    UNCONFIRMED = "unconfirmed"
    OPEN_WORKING = "open_working"
    OPEN_CALENDAR = "open_calendar"
    # Errors: no date, and why.
    NOT_PUBLISHED = "not_published"
    NO_DAYS = "no_days"
    NO_EXTENSION = "no_extension"
    TOO_LONG = "too_long"
    PAUSE_BEFORE_RECEIPT = "pause_before_receipt"
    ANSWER_BEFORE_REQUEST = "answer_before_request"


@dataclass(frozen=True)
class Line:
    """One fact. `until` is the second day, `number` a count of days or a year."""

    kind: Kind
    day: date | None = None
    until: date | None = None
    number: int = 0
    hour: time | None = None
    special: SpecialDay | None = None


def special_days(days: Iterable[date], calendar: Calendar) -> Iterator[Line]:
    """A line for each of `days` that is not what its weekday says; neighbours of one name share.

    A holiday on a Saturday or Sunday takes nothing away and is left out.
    """
    run: Line | None = None
    for day in days:
        special = calendar.special(day)
        if special is None or calendar.is_as_usual(day):
            continue
        if day in calendar.makeup:
            found = Line(Kind.MAKEUP, day, special=special)
        elif run and run.special == special and day - (run.until or run.day or day) == ONE_DAY:
            run = Line(Kind.DAYS_OFF, run.day, day, special=special)
            continue
        else:
            found = Line(Kind.DAY_OFF, day, special=special)
        if run:
            yield run
        run = found
    if run:
        yield run


def explain(line: Line) -> str:
    """The sentence, in the active language."""
    values = {
        "day": shown(line.day),
        "until": shown(line.until),
        "number": line.number,
        "hour": f"{line.hour:%H:%M}" if line.hour else "",
        "name": name_of(line.special),
    }
    return _pattern(line) % values


def name_of(special: SpecialDay | None) -> str:
    """What the day is called, in the active language; a Saturday has no name of its own."""
    if special is None:
        return _("weekend")
    return pick(dict(special.names), "name", get_language() or "vi").text or _("day off")


def _pattern(line: Line) -> str:
    match line.kind:
        case Kind.RECEIVED:
            return _("Received on %(day)s; the day of receipt does not count.")
        case Kind.RECEIVED_ON_DAY_OFF:
            return _(
                "Received on %(day)s, a day off (%(name)s): counts as received on %(until)s, "
                "which does not count itself."
            )
        case Kind.RECEIVED_LATE:
            return _(
                "Received on %(day)s after %(hour)s: counts as received on %(until)s, which does "
                "not count itself."
            )
        case Kind.TERM_WORKING:
            return ngettext(
                "The term is %(number)s working day.",
                "The term is %(number)s working days.",
                line.number,
            )
        case Kind.TERM_CALENDAR:
            return ngettext(
                "The term is %(number)s calendar day.",
                "The term is %(number)s calendar days.",
                line.number,
            )
        case Kind.EXTENDED_WORKING:
            return ngettext(
                "It was extended by %(number)s working day.",
                "It was extended by %(number)s working days.",
                line.number,
            )
        case Kind.EXTENDED_CALENDAR:
            return ngettext(
                "It was extended by %(number)s calendar day.",
                "It was extended by %(number)s calendar days.",
                line.number,
            )
        case _:
            return _pause_pattern(line) or _day_pattern(line) or _error_pattern(line)


def _pause_pattern(line: Line) -> str:
    match line.kind:
        case Kind.ASKED:
            return ngettext(
                "More was asked of the applicant on %(day)s; up to then the authority had used "
                "%(number)s day.",
                "More was asked of the applicant on %(day)s; up to then the authority had used "
                "%(number)s days.",
                line.number,
            )
        case Kind.ANSWERED:
            return _("The answer arrived on %(day)s; the days until then do not count.")
        case Kind.ANSWERED_LATER:
            return _(
                "The answer of %(day)s counts as arriving on %(until)s; the days until then do "
                "not count."
            )
        case Kind.RESTARTED:
            return _("The term is counted anew after %(day)s, the day the complete file arrived.")
        case Kind.ASKED_AFTER_END:
            return _(
                "The request of %(day)s came when no day of the term was left: it moves nothing."
            )
        case Kind.OPEN_WORKING:
            return ngettext(
                "There is no date while the applicant's answer is awaited: %(number)s working day "
                "left once it arrives.",
                "There is no date while the applicant's answer is awaited: %(number)s working "
                "days left once it arrives.",
                line.number,
            )
        case Kind.OPEN_CALENDAR:
            return ngettext(
                "There is no date while the applicant's answer is awaited: %(number)s calendar "
                "day left once it arrives.",
                "There is no date while the applicant's answer is awaited: %(number)s calendar "
                "days left once it arrives.",
                line.number,
            )
        case _:
            return ""


def _day_pattern(line: Line) -> str:
    match line.kind:
        case Kind.DAY_OFF:
            return _("%(day)s is a day off: %(name)s.")
        case Kind.DAYS_OFF:
            return _("%(day)s to %(until)s are days off: %(name)s.")
        case Kind.MAKEUP:
            return _("%(day)s is worked: %(name)s.")
        case Kind.SHIFTED:
            return _(
                "The last day, %(day)s, is a day off (%(name)s): the term ends on the next "
                "working day, %(until)s."
            )
        case Kind.DUE:
            return _("Due on %(day)s.")
        case Kind.PROVISIONAL:
            return _(
                "Expected on %(day)s: provisional, because the calendar it rests on may still "
                "change."
            )
        case Kind.UNCONFIRMED:
            return _("%(day)s (%(name)s) is not confirmed by an official document yet.")
        case _:
            return ""


def _error_pattern(line: Line) -> str:
    match line.kind:
        case Kind.NOT_PUBLISHED:
            return _("No date can be given: the calendar of %(number)s is not published.")
        case Kind.NO_DAYS:
            return _("A term has at least one day.")
        case Kind.NO_EXTENSION:
            return _("An extension adds at least one day.")
        case Kind.TOO_LONG:
            return _("A term with its extensions has at most %(number)s days.")
        case Kind.PAUSE_BEFORE_RECEIPT:
            return _("The pause of %(day)s begins before the file was received on %(until)s.")
        case _:
            return _("The answer of %(day)s is earlier than the request of %(until)s.")
