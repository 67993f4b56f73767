"""Append-only and chained: what the database refuses, what the verification finds."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as settings_of_the_portal
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from investors.cases.anchors import (
    NIGHTLY_HOUR,
    anchor_file,
    anchor_if_missed,
    verify_anchors,
    write_anchor,
)
from investors.cases.chain import START, VOUCHED
from investors.cases.models import Case, Event, EventPayload
from investors.cases.proof import find
from investors.cases.sweeps import recount
from investors.cases.verifying import verify
from investors.cases.workflow import move
from portal.accounts.models import User
from portal.accounts.privacy import erase_person, export_person
from portal.workdays.models import CalendarVersion, DayRule
from tests.cast import SECRET, VIETNAM
from tests.flushing import statements
from tests.investors.cases.conftest import CODE, Bring


@pytest.fixture
def unlocked() -> Iterator[None]:
    """An intruder who owns the tables and has lifted the triggers."""
    check_at_once()
    off, on = statements(connection)
    with connection.cursor() as cursor:
        for statement in off:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in on:
            cursor.execute(statement)


def check_at_once() -> None:
    """PostgreSQL alters and empties no table whose foreign keys are still to be checked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def var(settings: Any, tmp_path: Any) -> Any:
    settings.VAR = tmp_path
    return tmp_path


def found(case: Case) -> list[str]:
    case.refresh_from_db()
    return [f"{one.number} {one.what}" for one in verify([case])]


def test_every_move_adds_one_event_that_follows_the_one_before(bring: Bring) -> None:
    case = bring("10")
    events = list(case.events.order_by("number"))
    assert [event.move for event in events] == [
        "opened",
        "link_received",
        "start",
        "finish",
        "hand_over",
    ]
    assert [event.previous for event in events] == [START, *(e.digest for e in events[:-1])]
    assert (case.event_count, case.event_head) == (5, events[-1].digest)
    assert found(case) == []


def test_a_changed_event_is_found(bring: Bring, unlocked: None) -> None:
    case = bring("4")
    Event.objects.filter(case=case, number=2).update(to_status="9")
    assert found(case) == ["2 was changed: its digest differs"]


def test_a_removed_event_is_found(bring: Bring, unlocked: None) -> None:
    case = bring("4")
    EventPayload.objects.filter(event__case=case, event__number=2).delete()
    Event.objects.filter(case=case, number=2).delete()
    assert found(case) == [
        "2 missing: the next one is 3",
        "3 does not follow the event before it",
    ]


def test_a_tail_cut_off_is_found_by_the_count_of_its_case(bring: Bring, unlocked: None) -> None:
    case = bring("4")
    EventPayload.objects.filter(event__case=case, event__number=3).delete()
    Event.objects.filter(case=case, number=3).delete()
    assert "0 keeps a count of 3 events, the last is 2" in found(case)


def test_a_tail_cut_off_with_its_count_is_found_by_the_anchor(
    bring: Bring, unlocked: None, var: Any
) -> None:
    case = bring("4")
    write_anchor(timezone.now())
    EventPayload.objects.filter(event__case=case, event__number=3).delete()
    Event.objects.filter(case=case, number=3).delete()
    last = case.events.get(number=2)
    Case.objects.filter(pk=case.pk).update(
        event_count=2, event_head=last.digest, status=last.to_status
    )
    assert found(case) == []
    assert [one.what for one in verify_anchors()] == ["was anchored and is gone"]


TOUCHED: dict[str, tuple[Any, str]] = {
    "status": ("2", "its status is 2, its events say 4"),
    "result": ("granted", "its result is granted, its events say empty"),
    "official_due": (date(2026, 12, 1), "its official_due is 2026-12-01, its events say empty"),
    "original_due": (
        date(2026, 12, 1),
        "its original_due is 2026-12-01, its events say 2026-11-16",
    ),
    "computed_due": (None, "its computed_due is empty, its events say 2026-11-16"),
    "due": (date(2026, 11, 20), "its due is 2026-11-20, its events say 2026-11-16"),
    "received_at": (
        datetime(2026, 11, 5, 10, tzinfo=VIETNAM),
        "its received_at is 2026-11-05T03:00:00+00:00, its events say 2026-11-02T03:00:00+00:00",
    ),
    "national_code": ("H49-other", f"its national_code is H49-other, its events say {CODE}"),
    "event_count": (9, "keeps a count of 9 events, the last is 3"),
    "event_head": ("0" * 64, "its head is not the digest of its last event"),
}


@pytest.mark.parametrize("column", TOUCHED)
def test_a_column_changed_past_the_moves_is_found_and_named(column: str, bring: Bring) -> None:
    case = bring("4")
    value, sentence = TOUCHED[column]
    assert found(case) == []
    Case.objects.filter(pk=case.pk).update(**{column: value})
    assert found(case) == [f"0 {sentence}"]


def test_every_date_status_and_result_of_a_case_is_vouched_for() -> None:
    """A column added later is vouched for, or named here with the reason."""
    told_elsewhere = {"national_code", "event_count", "event_head"}  # and compared there
    never_changed = {"id", "reference", "enquiry_id", "language", "created_at", "demonstration"}
    may_be_erased = {"secret_hash", "title", "contact_user_id", "organisation_id", "due_reason"}
    may_be_erased |= {"contact_name", "contact_company", "contact_email"}
    turned_by_sweeps = {"escalated", "calendar_version"}
    columns = {field.attname for field in Case._meta.concrete_fields}
    others = told_elsewhere | never_changed | may_be_erased | turned_by_sweeps
    assert columns - others == set(VOUCHED)


def test_a_pause_or_an_extension_changed_past_the_moves_is_found(bring: Bring, head: User) -> None:
    case = bring("4")
    move(case.pk, "extend", by=head, days=3, note="The survey is late. We apologise.")
    move(case.pk, "ask_supplement", by=head, papers=["Site lease: not signed"])
    assert found(case) == []
    case.extensions.update(days=30)
    case.pauses.update(begins_at=case.created_at - timedelta(days=1))
    assert found(case) == [
        "0 its pauses are not those of its events",
        "0 its extensions are not those of its events",
    ]


def test_a_sweep_that_counts_anew_says_so_in_the_chain(bring: Bring, head: User) -> None:
    case = bring("2")
    move(case.pk, "set_date", by=head, due=date(2026, 11, 20), note="The slip.")
    DayRule.objects.create(date=date(2026, 11, 10), kind="holiday", origin="official")
    CalendarVersion.bump()
    assert recount(timezone.now()) == 0  # the date of the slip stays
    case.refresh_from_db()
    assert (case.due, case.computed_due) == (date(2026, 11, 20), date(2026, 11, 17))
    assert case.events.latest("number").move == "recounted"
    assert found(case) == []


def test_an_event_signed_with_another_key_is_found(case: Case, settings: Any) -> None:
    settings.EVENT_KEY = "the key of the portal"
    assert found(case) == []  # what was signed before the key was set still verifies
    settings.SECRET_KEY = "of an intruder"
    assert found(case) == ["1 was changed: its digest differs"]


def test_erasing_a_note_leaves_the_chain_valid_and_says_so(
    bring: Bring, hoa: User, head: User
) -> None:
    case = bring("7")
    assert "As asked." in str(EventPayload.objects.filter(event__case=case).values("data"))
    Case.objects.filter(pk=case.pk).update(due_reason="As Lan asked.")
    assert find(case.reference, SECRET) is not None
    sentences = erase_person(case.contact_email)
    payload = EventPayload.objects.get(event__case=case, event__move="withdraw")
    assert (payload.data, payload.salt) == ({}, "")
    assert payload.erased_at is not None
    assert found(case) == []
    assert find(case.reference, SECRET) is None
    case.refresh_from_db()
    assert (case.secret_hash, case.due_reason, case.organisation) == ("", "", None)
    assert "lan" not in f"{case.contact_name}{case.contact_email}{case.title}".lower()
    assert case.national_code == CODE
    assert any("national code" in sentence for sentence in sentences)
    assert any("chain" in sentence for sentence in sentences)


def test_an_open_case_keeps_its_contact_until_it_ends(bring: Bring) -> None:
    case = bring("4")
    sentences = erase_person(case.contact_email)
    case.refresh_from_db()
    assert case.contact_name == "Lan"
    assert any("until they end" in sentence for sentence in sentences)


def test_a_payload_changed_or_taken_away_is_found(bring: Bring, unlocked: None) -> None:
    case = bring("7")
    EventPayload.objects.filter(event__case=case, event__number=3).update(data={"note": "No."})
    assert found(case) == ["3 its payload was changed"]
    EventPayload.objects.filter(event__case=case, event__number=3).delete()
    assert found(case) == ["3 its payload row is gone"]


def test_the_anchor_grows_by_what_changed_and_tells_when_it_was_edited(
    case: Case, hoa: User, var: Any
) -> None:
    assert write_anchor(timezone.now()) == 1
    assert write_anchor(timezone.now()) == 0
    move(case.pk, "start_check", by=hoa)
    assert write_anchor(timezone.now()) == 1
    assert list(verify_anchors()) == []
    lines = anchor_file().read_text().splitlines()
    edited = json.loads(lines[0])
    edited["heads"] = {}
    anchor_file().write_text("\n".join([json.dumps(edited), *lines[1:]]) + "\n")
    assert {one.number for one in verify_anchors()} >= {1, 2}


def test_the_command_names_what_it_found_and_what_it_cannot_see(bring: Bring, var: Any) -> None:
    case = bring("4")
    said = StringIO()
    call_command("verify_events", stdout=said)
    assert "nothing was touched" in said.getvalue()
    assert "Cannot see" in said.getvalue()
    Case.objects.filter(pk=case.pk).update(event_count=9)
    named = StringIO()
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_events", case=case.reference, stdout=said, stderr=named)
    assert case.reference in named.getvalue()


def test_lan_is_given_everything_that_is_kept_about_her(bring: Bring) -> None:
    case = bring("7")
    rows = export_person("Lan@Investor.test")["cases"]
    assert [row["reference"] for row in rows["cases"]] == [case.reference]
    assert "As asked." in [row.get("note") for row in rows["notes"]]
    assert export_person("minh@rival.test")["cases"] == {"cases": [], "notes": []}


def test_a_night_without_an_anchor_is_made_up_for_once(
    case: Case, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path

    def lines(day: int, hour: int) -> int:
        anchor_if_missed(datetime(2026, 11, day, hour, 30, tzinfo=VIETNAM))
        return len(anchor_file().read_text().splitlines())

    assert [lines(2, 10), lines(2, 23), lines(3, 1)] == [1, 1, 1]
    assert [lines(3, 2), lines(3, 9), lines(6, 1), lines(6, 3)] == [2, 2, 3, 4]


def test_the_anchor_is_written_at_two_at_night() -> None:
    plan = settings_of_the_portal.CELERY_BEAT_SCHEDULE["cases-anchor"]["schedule"]
    assert (plan.hour, plan.minute) == ({NIGHTLY_HOUR}, {0})
