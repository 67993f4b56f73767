"""Countries and territories for the contact's address, named in the reader's language."""

import re
from functools import cache

from babel import Locale

# Where most of the province's investors come from; offered first.
FIRST = ("VN", "CN", "HK", "JP", "KR", "SG", "TW", "TH", "US", "DE")
LETTERS = re.compile("[A-Z]{2}")
# CLDR regions that are no address: groups, outliers and pseudo codes.
NOT_AN_ADDRESS = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) pairs, the usual ones first, the rest by name."""
    names = Locale.parse(language.replace("-", "_")).territories
    codes = {str(code) for code in names if LETTERS.fullmatch(str(code))} - NOT_AN_ADDRESS
    rest = sorted(codes.difference(FIRST), key=lambda code: names[code])
    return tuple((code, names[code]) for code in (*FIRST, *rest))
