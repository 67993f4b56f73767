"""The officials' pages of cases: lists, one case, its buttons, opening one, and who gets a 404."""

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
from tests.investors.cases.pressing import LIST, SignIn, page_of, press, references

pytestmark = pytest.mark.usefixtures("monday", "calendar")


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
