"""Officials' moves: what the table allows, what it refuses, and who is told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.enquiries.answering import Wish, act, write_as_investor
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import MOVES, moves_open_to
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.notifications.models import Notice
from portal.notifications.silence import telling_nobody
from portal.refusals import Refused
from tests.cast import VIETNAM, MakeEnquiry, body_of

pytestmark = pytest.mark.usefixtures("calendar")
MONDAY = datetime(2026, 11, 2, 15, tzinfo=VIETNAM)
ANSWER = Wish(body="Two parks fit.", language="en")


@pytest.fixture
def agency(db: None) -> Organisation:
    return body_of(OrganisationKind.AGENCY, "doit", "Department of Industry and Trade")


def told(kind: str) -> set[tuple[str, str]]:
    notices = Notice.objects.filter(kind=kind, channel="email")
    return {(notice.address, notice.language) for notice in notices}


def test_taking_it_acknowledges_it_and_tells_the_investor(enquiry: Enquiry, hoa: User) -> None:
    act(enquiry.pk, "take", by=hoa, now=MONDAY)
    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.owner) == ("taken", hoa)
    assert enquiry.acknowledged_at == MONDAY
    event = enquiry.events.get()
    assert (event.move, event.from_status, event.to_status) == ("take", "new", "taken")
    assert (event.actor, event.actor_role) == (hoa, "specialist")
    assert told("enquiry.taken") == {("lan@investor.test", "en")}


def test_only_one_of_two_officials_takes_it(enquiry: Enquiry, hoa: User, binh: User) -> None:
    act(enquiry.pk, "take", by=hoa, now=MONDAY)
    with pytest.raises(Refused, match="Hoa"):
        act(enquiry.pk, "take", by=binh, now=MONDAY)


def test_a_reply_answers_it(enquiry: Enquiry, hoa: User) -> None:
    act(enquiry.pk, "reply", by=hoa, now=MONDAY, wish=ANSWER)
    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.owner) == ("answered", hoa)
    assert enquiry.answered_at == enquiry.acknowledged_at == MONDAY
    reply = enquiry.messages.last()
    assert reply
    assert (reply.body, reply.side, reply.author) == ("Two parks fit.", "official", hoa)
    assert told("enquiry.replied") == {("lan@investor.test", "en")}


def test_an_empty_reply_is_refused(enquiry: Enquiry, hoa: User) -> None:
    with pytest.raises(Refused):
        act(enquiry.pk, "reply", by=hoa, now=MONDAY)
    enquiry.refresh_from_db()
    assert enquiry.status == "new"


def test_a_double_click_replies_once(enquiry: Enquiry, hoa: User) -> None:
    first = act(enquiry.pk, "reply", by=hoa, now=MONDAY, wish=ANSWER, seen=0)
    later = MONDAY + timedelta(seconds=1)
    second = act(enquiry.pk, "reply", by=hoa, now=later, wish=ANSWER, seen=0)
    assert first == second
    assert enquiry.messages.count() == 2
    assert len(told("enquiry.replied")) == 1


def test_an_internal_note_tells_nobody_outside(enquiry: Enquiry, hoa: User) -> None:
    act(enquiry.pk, "note", by=hoa, now=MONDAY, wish=Wish(body="Ask the park first."))
    enquiry.refresh_from_db()
    assert enquiry.status == "new"
    assert enquiry.messages.filter(internal=True).count() == 1
    assert not Notice.objects.exists()


def test_asking_another_agency_gives_the_longer_norm(
    enquiry: Enquiry, hoa: User, agency: Organisation
) -> None:
    wish = Wish(agency=agency, note="The port must confirm the berth.")
    act(enquiry.pk, "consult", by=hoa, now=MONDAY, wish=wish)
    enquiry.refresh_from_db()
    assert enquiry.consulted == agency
    assert enquiry.answer_due == date(2026, 11, 11)  # seven working days after the 2nd
    assert enquiry.acknowledge_due == date(2026, 11, 3)
    assert told("enquiry.consulting") == {("lan@investor.test", "en")}


def test_asking_another_agency_without_a_reason_is_refused(
    enquiry: Enquiry, hoa: User, agency: Organisation
) -> None:
    with pytest.raises(Refused):
        act(enquiry.pk, "consult", by=hoa, now=MONDAY, wish=Wish(agency=agency))


def test_the_head_assigns_and_the_new_owner_is_told(
    enquiry: Enquiry, head: User, hoa: User
) -> None:
    act(enquiry.pk, "assign", by=head, now=MONDAY, wish=Wish(person=hoa))
    enquiry.refresh_from_db()
    assert (enquiry.owner, enquiry.status) == (hoa, "new")
    assert told("enquiry.assigned") == {("hoa@official.test", "vi")}
    assert "acknowledge" in moves_open_to(hoa, enquiry)
    assert "take" not in moves_open_to(head, enquiry)


def test_a_specialist_does_not_assign(enquiry: Enquiry, hoa: User, binh: User) -> None:
    with pytest.raises(Refused):
        act(enquiry.pk, "assign", by=hoa, now=MONDAY, wish=Wish(person=binh))


def test_it_is_not_assigned_to_someone_who_cannot_answer_there(
    enquiry: Enquiry, head: User, khoa: User, minh: User, leader: User
) -> None:
    for person in (khoa, minh, leader):
        with pytest.raises(Refused):
            act(enquiry.pk, "assign", by=head, now=MONDAY, wish=Wish(person=person))


def test_handing_over_tells_the_new_owner_and_the_head(
    enquiry: Enquiry, hoa: User, binh: User, head: User
) -> None:
    act(enquiry.pk, "take", by=hoa, now=MONDAY)
    wish = Wish(person=binh, note="On leave from tomorrow.")
    act(enquiry.pk, "hand_over", by=hoa, now=MONDAY, wish=wish)
    enquiry.refresh_from_db()
    assert enquiry.owner == binh
    assert {address for address, _ in told("enquiry.assigned")} == {binh.email, head.email}
    with pytest.raises(Refused):
        act(enquiry.pk, "hand_over", by=hoa, now=MONDAY, wish=wish)


def test_closing_says_why_and_reopening_starts_a_new_term(enquiry: Enquiry, hoa: User) -> None:
    with pytest.raises(Refused):
        act(enquiry.pk, "close", by=hoa, now=MONDAY)
    act(enquiry.pk, "close", by=hoa, now=MONDAY, wish=Wish(note="Sent twice."))
    enquiry.refresh_from_db()
    assert enquiry.closed_at == MONDAY
    later = MONDAY + timedelta(days=7)
    act(enquiry.pk, "reopen", by=hoa, now=later, wish=Wish(note="A new fact."))
    enquiry.refresh_from_db()
    assert enquiry.status == "taken"
    assert enquiry.closed_at is None
    assert enquiry.answer_due == date(2026, 11, 12)


def test_the_investor_writes_again_and_an_answered_enquiry_is_open_again(
    enquiry: Enquiry, hoa: User
) -> None:
    act(enquiry.pk, "reply", by=hoa, now=MONDAY, wish=ANSWER)
    later = MONDAY + timedelta(days=2)
    write_as_investor(enquiry.pk, "And the power?", by=None, proved=True, now=later)
    enquiry.refresh_from_db()
    assert enquiry.status == "taken"
    assert enquiry.answer_due == date(2026, 11, 9)
    assert told("enquiry.written") == {("hoa@official.test", "vi")}


def test_long_after_closing_a_new_enquiry_is_needed(make_enquiry: MakeEnquiry) -> None:
    enquiry = make_enquiry(status="closed")
    late = MONDAY + timedelta(days=31)
    with pytest.raises(Refused, match="30"):
        write_as_investor(enquiry.pk, "Hello again", by=None, proved=True, now=late)


def test_only_whose_it_is_writes_as_the_investor(
    make_enquiry: MakeEnquiry, lan: User, minh: User, hoa: User
) -> None:
    enquiry = make_enquiry(contact_user=lan)
    for stranger in (None, minh, hoa):
        with pytest.raises(Enquiry.DoesNotExist):
            write_as_investor(enquiry.pk, "Mine.", by=stranger, proved=False, now=MONDAY)
    write_as_investor(enquiry.pk, "Mine.", by=lan, proved=False, now=MONDAY)
    assert enquiry.messages.filter(body="Mine.").count() == 1


def test_a_move_saves_nothing_but_what_it_changes(enquiry: Enquiry, hoa: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        act(enquiry.pk, "take", by=hoa, now=MONDAY)
    update = next(row["sql"] for row in queries if row["sql"].startswith("UPDATE"))
    assert "answer_due" in update
    assert "contact_email" not in update


def test_officials_elsewhere_and_people_outside_move_nothing(
    enquiry: Enquiry, khoa: User, minh: User, editor: User
) -> None:
    for person in (khoa, minh, editor):
        with pytest.raises(Enquiry.DoesNotExist):
            act(enquiry.pk, "take", by=person, now=MONDAY)


def test_an_official_cannot_speak_as_the_investor(enquiry: Enquiry, hoa: User) -> None:
    with pytest.raises(Refused):
        act(enquiry.pk, "write", by=hoa, now=MONDAY, wish=ANSWER)


def test_the_buttons_are_those_that_work(
    make_enquiry: MakeEnquiry, hoa: User, head: User, leader: User
) -> None:
    """For each status, person and move: shown exactly when the walk does not refuse it."""
    for status in ("new", "taken", "answered", "closed"):
        for person in (hoa, head, leader):
            for name in MOVES:
                enquiry = make_enquiry(status=status)
                wish = Wish(body="Text", note="Why", person=hoa, agency=enquiry.desk, language="vi")
                shown = name in moves_open_to(person, enquiry)
                try:
                    act(enquiry.pk, name, by=person, now=MONDAY, wish=wish)
                except Refused:
                    assert not shown, (status, person, name)
                else:
                    assert shown, (status, person, name)


def test_a_demonstration_enquiry_is_silent_only_while_it_is_loaded(
    make_enquiry: Callable[..., Enquiry], hoa: User
) -> None:
    enquiry = make_enquiry(demonstration=True)
    with telling_nobody():
        act(enquiry.pk, "take", by=hoa, now=MONDAY)
    assert not Notice.objects.exists()
    act(enquiry.pk, "reply", by=hoa, now=MONDAY, wish=ANSWER)
    assert told("enquiry.replied") == {("lan@investor.test", "en")}
