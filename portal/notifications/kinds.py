"""Every kind of message there is: each room's `notices.py` lists its own in `KINDS`."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Kind:
    """`name` is "room.verb"; its text is `templates/<path of the room>/mail/<verb>.txt`.

    `title` says what the message is about, to its readers and in the admin. `sample` and
    `sample_secret` fill the text in previews and tests.
    """

    name: str
    title: Any
    sample: Mapping[str, Any] = field(default_factory=dict)
    sample_secret: Mapping[str, str] = field(default_factory=dict)


class UnknownKind(LookupError):
    """No room lists a message of this name in its `notices.py`."""


_kinds: dict[str, Kind] = {}
_folders: dict[str, str] = {}


def collect() -> None:
    """Reads every room's `notices.py`; called once, when Django is ready."""
    autodiscover_modules("notices")
    for room in apps.get_app_configs():
        module = sys.modules.get(f"{room.name}.notices")
        for kind in getattr(module, "KINDS", ()):
            if kind.name in _kinds:
                raise ImproperlyConfigured(f"Two rooms list a message {kind.name!r}.")
            _kinds[kind.name] = kind
            _folders[kind.name] = f"{room.name.replace('.', '/')}/mail"


def kind_of(name: str) -> Kind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def all_kinds() -> list[Kind]:
    return [_kinds[name] for name in sorted(_kinds)]


def template_of(kind: Kind, ending: str) -> str:
    """`ending` is "txt" or "html"."""
    return f"{_folders[kind.name]}/{kind.name.rpartition('.')[2]}.{ending}"
