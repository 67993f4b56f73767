"""What every map stands on: the coast, marks to go by, the words of its buttons."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from parks.directory.kinds import PLACES
from parks.directory.region import is_inside
from parks.directory.templatetags.locator import TOWNS
from parks.directory.wording import DATA


def ground() -> dict[str, Any]:
    """The parts of a map's answer that `map_ground.js` reads beside its `words`."""
    return {"coast": coast(), "marks": marks()}


def tile_service() -> dict[str, str]:
    """What the operator named, for the page; empty: the coast alone is drawn."""
    return {"tiles": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION}


def ground_words() -> dict[str, str]:
    return {"close": _("Close"), "nearer": _("Zoom in"), "farther": _("Zoom out")}


@cache
def coast() -> list[list[list[float]]]:
    """The land as rings of (latitude, longitude), to some ten metres."""
    shapes = json.loads((DATA / "base_map.geojson").read_text(encoding="utf-8"))["features"]
    return [
        [[round(lat, 4), round(lon, 4)] for lon, lat in ring]
        for shape in shapes
        for part in shape["geometry"]["coordinates"]
        for ring in part
    ]


@cache
def _marks() -> list[tuple[str, float, float]]:
    points = json.loads((DATA / "parks.json").read_text(encoding="utf-8"))["reference_points"]
    return [
        (key, point["lat"], point["lon"])
        for key, point in points.items()
        if key in PLACES and point["lat"] is not None and is_inside(point["lat"], point["lon"])
    ]


def marks() -> list[list[Any]]:
    """Two towns; then ports, airports, border gates and cities to find one's way by; approximate.
    The last number tells a town, which is named from afar too."""
    towns: list[list[Any]] = [[name, lat, lon, 1] for name, lat, lon in TOWNS]
    return towns + [[str(PLACES[key]), lat, lon, 0] for key, lat, lon in _marks()]
