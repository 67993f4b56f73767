"""Late is told upwards: the owner before, the head on the first day after, then the leader."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from investors.cases.models import Case
from investors.cases.sweeps import escalate
from investors.cases.workflow import move
from portal.accounts.models import User
from portal.notifications.models import Notice
from tests.cast import VIETNAM
from tests.investors.cases.conftest import Bring


@pytest.fixture
def told(hoa: User, head: User, leader: User, monday: Any) -> Any:
    """`told(13)`: it is 13 November; whom the sweep told by mail, and of what."""

    def sweep(day: int) -> list[tuple[str, str]]:
        monday.move_to(datetime(2026, 11, day, 9, tzinfo=VIETNAM))
        before = set(Notice.objects.values_list("pk", flat=True))
        escalate(timezone.now())
        new = Notice.objects.exclude(pk__in=before).filter(channel="email")
        return sorted(new.values_list("kind", "address"))

    return sweep


def test_each_is_told_once_at_their_time(bring: Bring, told: Any) -> None:
    bring("4")  # due on Monday the 16th
    assert told(12) == []
    assert told(13) == [("case.due", "hoa@official.test")]
    assert told(16) == []
    assert told(17) == [("case.late", "head@official.test")]
    assert told(17) == []
    assert told(18) == [("case.late", "leader@official.test")]
    assert told(25) == []


def test_a_sweep_that_did_not_run_for_a_week_makes_up_for_it(bring: Bring, told: Any) -> None:
    bring("4")
    assert told(20) == [
        ("case.due", "hoa@official.test"),
        ("case.late", "head@official.test"),
        ("case.late", "leader@official.test"),
    ]


@pytest.mark.parametrize("status", ["5", "6", "9", "preparing"])
def test_nobody_is_told_of_what_is_not_the_authoritys_turn(
    status: str, bring: Bring, told: Any
) -> None:
    bring(status)
    assert told(20) == []


def test_a_new_date_starts_the_telling_anew(bring: Bring, head: User, told: Any) -> None:
    case = bring("4")
    assert told(13)
    move(case.pk, "extend", by=head, days=3, note="Survey.")  # Thursday the 19th
    assert told(16) == []
    assert told(18) == [("case.due", "hoa@official.test")]


def test_without_an_owner_the_desk_is_told(case: Case, bring: Bring, told: Any) -> None:
    bring("4")
    Case.objects.update(owner=None)
    assert ("case.due", "hoa@official.test") in told(13)
