"""Late is told upwards: the owner before, the head on the first day after, then the leader."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from investors.cases import sweeps
from investors.cases.models import Case
from investors.cases.sweeps import escalate
from investors.cases.telling import tell_officials
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
        ("case.late", "head@official.test"),
        ("case.late", "hoa@official.test"),
        ("case.late", "leader@official.test"),
    ]


def test_on_the_date_itself_the_owner_still_reads_that_it_is_due(bring: Bring, told: Any) -> None:
    bring("4")
    assert told(16) == [("case.due", "hoa@official.test")]


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


def test_rows_whose_turn_has_not_come_do_not_starve_the_others(
    bring: Bring, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row a sweep: the newer case waits for its leader, the older one is told all the same."""
    monkeypatch.setattr(sweeps, "BATCH", 1)
    older = bring("4")
    newer = copy_of(older, due=date(2026, 11, 17), escalated=2)
    assert len(told(18)) == 3
    older.refresh_from_db()
    assert (older.escalated, newer.escalated) == (3, 2)


def test_a_broken_row_stops_no_other(
    bring: Bring, told: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setattr(sweeps, "BATCH", 1)
    good = bring("4")
    broken = copy_of(good, due=date(2026, 11, 17))

    def fail(case: Case, *more: Any) -> None:
        if case.pk == broken.pk:
            raise RuntimeError("the disk is full")
        tell_officials(case, *more)

    monkeypatch.setattr(sweeps, "tell_officials", fail)
    assert told(17) == [("case.late", "head@official.test"), ("case.late", "hoa@official.test")]
    broken.refresh_from_db()
    assert broken.escalated == 0
    assert f"row {broken.pk}" in caplog.text


def copy_of(case: Case, **changes: Any) -> Case:
    copy = Case.objects.get(pk=case.pk)
    values = {"reference": "HS-2611-COPY", "national_code": "H49.19-copy", **changes}
    copy.pk = None
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save()
    return copy
