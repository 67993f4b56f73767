"""Shapes of plots (GeoJSON geometries, RFC 7946): what may be drawn, and the point inside."""

from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from shapely.errors import ShapelyError
from shapely.geometry import shape as read_shape
from shapely.validation import explain_validity

from parks.directory.region import is_inside

KINDS = ("Point", "Polygon", "MultiPolygon")
MOST_CORNERS = 5000


class BadShape(Exception):
    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def inside_point(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """(latitude, longitude) of a point that lies in the shape, in degrees.

    Raises `BadShape` for anything that is not a closed, uncrossed shape within the region.
    """
    if geometry.get("type") not in KINDS:
        raise BadShape(_("The shape is neither a point nor a polygon."))
    corners = list(_corners(geometry.get("coordinates"), depth=0))
    if not corners:
        raise BadShape(_("The shape has no corners."))
    if len(corners) > MOST_CORNERS:
        raise BadShape(format_lazy(_("The shape has more than {most} corners."), most=MOST_CORNERS))
    for longitude, latitude in corners:
        if not is_inside(latitude, longitude):
            raise BadShape(
                format_lazy(
                    _("Latitude {lat}, longitude {lon} lies outside Quảng Ninh."),
                    lat=f"{latitude:g}",
                    lon=f"{longitude:g}",
                )
            )
    try:
        drawn = read_shape(dict(geometry))
    except (ShapelyError, ValueError, TypeError, IndexError) as error:
        raise BadShape(_("The shape cannot be read as GeoJSON.")) from error
    if drawn.is_empty:
        raise BadShape(_("The shape has no corners."))
    if not drawn.is_valid:
        raise BadShape(_why_invalid(drawn))
    point = drawn.representative_point()
    return round(point.y, 5), round(point.x, 5)


def _why_invalid(drawn: shapely.Geometry) -> Any:
    told = explain_validity(drawn)
    where = told.partition("[")[2].rstrip("]").split()
    if told.startswith(("Self-intersection", "Ring Self-intersection")) and len(where) == 2:
        lon, lat = (f"{float(part):.5f}" for part in where)
        return format_lazy(
            _("The outline crosses itself at latitude {lat}, longitude {lon}."), lat=lat, lon=lon
        )
    return _("The outline is not a closed area: it crosses or touches itself.")


def _corners(part: Any, depth: int) -> Iterator[tuple[float, float]]:
    """Every position; GeoJSON nests them at most four deep."""
    if not isinstance(part, list) or depth > 4:
        raise BadShape(_("The shape cannot be read as GeoJSON."))
    if part and all(isinstance(one, int | float) and not isinstance(one, bool) for one in part):
        if len(part) not in (2, 3):
            raise BadShape(_("A corner is a longitude and a latitude."))
        try:
            yield float(part[0]), float(part[1])
        except OverflowError as error:
            raise BadShape(_("The shape cannot be read as GeoJSON.")) from error
        return
    for one in part:
        yield from _corners(one, depth + 1)
