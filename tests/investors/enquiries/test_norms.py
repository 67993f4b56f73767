"""Dates of the norm, written by hand, around the holiday of 24 November 2026."""

from datetime import date, datetime

import pytest

from investors.enquiries.clock import answer_clock
from investors.enquiries.models import Enquiry, Norm
from investors.enquiries.norms import norm_on, set_due_dates
from portal.accounts.models import Organisation
from portal.workdays.counting import Calendar
from tests.cast import VIETNAM, MakeEnquiry

RECEIVED = [
    # received, taken on by, answered by, answered by when another agency is asked
    ((2026, 11, 2, 10), (2026, 11, 3), (2026, 11, 5), (2026, 11, 11)),
    ((2026, 11, 20, 10), (2026, 11, 23), (2026, 11, 26), (2026, 12, 2)),
    ((2026, 11, 23, 10), (2026, 11, 25), (2026, 11, 27), (2026, 12, 3)),
    ((2026, 11, 24, 10), (2026, 11, 26), (2026, 11, 30), (2026, 12, 4)),  # on the holiday
    ((2026, 11, 21, 10), (2026, 11, 25), (2026, 11, 27), (2026, 12, 3)),  # on a Saturday
]


@pytest.mark.parametrize(("received", "acknowledged", "answered", "consulted"), RECEIVED)
def test_the_days_of_the_norm(
    calendar: Calendar,
    desk: Organisation,
    received: tuple[int, ...],
    acknowledged: tuple[int, ...],
    answered: tuple[int, ...],
    consulted: tuple[int, ...],
) -> None:
    enquiry = Enquiry(norm=norm_on(date(2026, 11, 1)))
    moment = datetime(*received, tzinfo=VIETNAM)  # type: ignore[misc, arg-type]
    set_due_dates(enquiry, moment)
    assert enquiry.acknowledge_due == date(*acknowledged)
    assert enquiry.answer_due == date(*answered)
    enquiry.consulted = desk
    set_due_dates(enquiry, moment)
    assert enquiry.acknowledge_due == date(*acknowledged)
    assert enquiry.answer_due == date(*consulted)


def test_without_a_calendar_of_the_year_there_is_no_date_yet(
    calendar: Calendar, desk: Organisation
) -> None:
    enquiry = Enquiry(norm=Norm.objects.get())
    set_due_dates(enquiry, datetime(2026, 12, 31, 10, tzinfo=VIETNAM))
    assert enquiry.answer_due is None
    assert enquiry.acknowledge_due is None


def test_a_norm_holds_from_its_day_and_old_enquiries_keep_theirs(
    desk: Organisation, make_enquiry: MakeEnquiry
) -> None:
    old = Norm.objects.get()
    enquiry = make_enquiry()
    new = Norm.objects.create(
        valid_from=date(2026, 12, 1), answer_days=2, decision_number="12/QĐ-KKT"
    )
    assert norm_on(date(2026, 11, 30)) == old
    assert norm_on(date(2026, 12, 1)) == new
    assert enquiry.norm == old
    assert (str(new), str(old)) == ("12/QĐ-KKT", str(old))


CLOCKS = [
    ((2026, 11, 20), "open", "in 3 working days"),  # 23, 25, 26: the holiday does not count
    ((2026, 11, 25), "soon", "in 1 working day"),
    ((2026, 11, 26), "soon", "due today"),
    ((2026, 11, 27), "late", "1 working day late"),
]


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(("today", "state", "words"), CLOCKS)
def test_the_time_left_in_words(
    calendar: Calendar,
    make_enquiry: MakeEnquiry,
    today: tuple[int, int, int],
    state: str,
    words: str,
) -> None:
    enquiry = make_enquiry(answer_due=date(2026, 11, 26))
    clock = answer_clock(enquiry, datetime(*today, 9, tzinfo=VIETNAM), calendar)
    assert (clock.state, clock.words) == (state, words)
