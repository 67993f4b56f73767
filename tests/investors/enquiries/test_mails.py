"""What reaches a mailbox: every text in both languages, and the code only there."""

import re
from datetime import datetime

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from investors.enquiries.models import Enquiry
from investors.enquiries.notices import KINDS
from portal.notifications.draining import drain
from portal.notifications.kinds import Kind
from portal.notifications.models import Delivery, Notice
from portal.notifications.rendering import render
from tests.asking import FORM, SENT, filled
from tests.cast import VIETNAM


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_text_has_a_subject_and_a_way_on(kind: Kind, language: str) -> None:
    words = render(kind, language, kind.sample, kind.sample_secret)
    assert words.subject
    assert "\n" not in words.subject
    assert words.text
    if kind.name not in ("enquiry.code", "enquiry.address_code"):  # typed where they were asked for
        assert re.search(rf"https?://\S+/({language}|admin)/", words.text)


def test_the_mailed_code_opens_the_thread_and_is_gone_afterwards(
    calendar: object, desk: object, mailoutbox: list[EmailMessage]
) -> None:
    lan = Client()
    lan.post(FORM, filled())
    drain()
    subjects = [mail.subject for mail in mailoutbox if mail.to == ["lan@investor.test"]]
    code = next(found[0] for text in subjects if (found := re.match(r"\d{6}", str(text))))
    enquiry = Enquiry.objects.get()
    assert any(enquiry.reference in text for text in subjects)
    answer = lan.post(SENT, {"code": code})
    assert answer["Location"].endswith(f"{enquiry.reference}/")
    assert not Delivery.objects.exclude(sealed=None).exists()
    assert all(code not in str(notice.params) for notice in Notice.objects.all())


def test_dates_are_written_as_the_reader_writes_them(calendar: object) -> None:
    assert datetime(2026, 11, 5, tzinfo=VIETNAM).strftime("%a") == "Thu"
    taken = next(kind for kind in KINDS if kind.name == "enquiry.taken")
    assert "Thu 5 Nov 2026" in render(taken, "en", taken.sample).text
    assert "05/11/2026" in render(taken, "vi", taken.sample).text
