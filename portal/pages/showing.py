"""Indicators as their pages show them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language, gettext

from portal.languages.printed import date_in_words, days_in_words
from portal.languages.text import Shown, pick
from portal.pages.models import Indicator, IndicatorPoint
from portal.pages.wording import THEMES, UNITS, number, period_in_words
from portal.provenance.models import Confidence, Grade

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
    """The last chosen point with a value of one year or period; never a target."""
    known = [p for p in indicator.points.all() if p.chosen and p.value is not None]
    known = [p for p in known if p.kind in ("actual", "about")]
    return known[-1] if known else None


def as_figure(indicator: Indicator) -> dict[str, Any]:
    """For `pieces/figure.html`; "not published" when no point may be shown."""
    name = pick(indicator, "name", get_language() or "vi")
    point = latest(indicator)
    if point is None:
        return {"label": name.text, "unknown": True, "big": True}
    return {
        "label": name.text,
        "value": number(point.value) if point.value is not None else "",
        "unit": UNITS.get(indicator.unit, indicator.unit),
        "as_of": period_in_words(point.period),
        "confidence": Confidence(point.confidence).label,
        "state": point.state,
        "sources": cited(point),
        "others": [
            {
                "value": number(other.value),
                "unit": UNITS.get(indicator.unit, indicator.unit),
                "sources": cited(other),
            }
            for other in indicator.points.all()
            if not other.chosen and other.period == point.period and other.value is not None
        ],
        "big": True,
    }


def _ranked(indicator: Indicator) -> dict[str, Any] | None:
    """Of a series that has ranks and no values, the last rank."""
    known = [p for p in indicator.points.all() if p.chosen and p.rank is not None]
    if not known or any(p.value is not None for p in indicator.points.all()):
        return None
    point = known[-1]
    return {
        "label": pick(indicator, "name", get_language() or "vi").text,
        "value": point.rank,
        "unit": gettext("rank"),
        "as_of": period_in_words(point.period),
        "confidence": Confidence(point.confidence).label,
        "state": point.state,
        "sources": cited(point),
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
        "publisher": indicator.publisher,
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
        "period": period_in_words(point.period),
        "value": "" if point.value is None else number(point.value),
        "rank": point.rank,
        "kind": IndicatorPoint.Kind(point.kind).label if point.kind != "actual" else "",
        "chosen": point.chosen,
        "beside": [
            (period_in_words(one.period), number(one.value))
            for one in beside
            if one.value is not None
        ],
        "attributed_to": point.attributed_to,
        "as_of": date_in_words(point.as_of) if point.as_of != point.period else "",
        "confidence": Confidence(point.confidence).label,
        "state": point.state,
        "sources": cited(point),
    }
