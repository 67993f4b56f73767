"""`{% locator lat lon %}`: where a place lies on the coast, drawn on the server.

Coast only: no border of any kind. The ring says how far the true place may be from the dot; where
that is not bounded there is no ring.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, NamedTuple

from django import template

register = template.Library()

BASE_MAP = Path(__file__).parent.parent / "data" / "base_map.geojson"
# Degrees shown, and the width of the drawing; one kilometre is as long east as it is north.
WEST, EAST, SOUTH, NORTH = 106.3, 108.25, 20.62, 21.72
WIDTH = 480.0
PER_EAST = WIDTH / (EAST - WEST)
PER_NORTH = PER_EAST / cos(radians((SOUTH + NORTH) / 2))
HEIGHT = round((NORTH - SOUTH) * PER_NORTH)
PER_KM = PER_NORTH / 111.2
SIMPLER_THAN = 0.55  # what a corner must stand out to be drawn, in units of the drawing
# Two towns to find one's way by.
TOWNS = (("Hạ Long", 20.951, 107.08), ("Móng Cái", 21.525, 107.966))

Point = tuple[float, float]


class Dot(NamedTuple):
    x: float
    y: float
    ring: float  # 0: not drawn
    name: str


def place(lat: float | Decimal, lon: float | Decimal) -> Point:
    return (
        round((float(lon) - WEST) * PER_EAST, 1),
        round((NORTH - float(lat)) * PER_NORTH, 1),
    )


@lru_cache(maxsize=1)
def coast() -> str:
    """The land as one SVG path, simplified."""
    shapes = json.loads(BASE_MAP.read_text(encoding="utf-8"))["features"]
    rings = [ring for shape in shapes for part in shape["geometry"]["coordinates"] for ring in part]
    return "".join(_path([place(lat, lon) for lon, lat in ring]) for ring in rings)


def _path(points: list[Point]) -> str:
    kept = simpler(points)
    if len(kept) < 4:
        return ""
    steps = [f"M{kept[0][0]:g} {kept[0][1]:g}"]
    for (x0, y0), (x1, y1) in zip(kept, kept[1:], strict=False):
        steps.append(f"l{round(x1 - x0, 1):g} {round(y1 - y0, 1):g}")
    return "".join(steps) + "z"


def simpler(points: list[Point]) -> list[Point]:
    """Douglas-Peucker: without the corners that stand out less than `SIMPLER_THAN`."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy)

    def away(point: Point) -> float:
        x, y = point[0] - x0, point[1] - y0
        return abs(x * dy - y * dx) / length if length else hypot(x, y)

    far = max(range(1, len(points) - 1), key=lambda i: away(points[i]))
    if away(points[far]) < SIMPLER_THAN:
        return [points[0], points[-1]]
    return simpler(points[: far + 1])[:-1] + simpler(points[far:])


def dot(lat: Any, lon: Any, name: str, km: Any) -> Dot:
    return Dot(*place(lat, lon), round(float(km or 0) * PER_KM, 1), name)


def _drawing(dots: list[Dot]) -> dict[str, Any]:
    return {
        "coast": coast(),
        "width": int(WIDTH),
        "height": HEIGHT,
        "dots": dots,
        "towns": [(name, *place(lat, lon)) for name, lat, lon in TOWNS],
    }


@register.inclusion_tag("pieces/locator.html")
def locator(lat: Any, lon: Any, name: str = "", km: Any = None) -> dict[str, Any]:
    """One place; `km` is how far the true place may be, None: nobody says.

    Draws nothing without a position.
    """
    if lat in (None, "") or lon in (None, ""):
        return {}
    return {**_drawing([dot(lat, lon, name, km)]), "name": name, "ringed": bool(km)}


@register.inclusion_tag("pieces/coast_dots.html")
def coast_dots(places: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Many places at once, as (lat, lon), without names: a picture beside a list that has them."""
    return _drawing([dot(lat, lon, "", None) for lat, lon in places])
