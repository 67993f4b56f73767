"""The officials' lists are narrowed by their own filters; an address written by hand asks for
nothing else, and is no error of the server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from investors.enquiries.models import Enquiry
from portal.accounts.models import User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    "query",
    [
        "reference__regex=(",
        "subject__regex=(a%2B)%2B%24",
        "answer_due__year=99999999999",
        "status__regex=(",
        "contact_user__password__startswith=a",
        "secret_hash__startswith=a",
        "messages__body__contains=x",
    ],
)
def test_a_made_up_filter_is_refused(
    enquiry: Enquiry, hoa: User, signed_in: SignIn, query: str
) -> None:
    assert signed_in(hoa).get(f"/admin/enquiries/enquiry/?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "found"), [("status__exact=new", 1), ("kind__exact=obstacle", 0)]
)
def test_a_filter_of_the_list_narrows_it(
    enquiry: Enquiry, hoa: User, signed_in: SignIn, query: str, found: int
) -> None:
    page: Any = signed_in(hoa).get(f"/admin/enquiries/enquiry/?{query}")
    assert page.context["cl"].result_count == found


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("date__year=2026&date__month=11", 200),
        ("origin__exact=official", 200),
        ("date__year=99999999999", 400),
        ("date__year__regex=(", 400),
    ],
)
def test_days_are_listed_by_year_and_month(
    calendar: object, editor: User, signed_in: SignIn, query: str, status: int
) -> None:
    assert signed_in(editor).get(f"/admin/workdays/dayrule/?{query}").status_code == status


@pytest.mark.parametrize(
    ("query", "status"), [("slug__regex=(", 400), ("kind__exact=park&published__exact=1", 200)]
)
def test_parks_are_listed_by_their_filters(
    park: object, editor: User, signed_in: SignIn, query: str, status: int
) -> None:
    assert signed_in(editor).get(f"/admin/directory/park/?{query}").status_code == status


def test_drafts_are_found_from_my_work(procedure: object, editor: User, signed_in: SignIn) -> None:
    page = "/admin/procedures/procedureversion/?status__exact=draft"
    assert signed_in(editor).get(page).status_code == 200
