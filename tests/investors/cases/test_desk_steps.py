"""The buttons and forms of a case's page at the desk, and what the investor reads of them."""

from datetime import date, datetime

import pytest

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from tests.cast import VIETNAM
from tests.investors.cases.conftest import CODE, Bring
from tests.investors.cases.pressing import LIST, SignIn, page_of, press, references

pytestmark = pytest.mark.usefixtures("monday", "calendar")


# --- Buttons ------------------------------------------------------------------------------


def test_a_button_moves_and_the_form_asks_for_what_is_needed(
    case: Case, signed_in: SignIn, hoa: User, binh: User
) -> None:
    client = signed_in(hoa)
    assert press(client, case, "start_check").status_code == 302
    assert press(client, case, "ask_papers").status_code == 422
    asked = press(client, case, "ask_papers", papers="Lease: not signed\n\nStatement: of 2024")
    assert asked.status_code == 302
    assert case.events.latest("number").payload.data["papers"] == [
        "Lease: not signed",
        "Statement: of 2024",
    ]
    due = {"national_code": CODE, "due": "2026-11-16", "at": "2026-11-02T09:30"}
    assert press(signed_in(binh), case, "link_received", **due).status_code == 302
    case.refresh_from_db()
    assert case.received_at == datetime(2026, 11, 2, 9, 30, tzinfo=VIETNAM)
    assert case.official_due == date(2026, 11, 16)


def test_a_double_click_is_one_step_and_a_stale_page_reads_what_changed_and_loses_no_text(
    bring: Bring, signed_in: SignIn, hoa: User
) -> None:
    case = bring("4")
    client = signed_in(hoa)
    seen = case.event_count
    fields = {
        "ask_supplement-seen": seen,
        "ask_supplement-papers": "Lease",
        "finish-seen": seen,
        "finish-result": "granted",
        "finish-note": "A long text",
    }
    assert client.post(f"{page_of(case)}ask_supplement/", fields).status_code == 302
    assert client.post(f"{page_of(case)}ask_supplement/", fields).status_code == 302
    assert case.events.filter(move="ask_supplement").count() == 1
    late = client.post(f"{page_of(case)}finish/", fields)
    assert late.status_code == 409
    assert "A long text" in late.content.decode()
    assert "Hoa" in late.context["refused"].non_field_errors()[0]
    assert case.pauses.count() == 1


def test_passing_it_on_twice_by_one_page_is_one_step(
    case: Case, signed_in: SignIn, head: User, hoa: User, binh: User
) -> None:
    client, seen = signed_in(head), case.event_count
    form = {"assign-seen": seen, "assign-person": binh.pk}
    for _number in range(2):
        assert client.post(f"{page_of(case)}assign/", form).status_code == 302
    assert case.events.filter(move="assign").count() == 1
    assert (
        client.post(f"{page_of(case)}assign/", {**form, "assign-seen": seen + 1}).status_code == 409
    )


def test_the_status_is_nowhere_to_be_typed(bring: Bring, signed_in: SignIn, head: User) -> None:
    case = bring("4")
    client = signed_in(head)
    assert 'name="status"' not in client.get(page_of(case)).content.decode()
    record = client.get(f"/admin/cases/case/{case.pk}/change/")
    assert record.status_code == 200
    assert 'name="status"' not in record.content.decode()
    assert client.post(f"/admin/cases/case/{case.pk}/change/", {"status": "9"}).status_code == 403


def test_the_page_shows_how_the_date_is_counted_and_why_there_is_none(
    bring: Bring, signed_in: SignIn, hoa: User
) -> None:
    case = bring("4")
    client = signed_in(hoa)
    readings = client.get(page_of(case)).context["readings"]
    assert "16/11/2026" in readings[0][1][-1]
    ProcedureVersion.objects.update(days_state="withheld")
    lines = client.get(page_of(case)).context["readings"][0][1]
    assert len(lines) == 1


def test_a_list_of_links_elsewhere_is_not_followed(
    case: Case, signed_in: SignIn, head: User
) -> None:
    client = signed_in(head)
    answer = client.post(
        f"{page_of(case)}start_check/",
        {"start_check-seen": case.event_count, "back": "https://elsewhere.example/"},
    )
    assert answer["Location"] == page_of(case)


# --- Dates that are typed ---------------------------------------------------------------------


def test_a_day_off_is_asked_about_on_the_form_and_taken_with_its_tick(
    bring: Bring, signed_in: SignIn, binh: User
) -> None:
    case = bring("1")
    client = signed_in(binh)
    asked = press(client, case, "receive", due="2026-11-21")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Thứ Bảy, 21/11/2026" in page
    assert "Thứ Hai, 23/11/2026" in page  # the next working day
    assert 'name="receive-day_off"' in page
    assert 'class="form-errors"' in page
    assert 'href="#id_receive-due"' in page
    # A tick for one day speaks for no other.
    other = press(client, case, "receive", due="2026-11-22", day_off="2026-11-21")
    assert other.status_code == 422
    assert press(client, case, "receive", due="2026-11-21", day_off="2026-11-21").status_code == 302
    case.refresh_from_db()
    assert case.due == date(2026, 11, 21)


def test_a_working_day_is_taken_at_once_however_it_is_typed(
    bring: Bring, signed_in: SignIn, binh: User
) -> None:
    case = bring("1")
    client = signed_in(binh)
    assert 'name="receive-day_off"' not in client.get(page_of(case)).content.decode()
    assert press(client, case, "receive", due="23/11/2026").status_code == 302
    case.refresh_from_db()
    assert case.due == date(2026, 11, 23)


def test_the_date_fields_say_their_bounds_and_what_is_counted(
    bring: Bring, signed_in: SignIn, head: User
) -> None:
    case = bring("4")
    page = signed_in(head).get(page_of(case)).content.decode()
    due = page[page.index('name="set_date-due"') - 60 : page.index('name="set_date-due"') + 300]
    assert 'type="date"' in due
    assert 'min="2026-11-02"' in due
    assert "16/11/2026" in page[: page.index('name="set_date-due"')][-300:]
    assert 'max="2026-11-02T10:00"' in page


def test_the_official_is_told_that_a_date_ended_and_is_to_be_set_again(
    case: Case, signed_in: SignIn, head: User
) -> None:
    ProcedureVersion.objects.update(days_state="withheld")
    move(case.pk, "link_received", by=head, national_code=CODE, due=date(2026, 11, 20))
    client = signed_in(head)
    assert 'class="desk-note"' not in client.get(page_of(case)).content.decode()
    assert press(client, case, "ask_supplement", papers="Lease: not signed").status_code == 302
    answer = press(client, case, "supplemented")
    page = client.get(answer["Location"]).content.decode()
    assert "Thứ Sáu, 20/11/2026" in page
    assert 'class="desk-note"' in page
    assert 'id="move-set_date" open' in page
    assert references(client, f"{LIST}?list=dates_differ") == [case.reference]
    assert press(client, case, "set_date", due="2026-11-25", note="New slip.").status_code == 302
    assert 'class="desk-note"' not in client.get(page_of(case)).content.decode()


# --- What the investor reads ------------------------------------------------------------------


def test_every_text_that_the_investor_reads_says_in_which_language_they_read(
    bring: Bring, signed_in: SignIn, head: User, enquiry: Enquiry
) -> None:
    case = bring("4")
    forms = signed_in(head).get(page_of(case)).context["forms"]
    for form in forms:
        for name in {"note", "papers"} & {*form.fields}:
            shown = name == "papers" or form.move.note_shown
            assert ("English" in str(form.fields[name].help_text)) == shown, (form.name, name)
    opening = signed_in(head).get(f"{LIST}open/{enquiry.reference}/").context["form"]
    assert "English" in str(opening.fields["title"].help_text)


def test_after_a_step_on_a_list_its_case_is_named_with_a_link(
    enquiry: Enquiry, procedure: ProcedureVersion, binh: User, hoa: User, signed_in: SignIn
) -> None:
    case = open_case(enquiry, procedure, by=binh)
    client, back = signed_in(hoa), f"{LIST}?list=unassigned"
    form = {"take-seen": case.event_count, "back": back}
    page = client.post(f"{page_of(case)}take/", form, follow=True).content.decode()
    assert f'<a href="{page_of(case)}"><span class="code">{case.reference}</span></a>' in page


def test_a_finished_case_shows_the_day_it_ended_and_not_the_day_it_was_due(
    bring: Bring, signed_in: SignIn, hoa: User
) -> None:
    case = bring("10")
    client = signed_in(hoa)
    head = client.get(page_of(case)).content.decode()
    head = head[head.index('class="desk-head') : head.index('id="counted"')]
    listed = client.get(f"{LIST}?list=all").content.decode()
    for page in (head, listed):
        assert "02/11/2026" in page
        assert "16/11/2026" not in page
