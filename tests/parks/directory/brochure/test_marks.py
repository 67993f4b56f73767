"""What stands beside a value of a page stands beside it in the brochure too."""

import re
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from parks.directory.figures import choose, record, withhold
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from parks.directory.translated import labels_in
from portal.accounts.models import User
from portal.languages.models import TextReview
from portal.provenance.models import Source, State
from portal.translations.interface import RECORD, catalogue_digest
from tests.parks.directory.brochure.conftest import Read

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
COMPARED = "/en/parks/compare/brochure.pdf?park=viet-hung&park=hai-ha"


@pytest.fixture
def source(loaded: object) -> Source:
    return Source.objects.get(key="soha_2025")


def told(kind: str, source: Source, **more: Any) -> Said:
    return Said(kind, sources=(source,), **{"state": State.PUBLISHED, **more})


def test_a_stage_is_said_and_what_is_running_comes_first(
    source: Source, editor: User, read: Read
) -> None:
    park = Park.objects.get(slug="viet-hung")
    for item, text in (("planned", "a pipeline"), ("running", "by lorry")):
        record(park, told("gas", source, item=item, texts={"en": text}), by=editor)
    words = read("/en/parks/viet-hung/brochure.pdf")
    assert "Gas by lorry (in operation)" in words
    assert "Other published values: a pipeline (planned)" in words
    assert "by lorry (in operation)" in read(COMPARED)
    assert "315 MVA (stage not stated)" in read("/en/parks/song-khoai/brochure.pdf")


def test_a_status_without_a_source_a_place_and_a_zone_are_marked(read: Read) -> None:
    park = Park.objects.get(slug="viet-hung")
    park.status, park.status_source, park.status_as_of = Park.Status.OPERATING, None, ""
    park.place_unsourced, park.parent_zone_state = True, State.UNVERIFIED
    park.parent_zone = Park.objects.filter(kind=Park.Kind.ZONE, published=True).first()
    park.save()
    assert park.parent_zone
    zone = f"{park.parent_zone.name_en} not yet compared with the original"
    alone, compared = read("/en/parks/viet-hung/brochure.pdf"), read(COMPARED)
    for said in (f"{park.place_en} to be checked", zone):
        assert said in alone
        assert said in compared
    assert "Operating · low confidence · to be checked" in alone
    assert "operating to be checked" in compared
    assert "operating low confidence to be checked" in compared


@pytest.fixture
def newer(source: Source, editor: User) -> Figure:
    """A free area that took the place of a former one; a third was never compared."""
    park, areas = Park.objects.get(slug="viet-hung"), {"unit": "ha", "confidence": "high"}
    record(
        park, told("area_free_ha", source, value=Decimal(50), as_of="2024-03", **areas), by=editor
    )
    doubtful = {**areas, "as_of": "2025-02", "state": State.UNVERIFIED}
    record(park, told("area_free_ha", source, value=Decimal(70), **doubtful), by=editor)
    said = told("area_free_ha", source, value=Decimal(40), as_of="2026-05", **areas)
    figure = record(park, said, by=editor)
    choose(figure, by=editor, reasons={"en": "the newer one"}, superseding=True)
    return figure


def test_the_other_values_say_what_the_page_says_of_them(newer: Figure, read: Read) -> None:
    words = read("/en/parks/viet-hung/brochure.pdf")
    assert "Free land 40 ha" in words
    former = "50 ha, as of Mar 2024 · superseded by 40 ha, as of May 2026"
    assert former in words
    assert "70 ha, as of Feb 2025 (not yet compared with the original)" in words


def test_where_the_newer_value_is_withheld_the_former_says_only_that_there_is_one(
    newer: Figure, editor: User, read: Read
) -> None:
    withhold(newer, by=editor)
    words = read("/en/parks/viet-hung/brochure.pdf")
    assert "Free land not published" in words
    assert "50 ha, as of Mar 2024 · superseded [" in words
    assert "40 ha" not in words


def test_a_former_entry_of_a_list_stands_behind_the_newer_one(
    source: Source, editor: User, read: Read
) -> None:
    park, road = Park.objects.get(slug="viet-hung"), {"item": "hanoi", "unit": "km"}
    Figure.objects.filter(park=park, kind="road_distance").delete()
    record(park, told("road_distance", source, value=Decimal(163), **road), by=editor)
    figure = record(park, told("road_distance", source, value=Decimal(152), **road), by=editor)
    choose(figure, by=editor, reasons={"en": "the newer one"}, superseding=True)
    words = read("/en/parks/viet-hung/brochure.pdf")
    assert "Hanoi 152 km Other published values: 163 km" in words
    assert "163 km, date not stated · superseded by 152 km" in words


def test_what_plots_add_up_to_has_a_date_and_a_source(db: None, read: Read) -> None:
    call_command("load_data", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    words = read("/en/parks/demo-bay/brochure.pdf?demonstration=on")
    total = words[words.index("Ready to lease") :][:160]
    assert re.match(r"Ready to lease \d plots?, [\d.]+ ha as of \w+ ", total), total
    assert "[" in total, total  # the number of its source


def test_a_translation_that_nobody_read_says_so_until_an_official_confirms_it(
    read: Read, visitor: Client
) -> None:
    addresses = ("/en/parks/viet-hung/brochure.pdf", COMPARED)
    unread = "Machine or editor translation, unreviewed. Only the Vietnamese text is binding."
    table = "/en/parks/compare.csv?park=viet-hung&park=hai-ha"
    assert all(unread in read(address) for address in addresses)
    assert unread in visitor.get(table).text.splitlines()[-1]
    TextReview.objects.create(
        record=RECORD,
        field="catalogue",
        language="en",
        source_language="vi",
        source_digest=catalogue_digest("en"),
        reviewed=True,
    )
    TextReview.objects.filter(language="en").update(reviewed=True)
    for address in addresses:
        words = read(address)
        assert "unreviewed" not in words
        assert "Only the Vietnamese text is binding." in words


def test_a_vietnamese_copy_says_which_texts_were_translated_into_it(read: Read) -> None:
    told = "được dịch sang tiếng Việt"
    labels = labels_in(Figure.objects.filter(park__slug="hai-ha"))
    assert labels
    for label in labels:
        TextReview.objects.get_or_create(
            record=label, field="text", language="vi", defaults={"source_language": "en"}
        )
    assert told in read("/vi/parks/hai-ha/brochure.pdf")
    TextReview.objects.filter(language="vi").update(reviewed=True)
    assert told not in read("/vi/parks/hai-ha/brochure.pdf")
