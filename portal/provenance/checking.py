"""What a data file must look like, written as a table; the first fault is told in one sentence.

A check is a function that raises `Wrong` with a sentence; composed ones put the step that led
there before it. `check_file` turns the steps into "file, record, field".
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.provenance.dates import latest_day
from portal.refusals import Refused

Check = Callable[[Any], None]

_SLUG = re.compile(r"[-a-z0-9_]+")
_SHOWN = 60  # of what was found, so that a sentence stays one


class Wrong(Exception):
    """A value is not what it must be. `steps`: keys on the way to it; a list's entry is a tuple
    of the entry's own name and its number."""

    def __init__(self, sentence: str, *steps: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.steps = steps


def check_file(name: str, content: Any, check: Check) -> None:
    """Refused with one sentence that names the file, the record and the field."""
    try:
        check(content)
    except Wrong as wrong:
        where = ", ".join(filter(None, [name, *_record_and_field(wrong.steps)]))
        raise Refused(f"{where}: {wrong.sentence}") from None


def _record_and_field(steps: tuple[Any, ...]) -> tuple[str, str]:
    """("records “song-khoai”", "area_details[2].ha"); the first entry of a list is the record."""
    first = next((n for n, step in enumerate(steps) if isinstance(step, tuple)), None)
    record = ""
    if first is not None:
        name, number = steps[first]
        record = f"{_path(steps[:first])} {f'“{name}”' if name else number + 1}"
        steps = steps[first + 1 :]
    return record, _path(steps)


def _path(steps: tuple[Any, ...]) -> str:
    said = [f"[{step[1]}]" if isinstance(step, tuple) else f".{step}" for step in steps]
    return "".join(said).removeprefix(".")


# --- Values -------------------------------------------------------------------------------


def maybe(check: Check) -> Check:
    """Null is allowed: the value is not known."""

    def checked(value: Any) -> None:
        if value is not None:
            check(value)

    return checked


def text(longest: int = 5000) -> Check:
    def checked(value: Any) -> None:
        if not isinstance(value, str):
            raise Wrong(_("%(found)s is not a text.") % {"found": _shown(value)})
        if len(value) > longest:
            raise Wrong(
                _("the text has %(length)d characters; %(longest)d is the most.")
                % {"length": len(value), "longest": longest}
            )

    return checked


def slug(longest: int = 100) -> Check:
    """What stands in addresses: small letters without marks, digits, hyphens."""

    def checked(value: Any) -> None:
        text(longest)(value)
        if not _SLUG.fullmatch(value):
            raise Wrong(
                _("%(found)s is not a slug: small letters a–z, digits and hyphens only.")
                % {"found": _shown(value)}
            )

    return checked


def number(lowest: float = 0, highest: float = 1e9) -> Check:
    def checked(value: Any) -> None:
        known = isinstance(value, int | float) and not isinstance(value, bool)
        if not known or not math.isfinite(value):
            raise Wrong(_("%(found)s is not a number.") % {"found": _shown(value)})
        if not lowest <= value <= highest:
            raise Wrong(
                _("%(found)s is not between %(lowest)s and %(highest)s.")
                % {"found": value, "lowest": f"{lowest:.10g}", "highest": f"{highest:.10g}"}
            )

    return checked


def whole(lowest: int = 0, highest: int = 1_000_000_000) -> Check:
    def checked(value: Any) -> None:
        number(lowest, highest)(value)
        if not isinstance(value, int):
            raise Wrong(_("%(found)s is not a whole number.") % {"found": _shown(value)})

    return checked


def flag(value: Any) -> None:
    if not isinstance(value, bool):
        raise Wrong(_("%(found)s is neither true nor false.") % {"found": _shown(value)})


def one_of(choices: Collection[str]) -> Check:
    def checked(value: Any) -> None:
        if not isinstance(value, str) or value not in choices:
            known = ", ".join(choices) if len(choices) <= 12 else ""
            said = _("%(found)s is not known here.") % {"found": _shown(value)}
            raise Wrong(said + (" " + _("Known: %(known)s.") % {"known": known} if known else ""))

    return checked


def day(value: Any) -> None:
    """A whole date, "2026-11-23"."""
    text(10)(value)
    try:
        date.fromisoformat(value)
    except ValueError:
        raise Wrong(_("%(found)s is not a date.") % {"found": _shown(value)}) from None


def printed_date(value: Any) -> None:
    """A date as a source prints it: "2025-12", "late 2024", "2022 (approx.)"; a year at least."""
    text(30)(value)
    try:
        known = latest_day(value)
    except ValueError:  # the 31st of February
        known = None
    if known is None:
        raise Wrong(_("%(found)s is not a date.") % {"found": _shown(value)})


# --- Composed -----------------------------------------------------------------------------


def shape(needed: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys; others are the editors' own business."""

    def checked(value: Any) -> None:
        if not isinstance(value, dict):
            raise Wrong(_("%(found)s is not an object of named values.") % {"found": _shown(value)})
        for key in needed:
            if key not in value:
                raise Wrong(_("is missing."), key)
        for key, check in {**needed, **(optional or {})}.items():
            if key in value:
                _inside(check, value[key], key)

    return checked


def mapping(check: Check, keys: Check | None = None) -> Check:
    """An object whose keys are names of rows."""

    def checked(value: Any) -> None:
        if not isinstance(value, dict):
            raise Wrong(_("%(found)s is not an object of named values.") % {"found": _shown(value)})
        for key, one in value.items():
            _inside(keys or text(300), key, key)
            _inside(check, one, key)

    return checked


def each(check: Check, by: str = "") -> Check:
    """A list; with `by` its entries are records that this key tells apart."""

    def checked(value: Any) -> None:
        if not isinstance(value, list):
            raise Wrong(_("%(found)s is not a list.") % {"found": _shown(value)})
        seen: set[str] = set()
        for place, one in enumerate(value):
            told = one.get(by) if by and isinstance(one, dict) else None
            name = str(told) if isinstance(told, str | int) else ""
            _inside(check, one, (name, place))
            if name in seen:
                raise Wrong(twice(name), (name, place), by)
            seen |= {name} if name else set()

    return checked


def one_or_many(check: Check) -> Check:
    """One name, or a list of names."""

    def checked(value: Any) -> None:
        (each(check) if isinstance(value, list) else check)(value)

    return checked


def twice(name: str) -> str:
    return _("%(found)s stands here twice.") % {"found": _shown(name)}


def _inside(check: Check, value: Any, step: Any) -> None:
    try:
        check(value)
    except Wrong as wrong:
        raise Wrong(wrong.sentence, step, *wrong.steps) from None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return _("an object")
    if isinstance(value, list):
        return _("a list")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"“{str(value)[:_SHOWN]}”" if isinstance(value, str) else str(value)[:_SHOWN]
