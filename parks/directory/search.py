"""What a park may be found by, and how a typed question looks for it."""

import re
from collections.abc import Iterable

from portal.languages.folding import fold

_GAP = re.compile(r"[^\w]+")


def search_line(texts: Iterable[str]) -> str:
    """Every text folded, words apart by one space, so that " ha " is the whole word only."""
    words = (_GAP.sub(" ", fold(text)).strip() for text in texts)
    return " " + " / ".join(dict.fromkeys(line for line in words if line)) + " "


def needles(typed: str) -> list[str]:
    """What the line must hold, one for each typed word.

    A short word must stand alone ("ha" is not "hai"), a longer one may be the beginning of a
    word; scripts without spaces match anywhere.
    """
    words = _GAP.sub(" ", fold(typed)).split()
    return [_needle(word) for word in words]


def _needle(word: str) -> str:
    if not word.isascii():
        return word
    return f" {word}" if len(word) > 2 else f" {word} "
