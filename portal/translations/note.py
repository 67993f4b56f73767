"""What is to be known of a translation, in words: under the head of a page, and in what is printed
or saved and leaves it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from portal.translations.interface import (
    SOURCE,
    TRANSLATED,
    state_of_translation,
    waiting_records,
)

HERE = "here"  # in Vietnamese: some text in view was translated into it and waits for its review


def unread_in_words(state: str) -> str:
    """What nobody has read yet; "" where an official has read everything."""
    words = {
        "unreviewed": _("Machine or editor translation, unreviewed."),
        "partly": _("Machine or editor translation, in part unreviewed."),
        HERE: _("Some texts here were translated into Vietnamese and are not yet reviewed."),
    }
    return words.get(state, "")


def note_in_words(language: str, shown: Collection[str]) -> str:
    """The whole note; "" where there is nothing to say. `shown`: the records of the table of
    reviews whose Vietnamese stands in what is printed. One query."""
    if language == SOURCE:
        waits = bool(shown) and not waiting_records(language).isdisjoint(shown)
        return unread_in_words(HERE) if waits else ""
    if language not in TRANSLATED:
        return ""
    unread = unread_in_words(state_of_translation(language))
    return f"{unread} {_('Only the Vietnamese text is binding.')}".strip()
