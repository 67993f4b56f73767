"""Sums of money in the reader's language, unit and all: "VND 4,520 billion", "4.520 tỷ đồng"."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.languages.numbers import number_in_words


class Unit(NamedTuple):
    words: Any  # with %(amount)s
    currency: str
    times: int  # how many of the currency


# Units as the data files write them.
MONEY: dict[str, Unit] = {
    **dict.fromkeys(
        ("bn VND", "VND billion"), Unit(_("VND %(amount)s billion"), "VND", 1_000_000_000)
    ),
    **dict.fromkeys(
        ("bn USD", "USD billion"), Unit(_("USD %(amount)s billion"), "USD", 1_000_000_000)
    ),
    **dict.fromkeys(("m USD", "USD million"), Unit(_("USD %(amount)s million"), "USD", 1_000_000)),
    "USD": Unit(_("USD %(amount)s"), "USD", 1),
}

# Chinese, Korean and Japanese count by ten thousands: 10^8 and 10^4 have names, 10^6 and 10^9 none.
_MYRIADS = {
    "zh-hans": {"VND": ("{}亿越南盾", "{}万越南盾"), "USD": ("{}亿美元", "{}万美元")},
    "ko": {"VND": ("{}억 동", "{}만 동"), "USD": ("미화 {}억 달러", "미화 {}만 달러")},
    "ja": {"VND": ("{}億ドン", "{}万ドン"), "USD": ("{}億米ドル", "{}万米ドル")},
}
_UPPER, _LOWER = 10**8, 10**4


def money_in_words(value: Decimal, unit: str) -> str:
    """`value` of `unit`, a key of MONEY."""
    words, currency, times = MONEY[unit]
    whole, myriads = value * times, _MYRIADS.get(get_language() or "")
    if myriads and times > 1 and whole >= _LOWER:
        upper, lower = myriads[currency]
        step, pattern = (_UPPER, upper) if whole >= _UPPER else (_LOWER, lower)
        return pattern.format(_amount(whole / step))
    return str(words % {"amount": _amount(value)})


def _amount(value: Decimal) -> str:
    # Enough decimals that no digit of the source is lost on the way from one unit to the other.
    return number_in_words(value, decimals=8)
