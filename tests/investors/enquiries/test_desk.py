"""The officials' pages: lists, the page of one enquiry, its buttons, and who gets a 404."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from investors.enquiries.answering import act
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import Organisation, User
from portal.desk.worklists import PAGE
from tests.cast import VIETNAM, MakeEnquiry

pytestmark = pytest.mark.usefixtures("calendar")
LIST = "/admin/work/enquiries/"
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def tuesday() -> object:
    with time_machine.travel(datetime(2026, 11, 3, 9, tzinfo=VIETNAM), tick=False) as clock:
        yield clock


def references(client: Client, address: str) -> list[str]:
    return [row.reference for row, _clock, _take in client.get(address).context["rows"]]


def page_of(enquiry: Enquiry) -> str:
    return f"{LIST}{enquiry.reference}/"


def test_each_list_holds_what_its_name_says(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User, binh: User
) -> None:
    late = make_enquiry(answer_due=date(2026, 11, 2))
    soon = make_enquiry(answer_due=date(2026, 11, 4), owner=binh, status="taken")
    mine = make_enquiry(answer_due=date(2026, 11, 9), owner=hoa, status="taken")
    done = make_enquiry(answer_due=date(2026, 11, 2), owner=hoa, status="answered")
    client = signed_in(hoa)
    assert references(client, f"{LIST}?list=mine") == [mine.reference]
    assert references(client, f"{LIST}?list=unassigned") == [late.reference]
    assert references(client, f"{LIST}?list=due_soon") == [soon.reference]
    assert references(client, f"{LIST}?list=overdue") == [late.reference]
    newest_first = [row.reference for row in (done, mine, soon, late)]
    assert references(client, f"{LIST}?list=all") == newest_first


def test_what_nobody_took_on_in_time_is_overdue_too(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    today = timezone.localdate()
    soon = {"answer_due": today + timedelta(days=9)}
    late = make_enquiry(acknowledge_due=today - timedelta(days=1), **soon)
    make_enquiry(acknowledge_due=today, **soon)
    taken = make_enquiry(acknowledge_due=today - timedelta(days=1), **soon)
    act(taken.pk, "take", by=hoa, now=timezone.now())
    assert references(signed_in(hoa), f"{LIST}?list=overdue") == [late.reference]


def test_a_long_list_is_read_page_by_page_without_losing_or_repeating(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    made = [make_enquiry(answer_due=date(2026, 11, 4 + n % 3)) for n in range(PAGE + 5)]
    client = signed_in(hoa)
    first = client.get(f"{LIST}?list=unassigned")
    seen = [row.reference for row, _clock, _take in first.context["rows"]]
    second = references(client, f"{LIST}?list=unassigned&after={first.context['after']}")
    assert len(seen) == PAGE
    assert sorted([*seen, *second]) == sorted(row.reference for row in made)


def test_a_longer_list_costs_no_more_queries(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    client = signed_in(hoa)
    make_enquiry(owner=hoa, status="taken")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _number in range(20):
        make_enquiry(owner=hoa, status="taken")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(one)


def test_a_wrong_place_in_the_list_is_its_first_page(signed_in: SignIn, hoa: User) -> None:
    for after in ("x", "2026-11-03~", "2026-11-03~x", "9~9", "~" + "9" * 30):
        assert signed_in(hoa).get(f"{LIST}?list=all&after={after}").status_code == 200
    assert signed_in(hoa).get(f"{LIST}?list=everything").status_code == 404


def test_it_is_taken_from_the_list(enquiry: Enquiry, signed_in: SignIn, hoa: User) -> None:
    back = f"{LIST}?list=unassigned"
    answer = signed_in(hoa).post(f"{page_of(enquiry)}take/", {"take-seen": "0", "back": back})
    assert answer["Location"] == back
    enquiry.refresh_from_db()
    assert enquiry.owner == hoa


def test_taking_does_not_lead_to_another_site(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    answer = signed_in(hoa).post(
        f"{page_of(enquiry)}take/", {"take-seen": "0", "back": "https://evil.test/"}
    )
    assert answer["Location"] == page_of(enquiry)


def test_a_reply_is_sent_from_the_page(enquiry: Enquiry, signed_in: SignIn, hoa: User) -> None:
    form = {"reply-body": "Two parks fit.", "reply-language": "en", "reply-seen": "0"}
    assert signed_in(hoa).post(f"{page_of(enquiry)}reply/", form).status_code == 302
    assert "Two parks fit." in signed_in(hoa).get(page_of(enquiry)).content.decode()
    enquiry.refresh_from_db()
    assert enquiry.status == "answered"


def test_a_reply_that_lacks_something_keeps_its_text(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    form = {"reply-body": "Two parks fit.", "reply-language": "tlh"}
    answer = signed_in(hoa).post(f"{page_of(enquiry)}reply/", form)
    assert answer.status_code == 422
    assert "Two parks fit." in answer.content.decode()


def test_a_reply_to_what_was_closed_meanwhile_is_refused_and_can_be_copied(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    enquiry = make_enquiry(status="closed")
    form = {"reply-body": "Two parks fit.", "reply-language": "en", "reply-seen": "0"}
    answer = signed_in(hoa).post(f"{page_of(enquiry)}reply/", form)
    assert answer.status_code == 409
    assert "Two parks fit." in answer.content.decode()


def test_the_status_cannot_be_changed_by_a_form_of_the_admin(
    enquiry: Enquiry, signed_in: SignIn, head: User
) -> None:
    address = f"/admin/enquiries/enquiry/{enquiry.pk}/change/"
    client = signed_in(head)
    page = client.get(address)
    assert page.status_code == 200
    assert enquiry.secret_hash not in page.content.decode()
    assert client.post(address, {"status": "closed"}).status_code == 403


def test_officials_elsewhere_get_404_and_other_roles_403(
    enquiry: Enquiry, signed_in: SignIn, khoa: User, editor: User
) -> None:
    assert signed_in(khoa).get(page_of(enquiry)).status_code == 404
    assert signed_in(khoa).post(f"{page_of(enquiry)}take/").status_code == 404
    assert references(signed_in(khoa), f"{LIST}?list=all") == []
    for address in (LIST, page_of(enquiry)):
        assert signed_in(editor).get(address).status_code == 403


def test_investors_and_strangers_do_not_enter(
    enquiry: Enquiry, signed_in: SignIn, lan: User
) -> None:
    assert signed_in(lan).get(page_of(enquiry)).status_code in (302, 403)
    assert Client().get(page_of(enquiry)).status_code == 302


def test_it_is_found_by_reference_company_and_address(
    enquiry: Enquiry, signed_in: SignIn, hoa: User, khoa: User
) -> None:
    for typed in (enquiry.reference.lower(), "lan@INVESTOR.test", "lan comp"):
        assert references(signed_in(hoa), f"{LIST}?list=all&q={typed}") == [enquiry.reference]
        assert references(signed_in(khoa), f"{LIST}?list=all&q={typed}") == []
        page = signed_in(hoa).get(f"/admin/search/?q={typed}").content.decode()
        assert page_of(enquiry) in page


def test_my_work_counts_what_waits(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User, other_desk: Organisation
) -> None:
    make_enquiry(answer_due=date(2026, 11, 2))
    make_enquiry(answer_due=date(2026, 11, 2), desk=other_desk)
    desks = signed_in(hoa).get("/admin/").context["desks"]
    lanes = [lane for _title, lanes in desks for lane in lanes if LIST in lane.url]
    counts = {lane.url.rpartition("=")[2]: lane.count for lane in lanes}
    assert counts["unassigned"] == 1
    assert counts["overdue"] == 1
    assert counts["mine"] == 0


def test_what_an_investor_wrote_is_shown_as_text(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    bad = "<script>alert(1)</script>"
    enquiry = make_enquiry(subject=bad, body=bad, contact_name=bad, contact_company=bad)
    for address in (page_of(enquiry), f"{LIST}?list=all", "/admin/search/?q=script"):
        assert bad not in signed_in(hoa).get(address).content.decode()


def test_a_reply_says_in_which_language_the_investor_reads_and_stands_in_the_history(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    client = signed_in(hoa)
    context = client.get(page_of(enquiry)).context
    assert "English" in str(context["reply"].fields["body"].help_text)
    notes = {
        form.name: str(form.fields["note"].help_text)
        for form in context["forms"]
        if "note" in form.fields
    }
    assert "English" in notes["close"]
    form = {"reply-body": "Two parks fit.", "reply-language": "en", "reply-seen": "0"}
    client.post(f"{page_of(enquiry)}reply/", form)
    titles = [str(line.title) for line in client.get(page_of(enquiry)).context["steps"]]
    assert titles[0] in ("Answered", "Đã trả lời")


def test_an_answered_enquiry_is_listed_with_the_day_of_its_answer(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    make_enquiry(status="answered")
    page = signed_in(hoa).get("/admin/work/enquiries/?list=all").content.decode()
    assert "02/11/2026" in page
    assert "05/11/2026" not in page


def test_the_procedure_it_is_about_is_called_by_its_name(
    make_enquiry: MakeEnquiry, procedure: ProcedureVersion, signed_in: SignIn, hoa: User
) -> None:
    enquiry = make_enquiry(procedure=procedure.procedure)
    page = signed_in(hoa).get(page_of(enquiry)).content.decode()
    assert f">{procedure.name_vi}</a>" in page
