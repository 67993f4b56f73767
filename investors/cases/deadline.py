"""When a term ends, and why: the rules of `deadline-rules.md`, cited here by number.

Pure: receipt, term, pauses, extensions and a calendar go in; the due date and the lines that
explain it come out. It is the *computed* date; the official one on the appointment slip prevails.
Moments without a zone are Vietnam's time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from investors.cases.deadline_lines import Kind, Line, special_days
from investors.cases.term import Effect, Span, Term, Unit, problem_in
from portal.workdays.counting import (
    Calendar,
    Certainty,
    WatchedCalendar,
    YearNotPublished,
    after,
    days_between,
    vietnam_day,
)


@dataclass(frozen=True)
class Deadline:
    """`due` is None while a pause is open (`left`: days left once it is answered), where a year
    is not published, and for impossible input; `error` is the line that says which of the last
    two. Days used are counted up to the due date, or to the day a pause that is open began.
    """

    due: date | None = None
    certainty: Certainty | None = None
    authority_days: int | None = None
    investor_days: int | None = None
    lines: tuple[Line, ...] = ()
    error: Line | None = None
    left: int | None = None
    # Days of a published calendar that are not confirmed yet and on which `due` depends.
    unconfirmed: tuple[date, ...] = ()

    @property
    def impossible(self) -> bool:
        """The input cannot be true, as opposed to a year not published yet."""
        return self.error is not None and self.error.kind != Kind.NOT_PUBLISHED


@dataclass(frozen=True)
class Clock:
    """Everything that moves one case's date, and the rules that say how."""

    received: datetime
    term: Term
    pauses: Sequence[Span]
    effect: Effect
    extensions: Sequence[int]
    cutoff: time | None
    calendar: Calendar

    @property
    def start(self) -> date:
        """Rule 2: the day the file counts as received. Day one is the day after."""
        return self.calendar.arrival(self.received, self.cutoff)

    @property
    def total(self) -> int:
        """Rule 6: an extension adds its days at the end, in the unit of the term."""
        return self.term.days + sum(self.extensions)

    def counts(self, day: date) -> bool:
        """Rule 3: working days or calendar days, never converted into each other."""
        return self.term.unit == Unit.CALENDAR or self.calendar.is_working_day(day)

    def arrival(self, answered: datetime) -> date:
        """Rule 4: an answer on a day off or after the cut-off arrives on the next working day."""
        return self.calendar.arrival(answered, self.cutoff)

    def pause_on(self, day: date) -> Span | None:
        """Rule 4: a pause holds the days after the request up to and with that of the answer.

        Rule 5: a day inside two pauses is held once.
        """
        for pause in self.pauses:
            if vietnam_day(pause.sent) < day and (
                pause.answered is None
                or day <= vietnam_day(pause.answered)
                or day <= self.arrival(pause.answered)
            ):
                return pause
        return None

    def runs_after(self) -> date | None:
        """The day after which the term is counted: receipt; with *restart* the last answer
        (rules 4 and 5), and None while an answer is awaited."""
        days = [self.start]
        if self.effect == Effect.RESTART:
            for pause in self.pauses:
                if pause.answered is None:
                    return None
                days.append(self.arrival(pause.answered))
        return max(days)

    def end(self) -> tuple[date | None, int]:
        """Rules 3 to 6: the day on which the last day of the term is counted; or None and how
        many days are left once an open pause is answered."""
        day, counted = self.runs_after(), 0
        if day is None:
            return None, self.total
        while counted < self.total:
            day = after(day)
            pause = self.pause_on(day)
            if pause is None:
                counted += self.counts(day)
            elif pause.answered is None:
                return None, self.total - counted
            else:
                day = self.arrival(pause.answered)
        return day, 0

    def used(self, first: date, last: date) -> tuple[int, int]:
        """Rule 8: the authority's and the investor's days after `first` up to `last`."""
        counted = [day for day in days_between(first, last) if self.counts(day)]
        investor = sum(self.pause_on(day) is not None for day in counted)
        return len(counted) - investor, investor


def due_date(
    received: datetime,
    term: Term,
    pauses: Sequence[Span] = (),
    effect: Effect = Effect.PAUSE,
    extensions: Sequence[int] = (),
    cutoff: time | None = None,
    *,
    calendar: Calendar,
) -> Deadline:
    """Never raises for what a person may enter: `error` says what is wrong."""
    if problem := problem_in(received, term, pauses, extensions):
        return Deadline(error=problem)
    pauses = sorted(pauses, key=lambda pause: vietnam_day(pause.sent))
    clock = Clock(received, term, pauses, effect, extensions, cutoff, calendar)
    try:
        return _deadline(clock)
    except YearNotPublished as missing:  # rule 7: until then no date is given
        line = Line(Kind.NOT_PUBLISHED, number=missing.year)
        return Deadline(lines=(line,), error=line)


def _deadline(clock: Clock) -> Deadline:
    watched = WatchedCalendar.of(clock.calendar)
    end, left = replace(clock, calendar=watched).end()
    if end is None:
        since = min(vietnam_day(pause.sent) for pause in clock.pauses if not pause.answered)
        waiting = Line(_by_unit(clock, Kind.OPEN_WORKING, Kind.OPEN_CALENDAR), number=left)
        lines = (*_given(clock), *_on_the_way(clock, since, waiting=True), waiting)
        return Deadline(None, None, *clock.used(clock.start, since), lines, left=left)
    # Rule 3: a term whose last day is a day off ends on the next working day.
    due = end if watched.is_working_day(end) else watched.next_working_day(end)
    # Rule 7: provisional when it rests on a day of a year that may still change.
    certainty, unconfirmed = watched.certainty, watched.unconfirmed
    shift = Line(Kind.SHIFTED, end, due, special=clock.calendar.special(end))
    lines = (
        *_given(clock),
        *_on_the_way(clock, end),
        *([shift] if due != end else []),
        Line(Kind.DUE if certainty == Certainty.FIRM else Kind.PROVISIONAL, due),
        *(Line(Kind.UNCONFIRMED, d, special=clock.calendar.special(d)) for d in unconfirmed),
    )
    return Deadline(due, certainty, *clock.used(clock.start, due), lines, unconfirmed=unconfirmed)


def _by_unit(clock: Clock, working: Kind, calendar: Kind) -> Kind:
    return working if clock.term.unit == Unit.WORKING else calendar


def _given(clock: Clock) -> Iterator[Line]:
    """What was received when, and the term."""
    day = vietnam_day(clock.received)
    if clock.start == day:
        yield Line(Kind.RECEIVED, day)
    elif clock.calendar.is_working_day(day):
        yield Line(Kind.RECEIVED_LATE, day, clock.start, hour=clock.cutoff)
    else:
        special = clock.calendar.special(day)
        yield Line(Kind.RECEIVED_ON_DAY_OFF, day, clock.start, special=special)
    yield Line(_by_unit(clock, Kind.TERM_WORKING, Kind.TERM_CALENDAR), number=clock.term.days)
    for days in clock.extensions:
        yield Line(_by_unit(clock, Kind.EXTENDED_WORKING, Kind.EXTENDED_CALENDAR), number=days)


def _on_the_way(clock: Clock, end: date, waiting: bool = False) -> Iterator[Line]:
    """The pauses, and the days that are not what their weekday says, up to `end`."""
    for pause in clock.pauses:
        sent = vietnam_day(pause.sent)
        if sent >= end and not waiting:
            yield Line(Kind.ASKED_AFTER_END, sent)
            continue
        yield Line(Kind.ASKED, sent, number=clock.used(clock.start, sent)[0])
        if pause.answered:
            day, arrival = vietnam_day(pause.answered), clock.arrival(pause.answered)
            yield Line(Kind.ANSWERED if day == arrival else Kind.ANSWERED_LATER, day, arrival)
    first = clock.start
    if clock.effect == Effect.RESTART and clock.pauses:
        first = clock.runs_after() or end
        yield Line(Kind.RESTARTED, first)
    if clock.term.unit == Unit.WORKING:
        yield from special_days(
            [d for d in days_between(first, end) if clock.pause_on(d) is None], clock.calendar
        )
