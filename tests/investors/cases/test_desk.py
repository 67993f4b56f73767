"""The officials' pages of cases: lists, one case, its buttons, opening one, and who gets a 404."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry
from investors.procedures.models import Procedure, ProcedureVersion
from portal.accounts.models import User
from portal.desk.worklists import PAGE
from portal.refusals import Refused
from tests.cast import VIETNAM, MakeEnquiry
from tests.investors.cases.conftest import CODE, Bring

pytestmark = pytest.mark.usefixtures("monday", "calendar")
LIST = "/admin/work/cases/"
SignIn = Callable[[User], Client]


def references(client: Client, address: str) -> list[str]:
    return [row.reference for row, _left, _take in client.get(address).context["rows"]]


def page_of(case: Case) -> str:
    return f"{LIST}{case.reference}/"


def press(client: Client, case: Case, name: str, **fields: Any) -> Any:
    case.refresh_from_db()
    data = {"seen": case.event_count, **fields}
    return client.post(
        f"{page_of(case)}{name}/", {f"{name}-{field}": value for field, value in data.items()}
    )


# --- Opening ------------------------------------------------------------------------------


def test_a_case_is_opened_from_the_page_of_an_enquiry(
    enquiry: Enquiry, procedure: ProcedureVersion, signed_in: SignIn, hoa: User
) -> None:
    Procedure.objects.update(folded="cap giay chung nhan dang ky dau tu")
    client = signed_in(hoa)
    door = f"{LIST}open/{enquiry.reference}/"
    assert door in client.get(f"/admin/work/enquiries/{enquiry.reference}/").content.decode()
    assert procedure.name_vi in client.get(f"{door}?q=chung nhan").content.decode()
    assert client.post(door, {"title": "Cable", "seen": "0"}).status_code == 422
    slug = procedure.procedure.slug
    form = {"procedure": slug, "title": "Cable factory"}
    for seen, code in ((None, 422), ("2147483648", 422), ("1", 409)):
        sent = form if seen is None else {**form, "seen": seen}
        refused = client.post(door, sent)
        assert refused.status_code == code
        assert "Trang không còn mới nhất" in refused.content.decode()
    answer = client.post(door, {**form, "seen": "0"})
    case = Case.objects.get()
    assert answer["Location"] == page_of(case)
    assert (case.title, case.status, case.kind, case.owner) == (
        "Cable factory",
        "preparing",
        "preparation",
        hoa,
    )
    assert case.secret_hash == enquiry.secret_hash
    assert case.version == procedure
    twice = client.post(door, {"procedure": slug, "title": "Cable factory", "seen": "0"})
    assert twice["Location"] == page_of(case)
    again = client.post(door, {**form, "seen": "1"})
    assert again.status_code == 409
    assert Case.objects.count() == 1


def test_a_referral_opens_no_case(
    enquiry: Enquiry, procedure: ProcedureVersion, hoa: User, signed_in: SignIn
) -> None:
    Procedure.objects.update(opens_case=False, kind="referral")
    with pytest.raises(Refused, match="does not handle"):
        open_case(enquiry, procedure, by=hoa)
    page = signed_in(hoa).get(f"{LIST}open/{enquiry.reference}/").content.decode()
    assert procedure.name_vi not in page


def test_the_desk_opens_a_case_for_a_specialist_to_take(
    enquiry: Enquiry, procedure: ProcedureVersion, binh: User, hoa: User, signed_in: SignIn
) -> None:
    case = open_case(enquiry, procedure, by=binh)
    assert case.owner is None
    client = signed_in(hoa)
    assert references(client, f"{LIST}?list=unassigned") == [case.reference]
    assert press(client, case, "take").status_code == 302
    assert references(client, f"{LIST}?list=mine") == [case.reference]


# --- Lists --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "now", "lists"),
    [
        ("preparing", 2, {"mine"}),
        ("1", 2, {"mine", "one_stop"}),
        ("4", 2, {"mine"}),
        ("4", 13, {"mine", "due_soon"}),
        ("4", 16, {"mine", "due_soon"}),
        ("4", 17, {"mine", "overdue"}),
        ("5", 17, {"mine", "paused"}),
        ("6", 17, {"mine", "paused"}),
        ("9", 17, {"one_stop"}),
        ("10", 17, set()),
    ],
)
def test_each_list_holds_what_its_name_says(
    status: str,
    now: int,
    lists: set[str],
    bring: Bring,
    signed_in: SignIn,
    hoa: User,
    monday: Any,
) -> None:
    case = bring(status)
    monday.move_to(datetime(2026, 11, now, 9, tzinfo=VIETNAM))
    client = signed_in(hoa)
    names = ("mine", "unassigned", "due_soon", "overdue", "paused", "dates_differ", "one_stop")
    found = {name for name in names if references(client, f"{LIST}?list={name}")}
    assert found == lists
    assert references(client, f"{LIST}?list=all") == [case.reference]


def test_what_waits_for_the_one_stop_desk_is_counted_on_its_first_page_until_it_is_done(
    bring: Bring, signed_in: SignIn, binh: User
) -> None:
    case = bring("1")
    client = signed_in(binh)

    def counted() -> Any:
        lanes = [lane for _title, lanes in client.get("/admin/").context["desks"] for lane in lanes]
        return next(lane.count for lane in lanes if lane.url.endswith("list=one_stop"))

    assert counted() == 1
    assert press(client, case, "receive").status_code == 302
    assert counted() == 0


def test_a_difference_of_dates_is_listed_with_both(
    case: Case, head: User, signed_in: SignIn
) -> None:
    move(case.pk, "link_received", by=head, national_code=CODE, due=date(2026, 11, 13))
    client = signed_in(head)
    assert references(client, f"{LIST}?list=dates_differ") == [case.reference]
    page = client.get(f"{LIST}?list=dates_differ").content.decode()
    assert "13/11/2026" in page
    assert "16/11/2026" in page


def test_a_long_list_is_read_page_by_page_without_losing_or_repeating(
    make_enquiry: MakeEnquiry, procedure: ProcedureVersion, binh: User, signed_in: SignIn
) -> None:
    made = [open_case(make_enquiry(), procedure, by=binh) for _n in range(PAGE + 5)]
    client = signed_in(binh)
    first = client.get(f"{LIST}?list=unassigned")
    seen = [row.reference for row, _left, _take in first.context["rows"]]
    seen += references(client, f"{LIST}?list=unassigned&after={first.context['after']}")
    assert seen == [case.reference for case in made]


def test_a_list_costs_the_same_queries_however_long_it_is(
    make_enquiry: MakeEnquiry, procedure: ProcedureVersion, binh: User, signed_in: SignIn
) -> None:
    client = signed_in(binh)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}?list=all")
        return len(queries)

    open_case(make_enquiry(), procedure, by=binh)
    cost()
    short = cost()
    for _n in range(10):
        open_case(make_enquiry(), procedure, by=binh)
    assert cost() == short


@pytest.mark.parametrize("after", ["x", "2026-99-99~1", "~", "2026-11-02~" + "9" * 40])
def test_a_place_in_a_list_that_somebody_typed_is_no_error(
    after: str, binh: User, signed_in: SignIn
) -> None:
    assert signed_in(binh).get(f"{LIST}?list=all&after={after}").status_code == 200


def test_it_is_found_by_reference_code_company_and_mail(
    bring: Bring, signed_in: SignIn, hoa: User, khoa: User
) -> None:
    case = bring("1")
    for typed in (case.reference.lower(), CODE, "Lan Comp", "lan@investor.test"):
        assert references(signed_in(hoa), f"{LIST}?q={typed}") == [case.reference]
        assert case.reference in signed_in(hoa).get(f"/admin/search/?q={typed}").content.decode()
        assert references(signed_in(khoa), f"{LIST}?q={typed}") == []


# --- Who gets in --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "code"),
    [("hoa", 200), ("binh", 200), ("head", 200), ("leader", 200), ("editor", 403), ("khoa", 404)],
)
def test_the_page_of_a_case_opens_to_its_desk(
    who: str, code: int, case: Case, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(page_of(case)).status_code == code
    assert press(client, case, "drop").status_code == (422 if code == 200 else code)


def test_an_investor_does_not_enter_the_admin(case: Case, signed_in: SignIn, lan: User) -> None:
    assert signed_in(lan).get(page_of(case)).status_code in (302, 403)
    assert Client().get(page_of(case)).status_code == 302


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
