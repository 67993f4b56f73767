"""What each move tells whom, in whose language."""

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage

from investors.cases.models import Case
from investors.cases.moves import MOVES
from investors.cases.notices import KINDS
from investors.cases.story import events_of, story_for_investor
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.notifications.draining import drain
from portal.notifications.kinds import Kind
from portal.notifications.models import Notice
from portal.notifications.rendering import notice_words, render
from portal.notifications.silence import telling_nobody
from tests.investors.cases.conftest import CODE, WAYS, Bring


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_has_a_subject_with_the_reference_and_a_way_on(
    kind: Kind, language: str
) -> None:
    words = render(kind, language, kind.sample)
    assert "HS-2611-7K3M9X" in words.subject
    assert "{" not in words.text
    assert re.search(rf"https?://\S+/({language}|admin)/", words.text)


def test_each_step_tells_lan_in_english_and_says_what_to_do(
    bring: Bring, mailoutbox: list[EmailMessage]
) -> None:
    case = bring("5")
    drain()
    subjects = [mail.subject for mail in mailoutbox if mail.to == ["lan@investor.test"]]
    assert subjects == [
        f"A case was opened for you: {case.reference}",
        f"{case.reference} was received, result by Mon 16 Nov 2026",
        f"{case.reference} is being processed",
        f"{case.reference} needs more papers from you",
    ]
    last = str(mailoutbox[-1].body)
    assert "- Site lease: not signed" in last
    assert f"/en/track/?reference={case.reference}" in last
    assert "Investment registration certificate" in last


def test_a_vietnamese_enquiry_is_told_in_vietnamese(case: Case, head: User) -> None:
    Case.objects.filter(pk=case.pk).update(language="vi")
    move(case.pk, "start_check", by=head)
    move(case.pk, "mark_ready", by=head)
    notice = Notice.objects.get(kind="case.ready")
    assert notice.language == "vi"
    assert notice.params["procedure"]["name_vi"] == "Cấp Giấy chứng nhận đăng ký đầu tư"


def test_every_move_that_promises_a_message_sends_exactly_one(bring: Bring) -> None:
    case = bring("10")
    told = [MOVES[name].told for name, _given in WAYS["10"]]
    kinds = Notice.objects.filter(address=case.contact_email, channel="email")
    assert sorted(kinds.values_list("kind", flat=True)) == sorted(["case.opened", *told])


def test_an_unproved_address_gets_no_list_and_no_note(
    case: Case, head: User, mailoutbox: list[EmailMessage]
) -> None:
    Enquiry.objects.update(email_proved_at=None)
    move(case.pk, "start_check", by=head)
    move(case.pk, "ask_papers", by=head, papers=["Criminal record of Lan"], note="Of 2026.")
    drain()
    last = str(mailoutbox[-1].body)
    assert "Criminal" not in last
    assert "Of 2026" not in last
    assert "Read the list in the portal" in last


def test_a_person_with_an_account_gets_it_in_the_portal_as_well(
    case: Case, lan: User, head: User
) -> None:
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    move(case.pk, "start_check", by=head)
    move(case.pk, "mark_ready", by=head)
    found = Notice.objects.filter(kind="case.ready").values_list("channel", "user")
    assert sorted(found, key=str) == sorted([("email", lan.pk), ("inapp", lan.pk)], key=str)


def test_the_new_owner_is_told(case: Case, head: User, hoa: User, binh: User) -> None:
    move(case.pk, "assign", by=head, person=binh)
    notice = Notice.objects.get(kind="case.assigned", channel="email")
    assert (notice.address, notice.params["owner"]) == (binh.email, "Bình")


@pytest.mark.parametrize(
    ("status", "kind", "next_move"),
    [("1", "case.to_receive", "receive"), ("9", "case.to_hand_over", "hand_over")],
)
def test_the_one_stop_desk_is_told_that_its_step_comes_next(
    status: str, kind: str, next_move: str, bring: Bring, head: User, binh: User, hoa: User
) -> None:
    case = bring(status)
    told = Notice.objects.filter(kind=kind, channel="email")
    assert [notice.address for notice in told] == [binh.email]
    move(case.pk, next_move, by=binh)
    assert told.count() == 1


def test_a_corrected_code_is_told_to_the_investor_and_stands_in_their_history(
    bring: Bring, head: User
) -> None:
    case = bring("4")
    move(case.pk, "correct_code", by=head, national_code="H49.19-261102-0009", note="Mistyped.")
    notice = Notice.objects.get(kind="case.code_corrected", address=case.contact_email)
    assert "H49.19-261102-0009" in notice_words(notice, "en").text
    assert "Mistyped." not in str(notice.params)
    entry = story_for_investor(events_of(case))[0]
    assert entry.body == "H49.19-261102-0009"


def test_who_links_a_file_at_the_one_stop_desk_is_not_told_of_it(case: Case, binh: User) -> None:
    move(case.pk, "link", by=binh, national_code=CODE)
    assert not Notice.objects.filter(kind="case.to_receive").exists()


def test_without_a_one_stop_official_the_head_is_told(case: Case, hoa: User, head: User) -> None:
    move(case.pk, "link", by=hoa, national_code=CODE)
    notice = Notice.objects.get(kind="case.to_receive", channel="email")
    assert notice.address == head.email


def test_a_demonstration_case_is_silent_only_while_it_is_loaded(case: Case, head: User) -> None:
    Notice.objects.all().delete()
    Case.objects.filter(pk=case.pk).update(demonstration=True)
    with telling_nobody():
        move(case.pk, "start_check", by=head)
    assert not Notice.objects.exists()
    move(case.pk, "drop", by=head, note="Invented.")
    assert Notice.objects.filter(kind="case.dropped").exists()


def test_the_name_of_the_procedure_is_picked_when_it_is_read(case: Case) -> None:
    notice = Notice.objects.filter(kind="case.opened").first()
    assert notice is not None
    assert "Investment registration certificate" in notice_words(notice, "en").text
    assert "Cấp Giấy chứng nhận đăng ký đầu tư" in notice_words(notice, "vi").text


def test_a_move_that_fails_tells_nobody(case: Case, head: User, monkeypatch: Any) -> None:
    before = Notice.objects.count()

    def fail(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("investors.cases.workflow._save", fail)
    with pytest.raises(RuntimeError):
        move(case.pk, "drop", by=head, note="Not needed.")
    assert Notice.objects.count() == before
    assert case.events.count() == 1
