"""What fits in one line: a name, a subject, a title."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters (tab, line feed, next line U+0085…), U+2028 and U+2029: each of them ends a
# line for some program, and a line of a mail's head that ends early is another line of it.
_BREAKS = ("Cc", "Zl", "Zp")


def is_one_line(text: str) -> bool:
    return not any(unicodedata.category(character) in _BREAKS for character in text)


def one_line(text: str) -> None:
    """For forms and models: such a character in a line is an attempt, not a typing slip."""
    if not is_one_line(text):
        raise ValidationError(_("Write this in one line, without control characters."))


def in_one_line(text: str) -> str:
    """The same words with a space for each break, for what was written before it was asked."""
    letters = text.replace("\r\n", "\n")
    kept = (" " if unicodedata.category(letter) in _BREAKS else letter for letter in letters)
    return "".join(kept).strip()
