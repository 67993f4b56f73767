"""Every room's repair runs, and none holds up another."""

import sys
from datetime import datetime
from types import ModuleType

import pytest
from django.utils import timezone

from portal.notifications.sweeping import all_sweeps, sweep_all


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A room whose first sweep breaks; `swept` is when the second one ran."""
    room = ModuleType("portal.pages.sweeps")
    room.__dict__["swept"] = []

    def broken(now: datetime) -> None:
        raise ZeroDivisionError

    def second(now: datetime) -> None:
        room.__dict__["swept"].append(now)

    room.__dict__["SWEEPS"] = [broken, second]
    monkeypatch.setitem(sys.modules, room.__name__, room)
    return room


def test_every_rooms_sweeps_are_found() -> None:
    names = {f"{sweep.__module__}.{sweep.__name__}" for sweep in all_sweeps()}
    assert {"investors.enquiries.sweeps.escalate", "investors.cases.sweeps.escalate"} <= names


@pytest.mark.django_db
def test_a_broken_sweep_is_logged_and_holds_up_no_other(
    room: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    now = timezone.now()
    sweep_all(now)
    assert room.__dict__["swept"] == [now]
    assert "portal.pages.sweeps" in caplog.text or "broken" in caplog.text
