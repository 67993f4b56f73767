"""What the map draws: parks as pins with how far off they may be, zones as areas; and what it
cannot draw, because no place is published."""

from math import pi, sqrt
from typing import Any

from django.utils.translation import gettext as _

from parks.directory.fitting import fitting
from parks.directory.forms import Wish
from parks.directory.models import Park
from parks.directory.record_shown import precision_in_words
from portal.languages.marked import bare

MOST = 5000  # a map of more is no map; the page says that there are more
KINDS, STATUSES = tuple(Park.Kind.values), tuple(Park.Status.values)
_READ = (
    *("slug", "kind", "status", "status_source", "latitude", "longitude", "area_total_ha"),
    *("precise_from_km", "precise_to_km", "demonstration"),
    *("name_vi", "name_en", "name_zh_hans", "name_ko", "name_ja"),
)
HECTARES_OF_A_KM2 = 100

Row = list[Any]


def parks_on_the_map(wish: Wish) -> tuple[list[Park], bool]:
    """The parks of a wish in the order of their names, and whether there are more. One query."""
    found = fitting(wish).order_by("sort_name", "pk").only(*_READ)
    parks = list(found[: MOST + 1])
    return parks[:MOST], len(parks) > MOST


def is_placed(park: Park) -> bool:
    return park.latitude is not None and park.longitude is not None


class Remarks(list[str]):
    """What is said of places, each sentence once: thousands of rows say the same few."""

    def index_of(self, said: str) -> int:
        if said not in self:
            self.append(said)
        return self.index(said)


def row(park: Park, language: str, remarks: Remarks) -> Row:
    """One pin or area: slug, name, its language where that is another, kind, status, latitude,
    longitude, radius of the zone's circle in km (0: no circle), and which of the remarks."""
    return [
        *named(park, language),
        KINDS.index(park.kind),
        STATUSES.index(park.status),
        float(park.latitude or 0),
        float(park.longitude or 0),
        _radius_km(park) if park.kind == Park.Kind.ZONE else 0,
        remarks.index_of(_remark(park)),
    ]


def named(park: Park, language: str) -> Row:
    name = park.name(language)
    return [park.slug, name.text, "" if name.lang == language else name.lang]


def _remark(park: Park) -> str:
    """How far the place and the status may be trusted; a demonstration says that it is one."""
    said = [_where(park)]
    if park.status_to_check:
        said.append(_("status to be checked"))
    if park.demonstration:
        said.append(_("demonstration, not a real record"))
    return " · ".join(said)


def _where(park: Park) -> str:
    if park.kind != Park.Kind.ZONE:
        return bare(precision_in_words(park)) or _("approximate position")
    if _radius_km(park):
        return _("a circle of the zone's area; not its boundary")
    return _("the centre of the zone; its boundary is not published")


def _radius_km(zone: Park) -> float:
    """Of the circle with the zone's published area; 0 where none is published, or where the
    centre is no better known than the circle is wide: it would cover what is not the zone, at the
    border even another country."""
    radius = round(sqrt(float(zone.area_total_ha or 0) / HECTARES_OF_A_KM2 / pi), 1)
    off = zone.precise_to_km
    return radius if off is not None and off < radius / 4 else 0
