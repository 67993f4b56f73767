"""What is published about the province, and what is kept back."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from portal.pages.loading import load
from portal.pages.models import IndicatorPoint
from portal.pages.showing import as_figure, indicators
from portal.pages.wording import period_in_words
from portal.provenance.models import State

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing_the_second_time() -> None:
    first, second = load(), load()
    assert first.changed_anything
    assert not second.changed_anything


def test_a_value_without_a_source_is_withheld_and_never_shown(visitor: Client) -> None:
    load()
    point = IndicatorPoint.objects.get(indicator__code="pci", period="2024")
    assert point.state == State.WITHHELD
    assert "73.2<" not in visitor.get("/en/indicators/").text


def test_every_published_point_has_a_source() -> None:
    load()
    assert not IndicatorPoint.objects.public().filter(sources=None).exists()


def test_an_estimate_is_never_the_headline(visitor: Client) -> None:
    load()
    (fdi,) = indicators(["fdi_total"])
    assert as_figure(fdi)["as_of"] == "2024"


def test_two_values_that_disagree_are_both_kept() -> None:
    load()
    points = IndicatorPoint.objects.filter(indicator__code="fdi_total", period="2023")
    assert {p.value: p.chosen for p in points} == {Decimal("3.15"): True, Decimal("3.11"): False}


def test_an_editors_note_is_never_on_a_page(visitor: Client) -> None:
    load()
    page = visitor.get("/en/indicators/").text
    notes = IndicatorPoint.objects.exclude(note="").values_list("note", flat=True)
    assert not [note for note in notes if note in page]


def test_the_front_page_says_not_published_where_nothing_is(visitor: Client) -> None:
    load()
    IndicatorPoint.objects.filter(indicator__code="park_occupancy").update(state=State.WITHHELD)
    assert "not published" in visitor.get("/en/").text


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("2024", "2024"),
        ("2021-2025", "2021–2025"),
        ("2025-Q4", "quarter 4 of 2025"),
        ("2025-9M-total", "first 9 months of 2025, total"),
        ("2025-11", "November 2025"),
        ("late 2024", "late 2024"),
    ],
)
def test_a_period_reads_as_words(printed: str, words: str) -> None:
    with translation.override("en"):
        assert period_in_words(printed) == words
