"""A stored value in the few words of a worklist's line."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import KINDS, UNITS
from parks.directory.models import Figure, FigureEvent
from parks.directory.review.worklists import owner_of
from portal.languages.numbers import for_machines
from portal.languages.printed import date_in_words
from portal.provenance.models import State

register = template.Library()
LONGEST = 80
# What the history of a value calls its changes.
VERBS: dict[str, Any] = {
    "record": _("recorded"),
    "change": _("changed"),
    "choose": _("chosen"),
    "give_way": _("no longer chosen"),
    "supersede": _("superseded"),
    "review": _("reviewed, still right"),
    **dict(State.choices),
}


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
def dated(figure: Figure) -> str:
    return date_in_words(figure.as_of)


@register.filter
def verb_in_words(event: FigureEvent) -> Any:
    return VERBS.get(event.verb, event.verb)


@register.filter
def kept_by(figure: Figure) -> Any:
    return owner_of(figure)
