"""Money and people of all parks on one page: what is published, counted, and what is not."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.editing import write_park
from parks.directory.figures import record
from parks.directory.models import Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.loading import Report
from portal.provenance.models import Source, State
from portal.refusals import Refused
from tests.parks.directory.visiting import page, words

ADDRESS = "/en/parks/money-and-people/"


def test_what_nobody_has_published_is_counted_and_said(loaded: Report, visitor: Client) -> None:
    text = words(visitor, ADDRESS)
    assert "0 of 22 parks, zones and clusters have published wages." in text
    assert "Wages 0 of 22 parks, zones and clusters have published wages. not" in text
    assert "0/22" in words(visitor, "/vi/parks/money-and-people/")


def test_a_published_value_stands_with_its_park_unit_date_and_source(
    loaded: Report, visitor: Client, editor: User
) -> None:
    park = Park.objects.get(slug="song-khoai")
    source = Source.objects.get(key="soha_2025")
    said = Said(
        "wage", value=Decimal("9.5"), unit="m VND/month", as_of="2026-05",
        sources=(source,), state=State.PUBLISHED,
    )  # fmt: skip
    record(park, said, by=editor)
    text = words(visitor, ADDRESS)
    assert "1 of 22 parks, zones and clusters has published wages." in text
    name, value = "Song Khoai Industrial Park (Amata City Ha Long)", "9.5 million VND a month"
    assert f"{name} {value} as of May 2026" in text
    assert '<data value="9.5">' in page(visitor, "", ADDRESS)
    record(Park.objects.get(slug="quan-trieu"), said)
    assert "1 of 22" in words(visitor, ADDRESS)  # nothing of a withheld park


def test_the_page_takes_few_queries_and_is_linked_from_list_and_park(
    loaded: Report, visitor: Client
) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get(ADDRESS)
    assert len(queries) <= 5
    assert not response.cookies
    for address in ("/en/parks/", "/en/parks/song-khoai/"):
        assert f'href="{ADDRESS}"' in page(visitor, "", address)


def test_no_park_takes_the_address_of_the_page(db: None) -> None:
    values = {"kind": Park.Kind.PARK, "status": Park.Status.PLANNED}
    with pytest.raises(Refused):
        write_park("money-and-people", values)
    assert write_park("another", values).slug == "another"
