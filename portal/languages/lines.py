"""What fits in one line: a name, a subject, a title."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters (tab, line feed, next line U+0085…), U+2028 and U+2029: each of them ends a
# line for some program, and a line of a mail's head that ends early is another line of it.
_BREAKS = ("Cc", "Zl", "Zp")
# What turns the order of reading (U+202E…) or is not seen at all (U+200B, U+00AD…): a name that
# holds it looks like another. The two joiners are spelling in some languages.
_UNSEEN, _JOINERS = "Cf", "\u200c\u200d"


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == _UNSEEN and letter not in _JOINERS


def is_one_line(text: str) -> bool:
    return without_unseen(text) == text and not any(
        unicodedata.category(letter) in _BREAKS for letter in text
    )


def without_unseen(text: str) -> str:
    """The same words; such a character mostly came along with what was copied from a page."""
    return "".join(letter for letter in text if not _is_unseen(letter))


def one_line(text: str) -> None:
    """For forms and models: such a character in a line is an attempt, not a typing slip."""
    if not is_one_line(text):
        raise ValidationError(_("Write this in one line, without control characters."))


def in_one_line(text: str) -> str:
    """The same words with a space for each break, for what was written before it was asked."""
    letters = without_unseen(text.replace("\r\n", "\n"))
    kept = (" " if unicodedata.category(letter) in _BREAKS else letter for letter in letters)
    return "".join(kept).strip()
