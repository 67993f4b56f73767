"""The table of moves: its targets, who may, what each needs; allowed and refused side by side."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

import investors.cases
from investors.cases.models import (
    ENDED_STATUSES,
    NATIONAL_STATUSES,
    PREPARATION_STATUSES,
    Case,
    Event,
    Status,
)
from investors.cases.moves import BACK, MOVES, moves_open_to
from investors.cases.notices import KINDS
from investors.cases.opening import open_case
from investors.cases.words import WORDS
from investors.cases.workflow import move
from investors.enquiries.moves import MOVES as ENQUIRY_MOVES
from portal.accounts.models import User
from portal.refusals import Refused
from tests.investors.cases.conftest import CODE, Bring

VOCABULARY = json.loads(
    (Path(investors.cases.__file__).parent / "data" / "status_vocabulary.json").read_text()
)
VERBS = (
    *("Tiếp nhận", "Từ chối", "Bắt đầu", "Yêu cầu", "Ghi nhận", "Xin lỗi và gia hạn", "Ấn định"),
    *("Trả kết quả", "Dừng xử lý", "Sửa", "Liên kết", "Kết thúc", "Nhận", "Phân công", "Chuyển"),
    *("Gửi", "Lưu", "Lấy ý kiến", "Bàn giao", "Đóng", "Mở lại"),
)
# What a pause may lead back to: where it began.
ASKED_FROM = {
    "5": MOVES["ask_supplement"].sources,
    "6": tuple(status for status in MOVES["ask_payment"].sources if status != Status.SUBMITTED),
}


def pairs_of_the_table() -> set[tuple[str, str]]:
    found = set()
    for step in MOVES.values():
        for source in step.sources:
            targets = ASKED_FROM[source] if step.target == BACK else (step.target,)
            found |= {(str(source), str(target)) for target in targets if target}
    return {pair for pair in found if set(pair) <= set(NATIONAL_STATUSES)}


def test_the_national_moves_are_the_transitions_of_the_vocabulary() -> None:
    pairs = {(str(pair["from"]), str(pair["to"])) for pair in VOCABULARY["transitions"]["pairs"]}
    assert pairs_of_the_table() == pairs


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_ten_national_statuses_carry_the_official_names(language: str) -> None:
    official = {
        str(record["code"]): record.get(f"name_{language}_ui", record[f"name_{language}"])
        for record in VOCABULARY["records"]
    }
    with translation.override(language):
        assert {status.value: str(status.label) for status in NATIONAL_STATUSES} == official


def test_no_move_leaves_an_end_but_those_after_the_result() -> None:
    leaving = {
        (name, source)
        for name, step in MOVES.items()
        for source in step.sources
        if source in ENDED_STATUSES
    }
    assert leaving == {("ask_payment", Status.DONE), ("hand_over", Status.DONE)}


def test_preparation_becomes_a_mirror_only_by_linking_a_national_code() -> None:
    crossing = {
        name
        for name, step in MOVES.items()
        if step.target in NATIONAL_STATUSES
        and any(source in PREPARATION_STATUSES for source in step.sources)
    }
    assert crossing == {"link", "link_received"}
    assert all("national_code" in MOVES[name].needs for name in crossing)


def test_whatever_is_told_is_a_kind_of_message_and_every_status_has_words() -> None:
    kinds = {kind.name for kind in KINDS}
    assert {step.told for step in MOVES.values() if step.told} <= kinds
    assert set(WORDS) == set(Status)


# --- Who may ------------------------------------------------------------------------------

MAY: dict[str, dict[str, set[str]]] = {
    "binh": {
        "preparing": {"start_check", "link", "link_received", "drop"},
        "1": {"receive", "refuse_to_accept", "ask_supplement", "ask_payment", "withdraw"},
        "4": {"ask_supplement", "ask_payment", "set_date", "withdraw"},
        "9": {"ask_payment", "hand_over"},
    },
    "hoa": {
        "preparing": {"start_check", "link", "link_received", "drop"},
        "1": {"ask_supplement", "ask_payment", "withdraw"},
        "4": {"ask_supplement", "ask_payment", "set_date", "finish", "withdraw"},
        "9": {"ask_payment"},
    },
    "leader": {"preparing": set(), "1": set(), "4": {"extend", "set_date", "stop"}, "9": set()},
    "editor": {"preparing": set(), "1": set(), "4": set(), "9": set()},
}
OWNING = {"take", "assign", "pass_on", "correct_code"}


@pytest.mark.parametrize("status", ["preparing", "1", "4", "9"])
@pytest.mark.parametrize("who", list(MAY))
def test_each_role_is_offered_its_own_moves(
    who: str, status: str, bring: Bring, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    assert set(moves_open_to(user, bring(status))) - OWNING == MAY[who][status]


GIVEN: dict[str, dict[str, Any]] = {
    "finish": {"result": "granted"},
    "extend": {"days": 2, "note": "The survey is late."},
    "start": {},
    "receive": {},
    "link": {"national_code": CODE},
    "hand_over": {},
}


@pytest.mark.parametrize(
    ("name", "status", "allowed", "refused"),
    [
        ("link", "ready", "binh", "leader"),
        ("receive", "1", "binh", "hoa"),
        ("start", "2", "hoa", "binh"),
        ("extend", "4", "head", "hoa"),
        ("finish", "4", "hoa", "leader"),
        ("hand_over", "9", "binh", "hoa"),
    ],
)
def test_a_move_is_made_by_who_may_and_refused_to_who_may_not(
    name: str,
    status: str,
    allowed: str,
    refused: str,
    bring: Bring,
    request: pytest.FixtureRequest,
) -> None:
    case = bring(status)
    before = case.event_count
    with pytest.raises(Refused):
        move(case.pk, name, by=request.getfixturevalue(refused), **GIVEN[name])
    assert Event.objects.filter(case=case).count() == before
    event = move(case.pk, name, by=request.getfixturevalue(allowed), **GIVEN[name])
    assert event.move == name


def test_a_case_of_another_desk_does_not_exist_for_khoa(case: Case, khoa: User) -> None:
    with pytest.raises(Case.DoesNotExist):
        move(case.pk, "start_check", by=khoa)


def test_lan_sees_her_case_and_moves_nothing(case: Case, lan: User) -> None:
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    assert case in Case.objects.visible_to(lan)
    with pytest.raises(Refused):
        move(case.pk, "start_check", by=lan)


# --- What each needs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [(name, step.sources[0]) for name, step in MOVES.items() if step.needs],
)
def test_a_move_without_what_it_needs_is_refused_with_a_sentence(
    name: str, status: str, bring: Bring, head: User, hoa: User
) -> None:
    case = bring(status)
    by = hoa if MOVES[name].only_owner else head
    with pytest.raises(Refused) as refused:
        move(case.pk, name, by=by)
    assert str(refused.value.sentence)
    case.refresh_from_db()
    assert case.status == status


def test_a_move_from_where_the_case_no_longer_stands_says_where_it_stands(
    bring: Bring, hoa: User
) -> None:
    case = bring("4")
    with pytest.raises(Refused, match="no longer open"):
        move(case.pk, "start", by=hoa)


def test_a_page_that_went_stale_moves_nothing(case: Case, hoa: User) -> None:
    seen = case.event_count
    move(case.pk, "start_check", by=hoa, seen=seen)
    with pytest.raises(Refused, match="meanwhile"):
        move(case.pk, "mark_ready", by=hoa, seen=seen)


def test_a_code_belongs_to_one_case(
    bring: Bring, make_enquiry: Any, procedure: Any, hoa: User
) -> None:
    from_other_enquiry = make_enquiry()
    bring("1")
    other = open_case(from_other_enquiry, procedure, by=hoa)
    with pytest.raises(Refused, match="another case"):
        move(other.pk, "link", by=hoa, national_code=CODE)


def test_what_is_still_to_come_is_not_recorded(bring: Bring, head: User, monday: Any) -> None:
    case = bring("1")
    with pytest.raises(Refused, match="still to come"):
        move(case.pk, "receive", by=head, at=case.status_since.replace(year=2027))
    with pytest.raises(Refused, match="too early"):
        move(case.pk, "receive", by=head, at=case.status_since.replace(year=2025))


def test_a_step_follows_the_one_before_it_where_the_clock_ran_ahead(case: Case, hoa: User) -> None:
    ahead = timezone.now() + timedelta(hours=5)
    with time_machine.travel(ahead):
        first = move(case.pk, "start_check", by=hoa)
    second = move(case.pk, "mark_ready", by=hoa)
    assert second.at == first.at >= ahead
    assert second.recorded_at < first.at
    case.refresh_from_db()
    assert case.status_since == second.at
    with pytest.raises(Refused):  # a moment that a person gives is still judged
        move(case.pk, "link", by=hoa, national_code=CODE, at=ahead)
    move(case.pk, "link", by=hoa, national_code=CODE)


def test_a_case_is_passed_on_by_its_owner_alone(case: Case, hoa: User, head: User) -> None:
    with pytest.raises(Refused, match="Hoa has this case"):
        move(case.pk, "pass_on", by=head, person=head, note="I take it.")
    move(case.pk, "pass_on", by=hoa, person=head, note="I am away.")
    case.refresh_from_db()
    assert case.owner == head


# --- The buttons ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_button_carries_the_name_of_a_status_or_of_what_has_happened(language: str) -> None:
    """A button says what pressing it does."""
    with translation.override(language):
        states = {str(status.label) for status in Status}
        done = {str(step.said) for step in MOVES.values()}
        labels = {str(step.label) for step in MOVES.values()}
        labels |= {str(step.label) for step in ENQUIRY_MOVES.values()}
        assert not labels & (states | done)
        assert not [label for label in labels if label.startswith(("Đã ", "Được ", "Không "))]


def test_the_vietnamese_buttons_begin_with_the_verbs_of_the_desk() -> None:
    with translation.override("vi"):
        labels = [str(step.label) for step in MOVES.values()]
        labels += [str(step.label) for step in ENQUIRY_MOVES.values()]
    assert [label for label in labels if not label.startswith(VERBS)] == []
