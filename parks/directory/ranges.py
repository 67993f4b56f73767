"""What the list can be narrowed by beside words and choices: one table that the form, the query,
the counts, the words and the API read."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Range:
    """`name` is the parameter of the address, `column` the kept column of `Park` it reads.

    `missing` is what a park has not published when the column is empty; `said` the words of the
    active filter, with %(value)s.
    """

    name: str
    label: Any
    column: str
    lookup: Literal["gte", "lte"]
    missing: Any
    said: Any

    def fits(self, value: Any) -> Q:
        return Q(**{f"{self.column}__{self.lookup}": value})

    @property
    def unknown(self) -> Q:
        return Q(**{self.column: None})


RANGES: dict[str, Range] = {
    one.name: one
    for one in (
        Range(
            "area_min",
            _("Total area of at least (ha)"),
            "area_total_ha",
            "gte",
            _("Total area"),
            _("at least %(value)s ha"),
        ),
        Range(
            "free_min",
            _("Free land of at least (ha)"),
            "area_free_ha",
            "gte",
            _("Free land"),
            _("at least %(value)s ha free"),
        ),
        Range(
            "plot_min",
            _("A free plot of at least (ha)"),
            "largest_plot_ha",
            "gte",
            _("Largest free plot"),
            _("a plot of at least %(value)s ha"),
        ),
        Range(
            "price_max",
            _("Lease price of at most (USD/m²)"),
            "price_max_usd_m2",
            "lte",
            _("Highest lease price"),
            _("at most %(value)s USD/m²"),
        ),
        Range(
            "power_min",
            _("Substation capacity of at least (MVA)"),
            "power_mva",
            "gte",
            _("Substation capacity"),
            _("at least %(value)s MVA"),
        ),
        Range(
            "water_min",
            _("Water supply of at least (m³/day)"),
            "water_m3_day",
            "gte",
            _("Water supply"),
            _("water: at least %(value)s m³/day"),
        ),
        Range(
            "headroom_min",
            _("Free wastewater treatment of at least (m³/day)"),
            "wastewater_headroom_m3_day",
            "gte",
            _("Wastewater treatment free"),
            _("treatment: at least %(value)s m³/day free"),
        ),
        Range(
            "port_max",
            _("Deep-water port within (km, straight line)"),
            "km_port",
            "lte",
            _("distance to a deep-water port"),
            _("port within %(value)s km"),
        ),
        Range(
            "airport_max",
            _("Airport within (km, straight line)"),
            "km_airport",
            "lte",
            _("distance to an airport"),
            _("airport within %(value)s km"),
        ),
        Range(
            "border_max",
            _("Border gate within (km, straight line)"),
            "km_border",
            "lte",
            _("distance to the border gate"),
            _("border gate within %(value)s km"),
        ),
        Range(
            "city_max",
            _("Hanoi or Hai Phong within (km, straight line)"),
            "km_city",
            "lte",
            _("distance to Hanoi or Hai Phong"),
            _("city within %(value)s km"),
        ),
    )
}
GREEN = "green"
