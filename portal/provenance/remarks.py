"""An editor's remark must never reach a public text: recognised here, refused by the loader."""

import re
from collections.abc import Iterable

_MARKERS = re.compile(
    r"to be (?:checked|confirmed|compared)|\bTODO\b|\bFIXME\b|unsourced|not verified"
    r"|cần (?:đối chiếu|kiểm tra lại|xác minh)|chưa xác minh|must be checked|\bconfirm\b",
    re.IGNORECASE,
)
# Shorter pieces of a note ("2025", a place name) may well stand in a public text too.
_LONG_ENOUGH = 25


def remark_in(text: str, notes: Iterable[str]) -> str:
    """The editor's remark found in a public text, or "" when there is none."""
    found = _MARKERS.search(text)
    if found:
        return found.group()
    for note in notes:
        for piece in re.split(r"\s\|\s|\.\s", note):
            if len(piece) >= _LONG_ENOUGH and piece.casefold() in text.casefold():
                return piece
    return ""
