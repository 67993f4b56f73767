"""Words in the reader's language, and mails that every mail reader can read."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.utils import translation

from portal.accounts.models import User
from portal.languages.text import LANGUAGES
from portal.notifications.kinds import Kind, all_kinds, kind_of
from portal.notifications.models import Delivery, Notice
from portal.notifications.outbox import Recipient, tell
from portal.notifications.rendering import (
    SUBJECT_LENGTH,
    mail_of,
    notice_words,
    render,
    render_html,
)
from tests.portal.notifications.sinks import read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: str(kind.name))
def test_every_kind_has_words(kind: Kind, language: str) -> None:
    words = render(kind, language, kind.sample, kind.sample_secret)
    assert words.subject
    assert words.text
    assert words.language == language
    assert "  " not in words.subject
    html = render_html(kind, words, kind.sample, kind.sample_secret)
    assert f'<html lang="{language}"' in html
    assert "<img" not in html


def test_every_rooms_messages_are_listed() -> None:
    assert {"enquiry.received", "case.received", "portal.letter"} <= {
        kind.name for kind in all_kinds()
    }


def test_the_language_is_the_readers_not_the_writers() -> None:
    with translation.override("vi"):
        words = render(kind_of("portal.letter"), "en", {"subject": "S", "text": "T"})
    assert words.language == "en"


def test_a_language_that_is_not_offered_reads_english() -> None:
    letter = kind_of("portal.letter")
    assert render(letter, "fr", {"subject": "S", "text": "T"}).language == "en"
    assert render(letter, "ko", {"subject": "S", "text": "T"}).language == "ko"


def test_a_subject_is_one_line_of_sensible_length() -> None:
    params = {"subject": f"A\tlong   {'subject ' * 40}", "text": "T"}
    subject = render(kind_of("portal.letter"), "en", params).subject
    assert subject.startswith("A long subject")
    assert len(subject) <= SUBJECT_LENGTH


def test_what_people_typed_stays_text_in_html() -> None:
    kind = kind_of("portal.letter")
    params = {"subject": "<b>S</b>", "text": "<script>alert(1)</script> & so on"}
    words = render(kind, "en", params)
    assert words.text == params["text"]
    html = render_html(kind, words, params)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in html


def test_a_line_that_is_an_address_becomes_a_link() -> None:
    kind = kind_of("portal.letter")
    params = {"subject": "S", "text": "Read it here:\nhttp://localhost:8000/en/track/?a=1&b=2"}
    html = render_html(kind, render(kind, "en", params), params)
    assert 'href="http://localhost:8000/en/track/?a=1&amp;b=2"' in html


def test_a_strangers_address_stays_text() -> None:
    kind = kind_of("portal.letter")
    params = {"subject": "S", "text": "Subject:\nhttps://elsewhere.example/login"}
    html = render_html(kind, render(kind, "en", params), params)
    assert "elsewhere.example/login" in html
    assert 'href="https://elsewhere' not in html


def test_a_mail_is_whole_and_seven_bit(lan: User, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Cổng Đầu tư Quảng Ninh <no-reply@portal.test>"
    params = {"subject": "Hồ sơ của bạn đã được tiếp nhận " * 4, "text": "Xin chào.\n\n.\n\nHết."}
    name = 'Nguyễn Thị Lan, "Giám đốc" 山田'
    tell("portal.letter", event="e:1", to=[Recipient(lan.email, "vi", lan, name)], params=params)
    delivery = Delivery.objects.get()
    mime = mail_of(delivery)
    assert mime.isascii()
    assert all(len(line) < 998 for line in mime.split(b"\r\n"))
    assert b"\n" not in mime.replace(b"\r\n", b"")
    mail = read(mime)
    assert mail.defects == []
    assert mail["Subject"] == params["subject"].strip()
    assert mail["Subject"].defects == mail["To"].defects == mail["From"].defects == ()
    assert mail["To"].addresses[0].display_name == name
    assert mail["To"].addresses[0].addr_spec == lan.email
    assert mail["From"].addresses[0].display_name == "Cổng Đầu tư Quảng Ninh"
    assert mail["Message-ID"] == delivery.message_id
    assert parsedate_to_datetime(str(mail["Date"])) == delivery.created_at.replace(microsecond=0)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == "Xin chào.\n\n.\n\nHết.\n"


def test_several_notices_of_one_delivery_are_one_mail(lan: User) -> None:
    for number in (1, 2, 3):
        params = {"subject": f"Subject {number}", "text": f"Text {number}."}
        tell("portal.letter", event=f"e:{number}", to=[Recipient(lan.email, "en")], params=params)
    first, *_others = deliveries = list(Delivery.objects.order_by("pk"))
    Notice.objects.update(delivery=first)
    assert len(deliveries) == 3
    mail = read(mail_of(first))
    assert mail["Subject"] == "Subject 1 (+2)"
    assert mail["To"].addresses[0].addr_spec == lan.email
    for part in (mail.get_body(("plain",)), mail.get_body(("html",))):
        assert part is not None
        words = part.get_content()
        places = [words.index(f"Text {number}.") for number in (1, 2, 3)]
        assert places == sorted(places)
        assert "Subject 2" in words


def test_a_notice_is_read_in_the_language_of_the_page(lan: User) -> None:
    params = {"reference": "YC-1", "acknowledge_due": "2026-11-03", "answer_due": "2026-11-05"}
    tell("enquiry.received", event="e:1", to=[Recipient(lan.email, "vi", lan)], params=params)
    notice = Notice.objects.visible_to(lan).get()
    assert notice_words(notice, "en").language == "en"
    assert "YC-1" in notice_words(notice, "en").subject
