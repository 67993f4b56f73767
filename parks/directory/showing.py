"""Figures as a reader meets them: number, unit, date, source, confidence and marks in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.translation import get_language

from parks.directory.citing import in_words
from parks.directory.kinds import BY_ENTRY, KINDS, PLACES, STAGES, UNITS, Kind
from parks.directory.models import Figure
from parks.directory.models.figure import SUPERSEDED
from portal.languages.marked import bare, dated
from portal.languages.money import MONEY, money_in_words
from portal.languages.numbers import for_machines, number_in_words
from portal.languages.templatetags.shown import tagged
from portal.languages.text import Shown, pick
from portal.provenance.models import Confidence, State
from portal.provenance.reporting import wrong_value


@dataclass(frozen=True)
class ShownFigure:
    """One value as `pieces/figure.html` wants it; `unknown` reads "not published"."""

    kind: str
    label: Any
    unknown: bool = True
    value: Any = ""  # the number in the reader's format, or the text where there is no number
    number: str = ""  # the same number for machines: "1192.9"; empty for a text
    unit: Any = ""
    name: Any = ""  # of an entry of a list: where the road leads, what the number measures
    as_of: str = ""  # its date in words, as HTML
    undated: bool = False
    sources: tuple[tuple[Any, str, Any], ...] = ()  # title, address, grade
    confidence: Any = ""
    state: str = ""
    to_be_checked: bool = False
    stale: date | None = None  # the day by which it should have been reviewed
    reason: Any = ""
    note: Any = ""  # what a single number measures, or was computed from
    others: tuple["ShownFigure", ...] = field(default=())
    superseded: bool = False
    newer: Any = ""  # the value that took its place, where that one is public, with its date
    newer_as_of: str = ""
    park: str = ""  # the slug of its park
    stage: Any = ""  # of infrastructure: how far it has come
    bare: bool = False  # its label stands above it already

    @property
    def machine(self) -> str:
        """The value for machines: the number, or the text without its tags."""
        return self.number or strip_tags(str(self.value))

    @property
    def report_url(self) -> str:
        """The ask form, filled in with the park and with what is said to be wrong; "" when there
        is nothing that could be."""
        if self.unknown or not self.park:
            return ""
        label = bare(f"{self.label}, {self.name}" if self.name else self.label)
        return wrong_value(label, bare(f"{self.value} {self.unit}"), park=self.park)


def headline(kind: str, figures: Iterable[Figure]) -> ShownFigure:
    """The chosen value of a kind with the others behind it; unknown when none is public.

    Of a kind by entry every stage has a chosen one: what is running stands before what is not.
    """
    mine = [figure for figure in figures if figure.kind == kind]
    chosen = min((figure for figure in mine if figure.chosen), key=_how_far, default=None)
    others = tuple(_beside(figure, mine) for figure in mine if figure is not chosen)
    if chosen is None:
        return ShownFigure(kind, KINDS[kind].label, others=others)
    return show(chosen, others)


def entries(kind: str, figures: Iterable[Figure]) -> list[ShownFigure]:
    """The public entries of a list kind, in the order of the source; one that is superseded
    stands behind the one that took its place."""
    mine = [figure for figure in figures if figure.kind == kind]
    former: dict[int | None, list[Figure]] = defaultdict(list)
    for figure in mine:
        former[figure.superseded_by_id].append(figure)
    return [
        show(figure, tuple(_beside(one, mine) for one in former.get(figure.pk, [])))
        for figure in former[None]
    ]


def _beside(figure: Figure, all_of_its_kind: Iterable[Figure]) -> ShownFigure:
    """One of the other values, which may name the one that took its place."""
    shown = show(figure)
    instead = next((one for one in all_of_its_kind if one.pk == figure.superseded_by_id), None)
    if instead is None:
        return shown
    newer = show(instead)
    words = newer.value
    if newer.number:
        words = format_html('<data value="{}">{} {}</data>', newer.number, words, newer.unit)
    return replace(shown, newer=words, newer_as_of=newer.as_of)


def show(figure: Figure, others: tuple[ShownFigure, ...] = ()) -> ShownFigure:
    kind = KINDS[figure.kind]
    language = get_language() or "vi"
    words = tagged(_text(figure, language))
    marks = marks_of(figure)
    numeric = figure.value is not None
    value, unit = words, UNITS.get(figure.unit, figure.unit)
    if numeric:
        value = _number(figure.value, kind)
    if figure.value is not None and figure.unit in MONEY:
        value, unit = money_in_words(figure.value, figure.unit), ""
    return ShownFigure(
        kind=figure.kind,
        label=kind.label,
        unknown=False,
        value=value,
        number=for_machines(figure.value) if figure.value is not None else "",
        unit=unit,
        name=PLACES.get(figure.item, words) if numeric else "",
        as_of=dated(figure.as_of),
        # A line is computed from positions, which have no date.
        undated=numeric and not (figure.as_of or kind.year or figure.kind == "straight_line"),
        sources=in_words(figure),
        confidence=Confidence(figure.confidence).label,
        state=figure.state,
        to_be_checked="to_be_checked" in marks,
        stale=figure.review_due if "past_review" in marks else None,
        reason=tagged(pick(figure, "reason", language)) if others else "",
        note=words if numeric and not kind.many else "",
        others=others,
        park=figure.park.slug,
        stage=stage_of(figure),
        superseded="superseded" in marks,
    )


def _text(figure: Figure, language: str) -> Shown:
    """Beside a number the text says what is measured, so it is shown in any language."""
    text = pick(figure, "text", language)
    if not text.text and figure.value is not None and figure.text_en:
        return Shown(figure.text_en, "en")
    return text


def _how_far(figure: Figure) -> int:
    """The place of its stage among `STAGES`, for kinds whose entries are stages."""
    known = KINDS[figure.kind].stage == BY_ENTRY and figure.item in STAGES
    return list(STAGES).index(figure.item) if known else len(STAGES)


def is_planned(figure: Figure) -> bool:
    stage = KINDS[figure.kind].stage
    return (figure.item if stage == BY_ENTRY else stage) == "planned"


def stage_of(figure: Figure) -> Any:
    """In words; "" for what has no stages, or where the text beside the number tells it."""
    stage = KINDS[figure.kind].stage
    if stage is None or (stage == "" and (figure.text_vi or figure.text_en)):
        return ""
    return STAGES.get(figure.item, STAGES[""]) if stage == BY_ENTRY else STAGES[stage]


def marks_of(figure: Figure) -> tuple[str, ...]:
    """What a reader must know beside the value."""
    marks: list[str] = []
    if figure.state == State.UNVERIFIED:
        marks.append("unverified")
    elif not figure.cited:  # type: ignore[attr-defined]
        marks.append("to_be_checked")
    if figure.kind == "straight_line":
        marks.append("straight_line")
    if figure.kind in KINDS and is_planned(figure):
        marks.append("planned")
    if figure.superseded_by_id is not None:
        marks.append(SUPERSEDED)
    elif figure.review_due and figure.review_due < timezone.localdate():
        marks.append("past_review")
    return tuple(marks)


def _number(value: Decimal | None, kind: Kind) -> str:
    if value is None:
        return ""
    if kind.year:
        return str(int(value))
    return number_in_words(value)
