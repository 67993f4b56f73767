"""Data files as JSON, and what every one of them holds of sources and states."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    each,
    mapping,
    maybe,
    one_of,
    shape,
    text,
)
from portal.provenance.models import Confidence, Grade
from portal.refusals import Refused

confidence = one_of(Confidence.values)
SOURCES = mapping(
    shape(
        {"what": text(), "grade": one_of(Grade.values)},
        {"url": maybe(text(1000)), "locator": maybe(text(300)), "grade_note": maybe(text())},
    )
)
# The paths that withhold a value, or mark it: one that names nothing would publish the value.
PATHS = {"withheld_fields": each(text(120)), "unverified_fields": each(text(120))}


def read_file(path: Path, check: Check | None = None) -> dict[str, Any]:
    """The object in a JSON file. Refused, in one sentence, when it is none or has a fault."""
    try:
        said = json.loads(
            path.read_text(encoding="utf-8"),
            object_pairs_hook=_once_each,
            parse_constant=_no_number,
        )
        check_file(path.name, said, _only_text)
    except Wrong as wrong:
        raise Refused(f"{path.name}: {wrong.sentence}") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused(_("%(file)s cannot be read: %(why)s.") % {"file": path, "why": why}) from None
    except UnicodeDecodeError as error:
        raise Refused(
            _("%(file)s is not UTF-8 (byte %(byte)d).") % {"file": path.name, "byte": error.start}
        ) from None
    except json.JSONDecodeError as error:
        raise Refused(
            _("%(file)s is not JSON: line %(line)d, column %(column)d: %(why)s.")
            % {"file": path.name, "line": error.lineno, "column": error.colno, "why": error.msg}
        ) from None
    except (RecursionError, ValueError):  # nested without end; a number of 5,000 digits
        raise Refused(_("%(file)s is not JSON.") % {"file": path.name}) from None
    check_file(path.name, said, check or shape({}))
    return dict(said)


def source_keys(file: Mapping[str, Any]) -> list[str]:
    """What a record of this file may cite."""
    return [*file["source_index"], "unsourced"]


def paths_name_something(record: Mapping[str, Any]) -> None:
    """Every path begins with a field of the record."""
    for name in PATHS:
        for place, path in enumerate(record.get(name) or ()):
            if path.replace("[", ".").split(".")[0] not in record:
                said = _("“%(path)s” names no field of this record.") % {"path": path}
                raise Wrong(said, name, ("", place))


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            name = next((str(v) for k, v in pairs if k in ("slug", "code", "key", "number")), "")
            said = _("the key “%(key)s” stands twice in one object.") % {"key": key}
            raise Wrong(f"“{name}”, {key}: {said}" if name else said)
        found[key] = value
    return found


def _no_number(constant: str) -> None:
    raise Wrong(_("%(found)s is not a number.") % {"found": constant})


def _only_text(content: Any) -> None:
    """No null byte and no half of a surrogate pair: no database keeps them."""
    for steps, one in _texts(content, ()):
        if "\x00" in one or any("\ud800" <= letter <= "\udfff" for letter in one):
            raise Wrong(_("holds characters that are not text."), *steps)


def _texts(content: Any, steps: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(content, str):
        yield steps, content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, (*steps, key))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            name = value.get("slug") if isinstance(value, dict) else None
            yield from _texts(value, (*steps, (name if isinstance(name, str) else "", place)))
