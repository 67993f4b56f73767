"""Shapes of plots (GeoJSON geometries, RFC 7946): what may be drawn, and the point inside."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import shapely
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from shapely.errors import ShapelyError
from shapely.geometry import shape as read_shape
from shapely.validation import explain_validity

from parks.directory.region import is_inside

# How deep the corners of each stand in its coordinates.
KINDS = {"Point": 0, "Polygon": 2, "MultiPolygon": 3}
MOST_CORNERS = 5000


class BadShape(Exception):
    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def inside_point(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """(latitude, longitude) of a point that lies in the shape, in degrees.

    Raises `BadShape` for anything that is not a closed, uncrossed shape within the region.
    """
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadShape(_("The shape is neither a point nor a polygon."))
    corners = list(_corners(geometry.get("coordinates"), KINDS[kind]))
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
    """Every position, each exactly as deep as its kind of shape has it; rings are closed."""
    if not isinstance(part, list):
        raise BadShape(_("The shape cannot be read as GeoJSON."))
    if depth == 0:
        yield _corner(part)
        return
    if depth == 1 and len(part) > 3 and part[0] != part[-1]:
        raise BadShape(_("The outline is not a closed area: it crosses or touches itself."))
    for one in part:
        yield from _corners(one, depth - 1)


def _corner(part: list[Any]) -> tuple[float, float]:
    """A height is left as it is; NaN and infinity are no numbers of JSON."""
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in part):
        raise BadShape(_("The shape cannot be read as GeoJSON."))
    if len(part) not in (2, 3):
        raise BadShape(_("A corner is a longitude and a latitude."))
    try:
        told = [float(one) for one in part]
    except OverflowError as error:
        raise BadShape(_("The shape cannot be read as GeoJSON.")) from error
    if not all(isfinite(one) for one in told):
        raise BadShape(_("The shape cannot be read as GeoJSON."))
    return told[0], told[1]
