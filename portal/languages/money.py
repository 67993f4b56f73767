"""Sums of money in the reader's language, unit and all: "VND 4,520 billion", "4.520 tỷ đồng"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Units as the data files write them.
MONEY: dict[str, Any] = {
    **dict.fromkeys(("bn VND", "VND billion"), _("VND %(amount)s billion")),
    **dict.fromkeys(("bn USD", "USD billion"), _("USD %(amount)s billion")),
    **dict.fromkeys(("m USD", "USD million"), _("USD %(amount)s million")),
    "USD": _("USD %(amount)s"),
}


def money_in_words(amount: str, unit: str) -> str:
    """`amount`: the number in the reader's format; `unit`: a key of MONEY."""
    return str(MONEY[unit] % {"amount": amount})
