"""Late enquiries are told upwards: owner, head, leader, each once."""

from datetime import datetime

import pytest

from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from investors.enquiries.sweeps import escalate, raise_not_taken
from portal.accounts.models import User
from portal.notifications.models import Notice
from tests.cast import VIETNAM

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
    assert escalate(on(11, 20)) == 3
    assert set(told("enquiry.late")) == {head.email, leader.email}


def test_what_is_answered_is_not_late(enquiry: Enquiry, hoa: User, head: User) -> None:
    act(enquiry.pk, "reply", by=hoa, now=on(11, 3), wish=Wish(body="Yes.", language="en"))
    assert escalate(on(11, 20)) == 0


def test_nobody_took_it_on_and_the_head_is_told_once(enquiry: Enquiry, head: User) -> None:
    assert [raise_not_taken(on(11, day)) for day in (3, 4, 5)] == [0, 1, 0]
    assert told("enquiry.not_taken") == [head.email]
