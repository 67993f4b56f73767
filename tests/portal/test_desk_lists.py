"""Lists of the admin that are narrowed by their own filters only, and name sources in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parks.directory.figures import record
from parks.directory.models import Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.models import Grade, Source, State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("pages/indicator/?code__regex=(", 400),
        ("pages/indicator/?points__note__startswith=a", 400),
        ("pages/indicator/?q=pci", 200),
        ("directory/plot/?code__regex=(", 400),
        ("directory/plot/?note__startswith=a", 400),
        ("directory/plot/?status__exact=ready&demonstration__exact=1", 200),
        ("directory/figure/?review=late&superseded=no", 200),
        ("directory/figure/?review__regex=(", 400),
    ],
)
def test_an_editors_lists_ask_nothing_else_of_the_database(
    editor: User, signed_in: SignIn, query: str, status: int
) -> None:
    assert signed_in(editor).get(f"/admin/{query}").status_code == status


@pytest.mark.parametrize(
    ("query", "status"),
    [("state__regex=(", 400), ("address__startswith=a", 400), ("state__exact=failed", 200)],
)
def test_deliveries_are_narrowed_by_their_filters(
    administrator: User, signed_in: SignIn, query: str, status: int
) -> None:
    page = signed_in(administrator).get(f"/admin/notifications/delivery/?{query}")
    assert page.status_code == status


def test_a_source_is_named_in_words_wherever_it_is_picked_or_remembered(
    park: Park, editor: User, signed_in: SignIn
) -> None:
    page: Any = signed_in(editor)
    derived = Source.objects.create(key="derived", grade=Grade.DERIVED)
    broker = Source.objects.create(key="bk04", grade=Grade.BROKER, note="Brochure seen in 2024.")
    named = Source.objects.create(key="d1", title="Decision 1/QĐ", grade=Grade.OFFICIAL)
    said = Said("wage", sources=(derived, broker, named), as_of="2026", state=State.WITHHELD)
    figure = record(park, said)
    address = f"/admin/directory/figure/{figure.pk}/change/"
    shown = page.get(address, headers={"accept-language": "vi"}).text
    for words in ("tính từ các giá trị", "Brochure seen in 2024", "Decision 1/QĐ"):
        assert words in shown
    assert ">derived<" not in shown
    assert "bk04" not in shown
    assert "d1&#x27;" not in shown
    listed = page.get("/admin/provenance/source/").text
    assert "Brochure seen in 2024" in listed
