"""Search text without accents: what a foreigner types finds what a Vietnamese wrote."""

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Lower case without marks: "Hải Hà" -> "hai ha", "Đông" -> "dong"; other scripts stay."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


def folded(texts: Iterable[str]) -> str:
    """One line of everything a park may be found by."""
    return " | ".join(dict.fromkeys(fold(text) for text in texts if text))
