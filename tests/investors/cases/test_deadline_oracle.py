"""Due dates against a second, plainer way of counting, on thousands of random files.

The oracle lists every worked day of the loaded years and every day held by a pause, and picks
the n-th that is left; the code walks. What must hold for any input is stated below it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from investors.cases.deadline import Deadline, due_date
from investors.cases.deadline_lines import explain
from investors.cases.progress import progress
from investors.cases.term import Effect, Span, Term, Unit
from portal.workdays.counting import VIETNAM, Calendar, Certainty, SpecialDay
from tests.portal.workdays.days import CALENDAR

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@dataclass(frozen=True)
class File:
    received: datetime
    term: Term
    pauses: tuple[Span, ...]
    effect: Effect
    extensions: tuple[int, ...]
    cutoff: time | None
    calendar: Calendar

    def counted(self, **changes: Any) -> Deadline:
        file = replace(self, **changes)
        return due_date(**vars(file))

    @property
    def total(self) -> int:
        return self.term.days + sum(self.extensions)


def expected(file: File) -> tuple[date, int, int] | None:
    """Due date, authority's and investor's days; None when a day past 2027 is needed."""
    worked = [
        day
        for day in EVERY_DAY
        if day in file.calendar.makeup or (day.isoweekday() <= 5 and day not in file.calendar.off)
    ]

    def lands(moment: datetime) -> date:
        tomorrow = file.cutoff is not None and moment.time() > file.cutoff
        earliest = moment.date() + timedelta(days=1 if tomorrow else 0)
        return next(day for day in worked if day >= earliest)

    try:
        start = lands(file.received)
        held: set[date] = set()
        for pause in file.pauses:
            assert pause.answered
            until = lands(pause.answered)
            held |= {day for day in EVERY_DAY if pause.sent.date() < day <= until}
        clock_days = worked if file.term.unit == "working" else EVERY_DAY
        if file.effect == "restart" and file.pauses:
            anew = max([start, *(lands(p.answered) for p in file.pauses if p.answered)])
            countable = [day for day in clock_days if day > anew]
        else:
            countable = [day for day in clock_days if day > start and day not in held]
        end = countable[file.total - 1]
        due = next(day for day in worked if day >= end)
    except (StopIteration, IndexError):
        return None
    passed = {day for day in clock_days if start < day <= due}
    return due, len(passed - held), len(passed & held)


# --- Random files --------------------------------------------------------------------------

minutes = st.integers(0, 24 * 60 - 1)
SPECIAL = SpecialDay("holiday", {"name_en": "A day off", "name_vi": "Ngày nghỉ"})


@st.composite
def moments(draw: st.DrawFn, first: date = date(2026, 1, 1), last: int = 420) -> datetime:
    day = first + timedelta(days=draw(st.integers(0, last)))
    clock = timedelta(minutes=draw(minutes))
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + clock


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = {day: SPECIAL for day in draw(st.lists(st.sampled_from(EVERY_DAY), max_size=6))}
    weekends = [day for day in EVERY_DAY if day.isoweekday() > 5]
    makeup = {day: SPECIAL for day in draw(st.lists(st.sampled_from(weekends), max_size=3))}
    return Calendar(
        CALENDAR.years,
        {**{day: why for day, why in CALENDAR.off.items() if day not in makeup}, **off},
        {day: why for day, why in {**CALENDAR.makeup, **makeup}.items() if day not in off},
    )


@st.composite
def pauses(draw: st.DrawFn, after: datetime) -> Span:
    sent = after + timedelta(minutes=draw(st.integers(0, 60 * 24 * 60)))
    return Span(sent, sent + timedelta(minutes=draw(st.integers(0, 45 * 24 * 60))))


@st.composite
def files(draw: st.DrawFn) -> File:
    received = draw(moments())
    return File(
        received=received,
        term=Term(draw(st.integers(1, 60)), draw(st.sampled_from(Unit))),
        pauses=tuple(draw(st.lists(pauses(received), max_size=4))),
        effect=draw(st.sampled_from(Effect)),
        extensions=tuple(draw(st.lists(st.integers(1, 20), max_size=2))),
        cutoff=draw(st.none() | st.sampled_from([time(15), time(11, 30), time(0), time(23, 59)])),
        calendar=draw(calendars()),
    )


much, many = (settings(max_examples=n, deadline=None) for n in (1200, 200))


@much
@given(file=files())
def test_the_walk_agrees_with_the_list(file: File) -> None:
    found = file.counted()
    wanted = expected(file)
    if wanted is None:
        # The list ends with 2027; the walk says the year it would need.
        assert found.due is None
        assert found.error
        assert found.error.number == 2028
        return
    assert (found.due, found.authority_days, found.investor_days) == wanted
    assert found.certainty in Certainty


@many
@given(file=files(), data=st.data())
def test_one_more_pause_is_never_earlier(file: File, data: st.DataObject) -> None:
    before = file.counted().due
    more = (*file.pauses, data.draw(pauses(file.received)))
    after = file.counted(pauses=more).due
    assert after is None or (before is not None and before <= after)


@many
@given(file=files(), later=st.integers(0, 20 * 24 * 60))
def test_received_later_is_never_due_earlier(file: File, later: int) -> None:
    received = file.received + timedelta(minutes=later)
    kept = tuple(pause for pause in file.pauses if pause.sent >= received)
    before = file.counted(pauses=kept).due
    after = file.counted(pauses=kept, received=received).due
    assert after is None or (before is not None and before <= after)


@many
@given(file=files(), day=st.sampled_from(EVERY_DAY))
def test_one_more_holiday_is_never_earlier(file: File, day: date) -> None:
    more = replace(file.calendar, off={**file.calendar.off, day: SPECIAL})
    before, after = file.counted().due, file.counted(calendar=more).due
    assert after is None or (before is not None and before <= after)


@many
@given(file=files())
def test_a_date_is_a_working_day_after_receipt_and_keeps_the_term(file: File) -> None:
    found = file.counted()
    assume(found.due is not None)
    assert found.due
    assert found.due > file.received.date()
    assert file.calendar.is_working_day(found.due)
    assert found.authority_days is not None
    assert found.authority_days >= file.total
    if file.term.unit == Unit.WORKING and file.effect == Effect.PAUSE:
        assert found.authority_days == file.total
    assert all(explain(line) for line in found.lines)


@many
@given(file=files(), data=st.data())
def test_an_open_pause_has_days_left_or_came_after_the_end(file: File, data: st.DataObject) -> None:
    before = file.counted()
    assume(before.due is not None)
    sent = data.draw(pauses(file.received)).sent
    found = file.counted(pauses=(*file.pauses, Span(sent)))
    if found.due is not None:
        assert found.due == before.due
        assert file.effect == Effect.PAUSE
    elif file.effect == Effect.RESTART:
        assert found.left == file.total
    else:
        assert found.left is not None
        assert found.authority_days is not None
        assert found.left + found.authority_days == file.total
        assert found.left > 0


@many
@given(file=files(), now=moments(last=700))
def test_days_used_and_days_left_make_the_whole(file: File, now: datetime) -> None:
    state = progress(**vars(file), now=now)
    due, today = state.deadline.due, now.date()
    assume(due is not None and today.year < 2028)
    assert due
    assert state.used is not None
    assert state.left is not None
    assert state.late is (today > due)
    if today <= due:
        assert state.used + state.left == state.deadline.authority_days
        assert state.overdue_days == 0
    else:
        assert state.left == 0
        assert state.overdue_days is not None
        assert state.used == (state.deadline.authority_days or 0) + state.overdue_days
