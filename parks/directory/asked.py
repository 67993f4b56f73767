"""What a card shows first: the values that the filters ask for, known or not."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import pgettext

from parks.directory.derived import NEAREST, NEAREST_FROM
from parks.directory.forms import Wish
from parks.directory.kinds import COLUMNS
from parks.directory.models import Figure
from parks.directory.ranges import RANGES, Range
from parks.directory.showing import ShownFigure, headline, show

_KIND_OF = {column: kind for kind, column in COLUMNS.items()}
_PLACES_OF = {nearest.column: nearest.places for nearest in NEAREST}


def kinds_asked(wish: Wish) -> set[str]:
    """The kinds of figures that answer the filters in use."""
    return {_KIND_OF.get(RANGES[name].column, NEAREST_FROM) for name, _value in wish.amounts}


def asked_figures(wish: Wish, figures: Iterable[Figure]) -> list[ShownFigure]:
    """One for each filter in use, in their order."""
    mine = list(figures)
    return [_answer(RANGES[name], mine) for name, _value in wish.amounts]


def _answer(asked: Range, figures: list[Figure]) -> ShownFigure:
    if asked.column in _KIND_OF:
        return headline(_KIND_OF[asked.column], figures)
    places = _PLACES_OF[asked.column]
    lines = [one for one in figures if one.kind == NEAREST_FROM and one.item in places]
    label = capfirst(str(asked.missing))
    known = [one for one in lines if one.value is not None]
    if not known:
        return ShownFigure(NEAREST_FROM, label)
    shown = show(min(known, key=lambda one: one.value or Decimal(0)))
    about = format_html("{} {}", pgettext("distance", "about"), shown.value)
    return replace(shown, label=format_html("{} ({})", label, shown.name), value=about)
