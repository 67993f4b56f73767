"""Up to four parks side by side: differences marked, unknowns named, nothing withheld."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from parks.directory.models import Figure, Park
from portal.provenance.loading import Report
from portal.provenance.models import Source, State
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
PAGE = "/en/parks/compare/"
TABLE = "/en/parks/compare.csv"


def compared(visitor: Client, *slugs: str, page: str = PAGE) -> Any:
    return visitor.get(page, {"park": slugs})


def test_three_parks_stand_in_the_order_of_the_address(visitor: Client) -> None:
    response = compared(visitor, "viet-hung", "hai-ha", "dong-mai")
    assert response.status_code == 200
    names = [column["park"].slug for column in response.context["columns"]]
    assert names == ["viet-hung", "hai-ha", "dong-mai"]
    html = response.content.decode()
    assert "660" in html
    assert "167.86" in html
    assert "/en/enquiries/new/?park=viet-hung&amp;park=hai-ha&amp;park=dong-mai" in html


def rows_of(response: Any) -> dict[str, Any]:
    return {str(row.label): row for group in response.context["groups"] for row in group.rows}


def table(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_published_values_that_differ_are_marked_and_equal_ones_are_not(visitor: Client) -> None:
    rows = rows_of(compared(visitor, "viet-hung", "hai-ha"))
    assert rows["Total area"].differs
    assert not rows["Kind"].differs
    assert b'class="compare-differs"' in compared(visitor, "viet-hung", "hai-ha").content


def test_an_unknown_is_named_and_is_no_difference(visitor: Client) -> None:
    response = compared(visitor, "song-khoai", "hai-ha")
    power = rows_of(response)["Substation capacity"]
    assert [cell.unknown for cell in power.cells] == [False, True]
    assert not power.differs
    silent = {label for group in response.context["groups"] for label in group.silent}
    assert "Leased land" in silent


def test_withheld_values_are_not_compared(visitor: Client) -> None:
    withheld = Figure.objects.filter(
        park__slug="dong-mai", state=State.WITHHELD, kind="wastewater_planned"
    ).get()
    assert withheld.value is not None
    response = compared(visitor, "dong-mai", "hai-ha")
    shown = {
        (figure.kind, str(figure.value))
        for row in rows_of(response).values()
        for cell in row.cells
        for figure in cell.figures
        if not figure.unknown
    }
    assert ("wastewater_m3_day", "1,100") in shown
    assert "wastewater_planned" not in {kind for kind, _value in shown}
    assert b"2,060" not in response.content


def test_what_the_address_gets_wrong_is_said_and_left_out(visitor: Client) -> None:
    response = compared(visitor, "hai-ha", "atlantis", "hai-ha", "x\u2028y")
    assert response.status_code == 200
    assert [column["park"].slug for column in response.context["columns"]] == ["hai-ha"]
    assert len(response.context["notes"]) == 2
    five = compared(visitor, "hai-ha", "dong-mai", "viet-hung", "cai-lan", "song-khoai")
    assert len(five.context["columns"]) == 4
    assert b"At most 4" in five.content
    many = compared(visitor, *(f"park-{number}" for number in range(200)))
    assert many.status_code == 200
    assert len(many.context["notes"]) < 20


def test_nothing_chosen_offers_a_first_park_and_the_list(visitor: Client) -> None:
    response = compared(visitor)
    assert response.status_code == 200
    assert b"No park chosen yet" in response.content


def test_the_number_of_queries_does_not_grow_with_the_parks(
    visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for slugs in (["hai-ha"], ["hai-ha", "dong-mai", "viet-hung", "cai-lan"]):
        with django_assert_max_num_queries(5):
            compared(visitor, *slugs)


def test_the_table_for_spreadsheets_has_values_with_their_proof(visitor: Client) -> None:
    response = compared(visitor, "viet-hung", "hai-ha", page=TABLE)
    assert response["Content-Type"].startswith("text/csv")
    rows = table(response)
    (area,) = [row for row in rows if row[1] == "Total area"]
    assert len(area) == len(rows[0]) == 2 + 2 * 6
    assert (area[2], area[3]) == ("301", "ha")
    assert area[8] == "660"
    assert area[5]
    assert all(len(row) == len(rows[0]) for row in rows)


@pytest.fixture
def doubtful(loaded: Report) -> Park:
    """Nothing of its record was compared with a source."""
    park = Park.objects.get(slug="dong-mai")
    park.status, park.status_source, park.status_as_of = Park.Status.OPERATING, None, ""
    park.place_unsourced, park.parent_zone_state = True, State.UNVERIFIED
    park.parent_zone = Park.objects.filter(kind=Park.Kind.ZONE, published=True).first()
    park.save()
    return park


def test_status_place_and_zone_stand_with_the_marks_of_the_parks_page(
    doubtful: Park, visitor: Client
) -> None:
    text = words(visitor, f"{PAGE}?park={doubtful.slug}")
    assert "Status operating to be checked" in text
    assert f"Place {doubtful.place_en} to be checked" in text
    assert doubtful.parent_zone
    zone = doubtful.parent_zone.name_en
    assert f"Zone {zone} not yet compared with the original" in text
    rows = {row[1]: row for row in table(compared(visitor, doubtful.slug, page=TABLE))}
    assert (rows["Status"][2], rows["Status"][7]) == ("operating", "to be checked")
    assert rows["Place"][7] == "to be checked"
    assert (rows["Zone"][2], rows["Zone"][7]) == (zone, "not yet compared with the original text")


def test_a_status_with_a_source_stands_with_it(visitor: Client) -> None:
    source = Source.objects.get(key="soha_2025")
    Park.objects.filter(slug="dong-mai").update(status_source=source, status_as_of="2025-12")
    (status,) = [
        row for row in table(compared(visitor, "dong-mai", page=TABLE)) if row[1] == "Status"
    ]
    assert status[4] == "Dec 2025"
    assert source.title in status[5]
    assert status[7] == ""


def test_a_status_that_is_not_published_is_no_difference(visitor: Client) -> None:
    Park.objects.filter(slug="hai-ha").update(status=Park.Status.NOT_PUBLISHED)
    status = rows_of(compared(visitor, "dong-mai", "hai-ha"))["Status"]
    assert [cell.unknown for cell in status.cells] == [False, True]
    assert not status.differs


@pytest.mark.parametrize("wrote", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1"])
def test_no_spreadsheet_runs_what_a_source_wrote(
    wrote: str, visitor: Client, loaded: Report
) -> None:
    Figure.objects.filter(park__slug="dong-mai", kind="water_source").update(text_en=wrote)
    rows = table(compared(visitor, "dong-mai", page=TABLE))
    (water,) = [row for row in rows if row[1] == "Water comes from"]
    assert water[2] == f"'{wrote}"
