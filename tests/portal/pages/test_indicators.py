"""What is published about the province, and what is kept back."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from portal.pagecache.version import bump_public_version
from portal.pages.loading import load
from portal.pages.models import Indicator, IndicatorPoint
from portal.pages.showing import as_figure, indicators
from portal.pages.wording import period_in_words
from portal.provenance.dates import read_period
from portal.provenance.models import State
from tests.plain import plain

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
    assert plain(as_figure(fdi)["period"]) == "2024"


def test_a_series_without_a_final_value_shows_the_next_best_and_says_what_it_is() -> None:
    load()
    index, share, multiple = indicators(
        ["iip", "manufacturing_share", "manufacturing_investment_multiple"]
    )
    with translation.override("en"):
        shown = [as_figure(one) for one in (index, share, multiple)]
    assert [(one["value"], plain(one["period"])) for one in shown] == [
        ("16.17", "First 10 months of 2025"),  # not the estimate of the year, nor of one branch
        ("at least 13", "2025"),
        ("about 5", "2021–2025"),
    ]


def test_who_published_is_said_in_the_readers_language_or_tagged(visitor: Client) -> None:
    load()
    page = visitor.get("/en/indicators/").text
    assert "billion USD · the province / Ministry of Finance" in page
    assert "Bộ Nội vụ" not in page
    Indicator.objects.filter(code="sipas").update(publisher="Ủy ban nhân dân tỉnh")
    bump_public_version()
    assert '<span lang="vi">Ủy ban nhân dân tỉnh</span>' in visitor.get("/en/indicators/").text
    assert "Tỉnh / Bộ Tài chính" in visitor.get("/vi/indicators/").text


def test_two_values_that_disagree_are_both_kept() -> None:
    load()
    points = IndicatorPoint.objects.filter(indicator__code="fdi_total", period="2023")
    assert {p.value: p.chosen for p in points} == {Decimal("3.15"): True, Decimal("3.11"): False}


def test_an_editors_note_is_never_on_a_page(visitor: Client) -> None:
    load()
    page = visitor.get("/en/indicators/").text
    notes = IndicatorPoint.objects.exclude(note="").values_list("note", flat=True)
    assert not [note for note in notes if note in page]


def test_a_period_ends_on_its_last_day() -> None:
    days = {
        "2024": date(2024, 12, 31),
        "2021-2025": date(2025, 12, 31),
        "2023-Q1": date(2023, 3, 31),
        "2025-H1": date(2025, 6, 30),
        "2025-9M": date(2025, 9, 30),
        "2025-10M-manufacturing": date(2025, 10, 31),
        "2025-11": date(2025, 11, 30),
        "2023-plan": date(2023, 12, 31),
    }
    read = {printed: read_period(printed) for printed in days}
    assert {printed: period and period.last_day for printed, period in read.items()} == days
    assert [read_period(no) for no in ("9M 2025", "2025-13", "2025-13M", "soon")] == [None] * 4
    load()
    stored = IndicatorPoint.objects.filter(period="2025-9M").values_list("as_of_latest", flat=True)
    assert set(stored) == {date(2025, 9, 30)}


def test_a_quoted_estimate_names_who_said_it_and_when_beside_the_count(visitor: Client) -> None:
    load()
    point = IndicatorPoint.objects.get(indicator__code="iip", period="2025", chosen=True)
    assert (point.as_of, point.as_of_latest) == ("2025-12-29", date(2025, 12, 29))
    assert (point.confidence, point.state) == ("low", State.PUBLISHED)
    page = plain(visitor.get("/en/indicators/").text)
    assert "As said by: press report of Mon 29 Dec 2025" in page
    assert "báo chí ngày Thứ Hai, 29/12/2025" in plain(visitor.get("/vi/indicators/").text)
    assert "Compare first 10 months of 2025: 16.17" in page


def test_every_number_carries_its_confidence_and_none_is_surer_than_its_source(
    visitor: Client,
) -> None:
    load()
    page = visitor.get("/en/indicators/").text
    assert page.count(" confidence</span>") == page.count('class="number" data-label="Rank"')
    press = IndicatorPoint.objects.filter(sources__grade="press")
    assert press.exists()
    assert not press.filter(confidence="high").exists()


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
        ("2025-11", "Nov 2025"),
        ("late 2024", "late 2024"),
    ],
)
def test_a_period_reads_as_words(printed: str, words: str) -> None:
    with translation.override("en"):
        assert period_in_words(printed) == words
