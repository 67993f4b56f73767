"""Late enquiries are told upwards: owner, head, leader, each once."""

from datetime import date, datetime
from typing import Any

import pytest

from investors.enquiries import sweeps
from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from investors.enquiries.sweeps import escalate, raise_not_taken, recount
from investors.enquiries.telling import tell_officials
from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.workdays.counting import Calendar
from tests.cast import VIETNAM, MakeEnquiry

pytestmark = pytest.mark.usefixtures("calendar")


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=VIETNAM)


def told(kind: str) -> list[str]:
    notices = Notice.objects.filter(kind=kind, channel="email").order_by("pk")
    return [notice.address for notice in notices]


def test_owner_then_head_then_leader_each_once(
    enquiry: Enquiry, hoa: User, head: User, leader: User
) -> None:
    """Due on Thu 5 Nov: warned on the 4th, the head on the 6th, the leader on Mon the 9th."""
    act(enquiry.pk, "take", by=hoa, now=on(11, 3))
    assert [escalate(on(11, day)) for day in (3, 4, 4, 5)] == [0, 1, 0, 0]
    assert told("enquiry.due") == [hoa.email]
    assert [escalate(on(11, day)) for day in (6, 6, 7, 8)] == [1, 0, 0, 0]
    assert told("enquiry.late") == [head.email]
    assert [escalate(on(11, day)) for day in (9, 10)] == [1, 0]
    assert told("enquiry.late") == [head.email, leader.email]
    assert enquiry.events.filter(move__startswith="late_").count() == 3


def test_a_sweep_after_days_of_standstill_makes_every_step(
    enquiry: Enquiry, hoa: User, head: User, leader: User
) -> None:
    act(enquiry.pk, "take", by=hoa, now=on(11, 3))
    assert escalate(on(11, 20)) == 3
    assert set(told("enquiry.late")) == {hoa.email, head.email, leader.email}
    assert told("enquiry.due") == []


def test_on_the_date_itself_the_owner_still_reads_that_it_is_due(
    enquiry: Enquiry, hoa: User
) -> None:
    act(enquiry.pk, "take", by=hoa, now=on(11, 3))
    assert escalate(on(11, 5)) == 1
    assert told("enquiry.due") == [hoa.email]


def test_what_is_answered_is_not_late(enquiry: Enquiry, hoa: User, head: User) -> None:
    act(enquiry.pk, "reply", by=hoa, now=on(11, 3), wish=Wish(body="Yes.", language="en"))
    assert escalate(on(11, 20)) == 0


def test_nobody_took_it_on_and_the_head_is_told_once(enquiry: Enquiry, head: User) -> None:
    assert [raise_not_taken(on(11, day)) for day in (3, 4, 5)] == [0, 1, 0]
    assert told("enquiry.not_taken") == [head.email]


def test_a_date_of_an_unpublished_year_is_counted_once_it_is_published(
    enquiry: Enquiry, calendar: Calendar
) -> None:
    Enquiry.objects.filter(pk=enquiry.pk).update(
        answer_due=None, acknowledge_due=None, calendar_version=calendar.version - 1, escalated=2
    )
    assert [recount(on(11, 3)), recount(on(11, 3))] == [1, 0]
    enquiry.refresh_from_db()
    assert (enquiry.answer_due, enquiry.acknowledge_due) == (date(2026, 11, 5), date(2026, 11, 3))
    assert (enquiry.calendar_version, enquiry.escalated) == (calendar.version, 0)
    assert enquiry.events.get().move == "date_moved"


def test_a_date_that_does_not_move_is_not_told_of_anew(
    enquiry: Enquiry, calendar: Calendar
) -> None:
    Enquiry.objects.filter(pk=enquiry.pk).update(calendar_version=calendar.version - 1, escalated=2)
    assert recount(on(11, 3)) == 0
    enquiry.refresh_from_db()
    assert (enquiry.calendar_version, enquiry.escalated) == (calendar.version, 2)
    assert not enquiry.events.exists()


def test_an_answered_enquiry_keeps_its_dates(make_enquiry: MakeEnquiry) -> None:
    make_enquiry(status="answered", answer_due=None)
    assert recount(on(11, 3)) == 0


def test_a_broken_row_stops_no_other(
    make_enquiry: MakeEnquiry, head: User, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    broken, good = make_enquiry(), make_enquiry()

    def fail(enquiry: Enquiry, *more: Any, **params: Any) -> None:
        if enquiry.pk == broken.pk:
            raise RuntimeError("the disk is full")
        tell_officials(enquiry, *more, **params)

    monkeypatch.setattr(sweeps, "BATCH", 1)
    monkeypatch.setattr(sweeps, "tell_officials", fail)
    assert raise_not_taken(on(11, 4)) == 1
    assert good.events.filter(move="late_acknowledgement").exists()
    assert not broken.events.exists()
    assert f"row {broken.pk}" in caplog.text
