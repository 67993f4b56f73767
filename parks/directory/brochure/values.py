"""Figures as a brochure prints them: plain texts with their language, sources by number."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from parks.directory.showing import ShownFigure
from portal.languages.marked import bare
from portal.languages.printed import day_in_words
from portal.languages.text import Shown
from portal.provenance.models import State

Text = dict[str, str]  # "text", and "lang" where it is not the language of the brochure
Citation = tuple[Any, str, Any]  # title, address, grade
_TAGGED = re.compile(r'^<span lang="([\w-]+)">')


class Sources:
    """Numbers the sources in the order in which the reader meets them."""

    def __init__(self) -> None:
        self.number_of: dict[tuple[str, str, str], int] = {}

    def numbers(self, cited: Iterable[Citation]) -> list[int]:
        found = []
        for title, url, grade in cited:
            key = (plain(title)["text"], str(url), str(grade))
            found.append(self.number_of.setdefault(key, len(self.number_of) + 1))
        return sorted(found)

    def listed(self) -> list[dict[str, Any]]:
        return [
            {"number": number, "title": title, "url": url, "grade": grade}
            for (title, url, grade), number in self.number_of.items()
        ]


def plain(words: Any) -> Text:
    """Words of a page as plain text: its marks of language become the text's own."""
    if isinstance(words, Shown):
        here = words.lang in ("", get_language())
        return {"text": words.text, "lang": "" if here else words.lang}
    if not hasattr(words, "__html__"):
        return {"text": str(words), "lang": ""}
    tag = _TAGGED.match(str(words))
    return {"text": bare(words), "lang": tag[1] if tag else ""}


def value(figure: ShownFigure, sources: Sources) -> dict[str, Any]:
    """One figure with its proof."""
    return {
        "label": str(figure.label),
        "name": plain(figure.name),
        "unknown": figure.unknown,
        "number": bool(figure.number),
        "value": _said(figure),
        "unit": str(figure.unit),
        "stage": str(figure.stage),
        "note": plain(figure.note),
        **proof(figure, sources),
        "others": [_other(one, sources) for one in figure.others],
        "reason": plain(figure.reason),
    }


def _said(figure: ShownFigure) -> Text:
    """The number of a straight line is never an exact one."""
    said = plain(figure.value)
    if figure.kind == "straight_line" and figure.number:
        return {**said, "text": f"{pgettext('distance', 'about')} {said['text']}"}
    return said


def proof(figure: ShownFigure, sources: Sources) -> dict[str, Any]:
    return {
        "as_of": _as_of(figure),
        "date": bare(figure.as_of),
        "confidence": str(figure.confidence),
        "marks": marks(figure),
        "sources": sources.numbers(figure.sources),
    }


def marks(figure: ShownFigure) -> list[str]:
    """What a reader must know beside the value, in the words of the page."""
    found = _doubts(figure)
    if figure.stale:
        found.append(_("to be reviewed since %(when)s") % {"when": day_in_words(figure.stale)})
    return found


def _doubts(figure: ShownFigure) -> list[str]:
    if figure.state == State.UNVERIFIED:
        return [_("not yet compared with the original")]
    return [_("to be checked")] if figure.to_be_checked else []


def _as_of(figure: ShownFigure) -> str:
    """Distances on the map are computed from positions, which have no date."""
    if figure.as_of:
        return _("as of %(date)s") % {"date": bare(figure.as_of)}
    undated = figure.undated and figure.kind != "straight_line"
    return _("date not stated") if undated else ""


def _other(figure: ShownFigure, sources: Sources) -> dict[str, Any]:
    """As `pieces/other_value.html` says it."""
    return {
        "value": _said(figure),
        "unit": str(figure.unit),
        "stage": str(figure.stage),
        "as_of": _as_of(figure),
        "marks": _doubts(figure),
        "superseded": _superseded(figure),
        "sources": sources.numbers(figure.sources),
    }


def _superseded(figure: ShownFigure) -> str:
    """By which value, where that one is public."""
    if not figure.superseded:
        return ""
    newer, day = bare(figure.newer), bare(figure.newer_as_of)
    if newer and day:
        return _("superseded by %(newer)s, as of %(date)s") % {"newer": newer, "date": day}
    return _("superseded by %(newer)s") % {"newer": newer} if newer else _("superseded")
