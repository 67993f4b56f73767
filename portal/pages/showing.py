"""Indicators as their pages show them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from portal.languages.marked import dated, valued
from portal.languages.numbers import for_machines, number_in_words
from portal.languages.printed import days_in_words
from portal.languages.templatetags.shown import tagged
from portal.languages.text import Shown, pick
from portal.pages.models import Indicator, IndicatorPoint
from portal.pages.wording import (
    THEMES,
    UNITS,
    amount_in_words,
    part_of,
    period_in_words,
    period_marked,
    publisher_in_words,
    said_by,
)
from portal.provenance.models import Confidence, Grade
from portal.provenance.reporting import wrong_value

Kind = IndicatorPoint.Kind
_FINAL = (Kind.ACTUAL, Kind.ABOUT)
_NEXT_BEST = ((Kind.AT_LEAST, Kind.CUMULATIVE, Kind.AVERAGE), (Kind.MONTH,))
# What the period alone does not say; "about" and "at least" stand beside the amount.
_PASSING = (Kind.AVERAGE, Kind.MONTH)

# The front page says four things of the province; the rest has its own page.
ON_THE_FRONT_PAGE = ("fdi_total", "park_occupancy", "grdp_growth", "grdp_per_capita")


def indicators(codes: Sequence[str] = ()) -> list[Indicator]:
    """Indicators with what the public may see of them, in three queries."""
    points = IndicatorPoint.objects.public().prefetch_related("sources")
    found = Indicator.objects.prefetch_related(Prefetch("points", queryset=points))
    if codes:
        by_code = {row.code: row for row in found.filter(code__in=codes)}
        return [by_code[code] for code in codes if code in by_code]
    return list(found)


def latest(indicator: Indicator) -> IndicatorPoint | None:
    """The last chosen point with a final value; where there is none, the last of a part of the
    time or of an amount at least reached, which says so. Never a target or an estimate."""
    known = [p for p in indicator.points.all() if p.chosen and p.value is not None]
    final = [p for p in known if p.kind in _FINAL]
    if final:
        return final[-1]
    for kinds in _NEXT_BEST:
        whole = [p for p in known if p.kind in kinds and not part_of(p.period)]
        if whole:
            return whole[-1]
    return None


def as_figure(indicator: Indicator) -> dict[str, Any]:
    """For `pieces/figure.html`; "not published" when no point may be shown."""
    name = _name(indicator)
    point = latest(indicator)
    if point is None or point.value is None:
        return {"label": tagged(name), "unknown": True, "big": True}
    value, unit = amount_in_words(point.value, indicator.unit, point.kind)
    return {
        **_told(point, tagged(name)),
        "value": value,
        "number": for_machines(point.value),
        "unit": unit,
        "others": [
            _amount(indicator, other) | {"sources": cited(other)}
            for other in indicator.points.all()
            if not other.chosen and other.period == point.period and other.value is not None
        ],
        "report_url": wrong_value(name.text, f"{value} {unit}, {_when(point)}"),
        "big": True,
    }


def _amount(indicator: Indicator, point: IndicatorPoint) -> dict[str, Any]:
    value, unit = amount_in_words(point.value or Decimal(), indicator.unit, point.kind)
    return {"value": value, "number": for_machines(point.value or Decimal()), "unit": unit}


def _told(point: IndicatorPoint, label: Any) -> dict[str, Any]:
    """What every figure of a series says beside its number."""
    return {
        "label": label,
        "period": _when_marked(point),
        "confidence": Confidence(point.confidence).label,
        "state": point.state,
        "sources": cited(point),
    }


def _when(point: IndicatorPoint) -> str:
    """The period; and of a value that is not the final one of it, what it is."""
    words = period_in_words(point.period)
    return f"{words} ({Kind(point.kind).label})" if point.kind in _PASSING else words


def _when_marked(point: IndicatorPoint) -> SafeString:
    period = period_marked(point.period, capital=True)
    if point.kind not in _PASSING:
        return period
    return format_html("{} <span data-name>({})</span>", period, Kind(point.kind).label)


def _ranked(indicator: Indicator) -> dict[str, Any] | None:
    """Of a series that has ranks and no values, the last rank."""
    known = [p for p in indicator.points.all() if p.chosen and p.rank is not None]
    if not known or any(p.value is not None for p in indicator.points.all()):
        return None
    name = _name(indicator)
    rank = f"{known[-1].rank} {gettext('rank')}, {_when(known[-1])}"
    return {
        **_told(known[-1], tagged(name)),
        "value": known[-1].rank,
        "unit": gettext("rank"),
        "report_url": wrong_value(name.text, rank),
    }


def as_table(indicator: Indicator) -> dict[str, Any]:
    """One series: its name, unit, publisher and the points newest first."""
    shown = _shown(indicator.points.all())
    return {
        "code": indicator.code,
        "theme": THEMES.get(indicator.code, THEMES[""]),
        "figure": {**(_ranked(indicator) or as_figure(indicator)), "bare": True, "big": False},
        "name": _name(indicator),
        "unit": UNITS.get(indicator.unit, indicator.unit),
        "publisher": publisher_in_words(indicator.publisher),
        "points": [_row(point, shown) for point in reversed(shown)],
    }


def by_theme(tables: Iterable[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The series under their themes, in the order of the themes."""
    found: dict[Any, list[dict[str, Any]]] = {theme: [] for theme in THEMES.values()}
    for table in tables:
        found[table["theme"]].append(table)
    return [(theme, rows) for theme, rows in found.items() if rows]


def cited(point: IndicatorPoint) -> list[tuple[Any, str, Any]]:
    """(title, address, grade in words); what was computed here has no title of its own."""
    found: list[tuple[Any, str, Any]] = []
    for source in point.sources.all():
        grade = Grade(source.grade)
        computed = grade == Grade.DERIVED
        found.append(
            (grade.label, "", "")
            if computed
            else (days_in_words(source.shown_title), source.url, grade.label)
        )
    return found


def _name(indicator: Indicator) -> Shown:
    return pick(indicator, "name", get_language() or "vi")


def _shown(points: Iterable[IndicatorPoint]) -> list[IndicatorPoint]:
    return [p for p in points if p.value is not None or p.rank is not None]


def _row(point: IndicatorPoint, shown: Iterable[IndicatorPoint]) -> dict[str, Any]:
    beside = [one for one in shown if one.chosen and one.period == point.show_beside]
    return {
        "period": period_marked(point.period),
        "number": "" if point.value is None else for_machines(point.value),
        "value": "" if point.value is None else number_in_words(point.value),
        "rank": point.rank,
        "kind": IndicatorPoint.Kind(point.kind).label if point.kind != "actual" else "",
        "chosen": point.chosen,
        "beside": [
            (period_marked(one.period), valued(for_machines(one.value), number_in_words(one.value)))
            for one in beside
            if one.value is not None
        ],
        "attributed_to": said_by(point.attributed_to),
        "as_of": dated(point.as_of) if point.as_of != point.period else "",
        "confidence": Confidence(point.confidence).label,
        "state": point.state,
        "sources": cited(point),
    }
