"""Figures as a reader meets them: number, unit, date, source, confidence and marks in words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import KINDS, PLACES, UNITS, Kind
from parks.directory.models import Figure, Park
from portal.languages.text import Shown, pick
from portal.provenance.models import Confidence, Grade, State

UNVERIFIED = _("not yet compared with the original text")
TO_BE_CHECKED = _("no source read, to be checked")
STRAIGHT = _("about, straight line, from approximate positions")
STALE = _("past its review date")

_PRINTED = re.compile(
    r"^(?P<about>c\. )?(?P<late>late )?(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?"
    r"(?P<approx> \(approx\.\))?$"
)


@dataclass(frozen=True)
class Cited:
    """A source as shown: `url` may be empty, `grade` is in words."""

    key: str
    title: str
    url: str
    grade: Any


@dataclass(frozen=True)
class ShownFigure:
    """One value, ready for `pieces/figure.html` and the API. Unknown: `known` is False."""

    kind: str
    label: Any
    known: bool = False
    item: str = ""
    value: Decimal | None = None
    number: str = ""  # the value in the reader's format
    unit: Any = ""
    unit_key: str = ""
    text: Shown = Shown("", "")
    as_of: str = ""  # in words
    as_of_printed: str = ""  # as the source has it
    sources: tuple[Cited, ...] = ()
    confidence: str = ""
    confidence_label: Any = ""
    state: str = ""
    marks: tuple[Any, ...] = ()
    review_due: date | None = None
    reason: Shown = Shown("", "")
    others: tuple["ShownFigure", ...] = field(default=())


def public_figures(
    parks: Iterable[Park], kinds: Iterable[str] | None = None
) -> dict[int, list[Figure]]:
    """The public figures of some parks with their sources, by park, in one query."""
    found = Figure.objects.public().filter(park__in=[park.pk for park in parks])
    if kinds is not None:
        found = found.filter(kind__in=list(kinds), chosen=True)
    # One row a source: joined here, because a prefetch would be one more query on every page.
    rows = found.annotate(
        source_key=F("sources__key"),
        source_title=F("sources__title"),
        source_url=F("sources__url"),
        source_grade=F("sources__grade"),
    ).order_by("park", "kind", "position", "-chosen", "pk", "source_key")
    whole: dict[int, Figure] = {}
    by_park: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        figure = whole.get(row.pk)
        if figure is None:
            figure = whole[row.pk] = row
            figure.cited = []  # type: ignore[attr-defined]
            by_park[figure.park_id].append(figure)
        if row.source_key:  # type: ignore[attr-defined]
            figure.cited.append(_cited(row))  # type: ignore[attr-defined]
    return by_park


def _cited(row: Any) -> Cited:
    grade = Grade(row.source_grade).label
    # "derived" is our own sum over cited values: its grade says all there is to say.
    title = grade if row.source_grade == Grade.DERIVED else row.source_title
    return Cited(row.source_key, title, row.source_url, grade)


def headline(kind: str, figures: Iterable[Figure]) -> ShownFigure:
    """The chosen value of a kind with the others behind it; unknown when none is public."""
    mine = [figure for figure in figures if figure.kind == kind]
    chosen = next((figure for figure in mine if figure.chosen), None)
    others = tuple(show(figure) for figure in mine if figure is not chosen)
    if chosen is None:
        return ShownFigure(kind, KINDS[kind].label, others=others)
    return show(chosen, others)


def entries(kind: str, figures: Iterable[Figure]) -> list[ShownFigure]:
    """The public entries of a list kind, in the order of the source."""
    return [show(figure) for figure in figures if figure.kind == kind]


def show(figure: Figure, others: tuple[ShownFigure, ...] = ()) -> ShownFigure:
    kind = KINDS[figure.kind]
    language = get_language() or "vi"
    text = _text(figure, language)
    label = PLACES.get(figure.item, kind.label) if kind.unit == "km" else kind.label
    return ShownFigure(
        kind=figure.kind,
        label=label,
        known=True,
        item=figure.item,
        value=figure.value,
        number=_number(figure.value, kind),
        unit=UNITS.get(figure.unit, figure.unit),
        unit_key=figure.unit,
        text=text,
        as_of=date_in_words(figure.as_of),
        as_of_printed=figure.as_of,
        sources=tuple(figure.cited),  # type: ignore[attr-defined]
        confidence=figure.confidence,
        confidence_label=Confidence(figure.confidence).label,
        state=figure.state,
        marks=_marks(figure, kind),
        review_due=figure.review_due,
        reason=pick(figure, "reason", language) if others else Shown("", ""),
        others=others,
    )


def _text(figure: Figure, language: str) -> Shown:
    """Beside a number the text says what is measured, so it is shown in any language."""
    text = pick(figure, "text", language)
    if not text.text and figure.value is not None and figure.text_en:
        return Shown(figure.text_en, "en")
    return text


def _marks(figure: Figure, kind: Kind) -> tuple[Any, ...]:
    marks: list[Any] = []
    if figure.state == State.UNVERIFIED:
        marks.append(UNVERIFIED)
    elif not figure.cited:  # type: ignore[attr-defined]
        marks.append(TO_BE_CHECKED)
    if figure.kind == "straight_line":
        marks.append(STRAIGHT)
    if figure.review_due and figure.review_due < timezone.localdate():
        marks.append(STALE)
    return tuple(marks)


def _number(value: Decimal | None, kind: Kind) -> str:
    if value is None:
        return ""
    if kind.year:
        return str(int(value))
    plain = value.normalize()
    digits = max(0, -int(plain.as_tuple().exponent))
    return formats.number_format(plain, decimal_pos=digits, use_l10n=True, force_grouping=True)


def date_in_words(printed: str) -> str:
    """A date as a source prints it, in the reader's language: "c. 2020" -> "about 2020"."""
    found = _PRINTED.match(printed)
    if found is None:
        return printed
    year = found["year"]
    if found["day"]:
        words = formats.date_format(
            date(int(year), int(found["month"]), int(found["day"])), "SHORT_DATE_FORMAT"
        )
    elif found["month"]:
        month = MONTHS[int(found["month"])]
        words = gettext("%(month)s %(year)s") % {"month": month, "year": year}
    else:
        words = year
    if found["late"]:
        words = gettext("late %(year)s") % {"year": words}
    if found["about"] or found["approx"]:
        words = gettext("about %(date)s") % {"date": words}
    return words


def precision_in_words(park: Park) -> str:
    """How exact the pin of a park is; "" when there is no pin."""
    if park.latitude is None or park.precise_from_km is None:
        return ""
    if park.precise_to_km is None:
        return gettext("approximate position (%(km)s km or worse)") % {"km": park.precise_from_km}
    span = f"{park.precise_from_km}–{park.precise_to_km}"
    return gettext("approximate position (%(km)s km)") % {"km": span}
