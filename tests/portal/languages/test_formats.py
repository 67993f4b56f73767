"""Dates and money as each language writes them, and the same amount in all of them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from portal.languages.money import money_in_words
from portal.languages.printed import date_in_words, day_in_words


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("vi", "Thứ Hai, 16/11/2026"),
        ("en", "Mon 16 Nov 2026"),
        ("zh-hans", "2026年11月16日周一"),
        ("ko", "2026년 11월 16일 (월)"),
        ("ja", "2026年11月16日(月)"),
    ],
)
def test_a_day(language: str, written: str) -> None:
    with override(language):
        assert day_in_words(date(2026, 11, 16)) == written


@pytest.mark.parametrize(
    ("language", "month", "year"),
    [("vi", "11/2026", "2026"), ("en", "Nov 2026", "2026"), ("ko", "2026년 11월", "2026년")],
)
def test_a_month_and_a_year_as_sources_print_them(language: str, month: str, year: str) -> None:
    with override(language):
        assert date_in_words("2026-11") == month
        assert date_in_words("2026") == year


@pytest.mark.parametrize(
    ("language", "billions", "millions"),
    [
        ("vi", "3.534,9 tỷ đồng", "155,58 triệu USD"),
        ("en", "VND 3,534.9 billion", "USD 155.58 million"),
        ("zh-hans", "35,349亿越南盾", "1.5558亿美元"),
        ("ko", "35,349억 동", "미화 1.5558억 달러"),
        ("ja", "35,349億ドン", "1.5558億米ドル"),
    ],
)
def test_one_amount_of_money(language: str, billions: str, millions: str) -> None:
    with override(language):
        assert money_in_words(Decimal("3534.9"), "bn VND") == billions
        assert money_in_words(Decimal("155.58"), "m USD") == millions


def test_a_small_amount_is_counted_in_ten_thousands_or_left_alone() -> None:
    with override("ja"):
        assert money_in_words(Decimal("0.5"), "m USD") == "50万米ドル"
    with override("en"):
        assert money_in_words(Decimal(75), "USD") == "USD 75"
