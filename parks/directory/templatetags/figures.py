"""A stored value in the few words of a worklist's line."""

from typing import Any

from django import template

from parks.directory.kinds import KINDS, UNITS
from parks.directory.models import Figure
from parks.directory.review.worklists import owner_of
from portal.languages.numbers import for_machines

register = template.Library()
LONGEST = 80


@register.filter
def kind_label(figure: Figure) -> Any:
    return KINDS[figure.kind].label if figure.kind in KINDS else figure.kind


@register.filter
def in_short(figure: Figure) -> str:
    words = (figure.text_vi or figure.text_en)[:LONGEST]
    if figure.value is None:
        return words
    unit = UNITS.get(figure.unit, figure.unit)
    amount = f"{for_machines(figure.value)} {unit}".strip()
    return f"{amount} ({words})" if words else amount


@register.filter
def kept_by(figure: Figure) -> Any:
    return owner_of(figure)
