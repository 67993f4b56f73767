"""The demonstration of the development profile, and what is kept about a person."""

from datetime import datetime

import pytest

from investors.enquiries.demo import load_demo_enquiries
from investors.enquiries.models import Enquiry
from portal.accounts.demo import load_demo_people
from portal.accounts.privacy import erase_person, export_person
from portal.notifications.models import Notice
from tests.cast import VIETNAM, MakeEnquiry

pytestmark = pytest.mark.usefixtures("calendar", "desk")
FRIDAY = datetime(2026, 11, 20, 11, tzinfo=VIETNAM)


def test_every_state_is_shown_and_nobody_is_told() -> None:
    load_demo_people()
    made = load_demo_enquiries(FRIDAY)
    assert {row.status for row in made} == {"new", "taken", "answered", "closed"}
    assert all(row.demonstration for row in made)
    unanswered = Enquiry.objects.unanswered()
    assert unanswered.filter(owner=None).exists()
    assert unanswered.filter(answer_due=FRIDAY.date()).exists()
    assert Enquiry.objects.overdue(FRIDAY).exists()
    assert not Notice.objects.exists()


def test_history_of_the_demonstration_lies_in_the_past() -> None:
    load_demo_people()
    for row in load_demo_enquiries(FRIDAY):
        assert all(event.at <= FRIDAY for event in row.events.all())
        assert all(event.at >= row.created_at for event in row.events.all())


def test_a_person_gets_what_is_kept_about_them_and_nothing_internal(
    make_enquiry: MakeEnquiry,
) -> None:
    enquiry = make_enquiry()
    enquiry.messages.create(side="official", body="Inner thoughts", language="vi", internal=True)
    kept = export_person("LAN@investor.test")["enquiries"]
    assert [row["reference"] for row in kept["enquiries"]] == [enquiry.reference]
    assert [row["body"] for row in kept["messages"]] == [enquiry.body]


def test_erasing_wipes_closed_ones_and_says_what_stays(make_enquiry: MakeEnquiry) -> None:
    closed, waiting = make_enquiry(status="closed"), make_enquiry()
    sentences = " ".join(erase_person("lan@investor.test"))
    closed.refresh_from_db()
    waiting.refresh_from_db()
    assert (closed.contact_name, closed.secret_hash) == ("", "")
    assert "investor.test" not in closed.contact_email
    assert waiting.contact_name == "Lan"
    assert waiting.reference in sentences
