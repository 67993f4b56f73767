"""The note under the head of a page, as words: for what is printed or saved and leaves the page."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from portal.translations.interface import (
    SOURCE,
    TRANSLATED,
    state_of_translation,
    waiting_records,
)


def note_in_words(language: str, shown: Collection[str]) -> str:
    """What `pieces/translation_note.html` says; "" where there is nothing to say. `shown`: the
    records of the table of reviews whose Vietnamese stands in it. One query."""
    if language == SOURCE:
        if not shown or waiting_records(language).isdisjoint(shown):
            return ""
        return _("Some texts here were translated into Vietnamese and are not yet reviewed.")
    if language not in TRANSLATED:
        return ""
    state = state_of_translation(language)
    said = {
        "unreviewed": _("Machine or editor translation, unreviewed."),
        "partly": _("Machine or editor translation, in part unreviewed."),
    }.get(state, "")
    return f"{said} {_('Only the Vietnamese text is binding.')}".strip()
