"""Where the texts are that the table of reviews speaks of: each room knows its own.

A room takes part with a file `translated.py` that has `RECORDS`, the beginnings of the names of
the records it answers for, and `text_of(record, field, language) -> str`.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

TextOf = Callable[[str, str, str], str]


@cache
def _rooms() -> dict[str, TextOf]:
    found: dict[str, TextOf] = {}
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "translated"):
            room = import_module(f"{config.name}.translated")
            found.update(dict.fromkeys(room.RECORDS, room.text_of))
    return found


def text_of(record: str, field: str, language: str) -> str:
    """The text as it stands now; empty where it is kept as a whole elsewhere (the interface)."""
    for start, room in _rooms().items():
        if record.startswith(start):
            return room(record, field, language)
    return ""
