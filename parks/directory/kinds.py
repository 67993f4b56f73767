"""The kinds of figures a park can have: one table that the loader, the pages and the API read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Symbols as they are stored -> as a reader meets them.
UNITS: dict[str, Any] = {
    "ha": _("ha"),
    "%": "%",
    "USD/m2": _("USD/m²"),
    "USD/m2/year": _("USD/m² a year"),
    "m3/day": _("m³/day"),
    "MVA": "MVA",
    "km": "km",
    "h/year": _("hours a year"),
    "people": pgettext_lazy("unit", "people"),
    "places": pgettext_lazy("unit", "places"),
    "USD": _("USD"),
    "m VND/month": _("million VND a month"),
    # Beside an amount, portal/languages/money.py says these three.
    "bn VND": _("billion VND"),
    "m USD": _("million USD"),
    "bn USD": _("billion USD"),
    "": "",
}

GROUPS: dict[str, Any] = {
    "land": _("Land"),
    "money": _("Money and people"),
    "utilities": _("Utilities"),
    "roads": _("Distances by road, as printed by a source"),
    "lines": _("Straight lines, from approximate positions"),
    "business": _("Business"),
    "environment": _("Environment"),
    "people": _("People in charge"),
    "history": _("History"),
}


# How far infrastructure has come. Of a kind that says "by entry", the entry of a figure is the
# stage; what is planned has a kind of its own wherever it could be taken for a capacity.
STAGES: dict[str, Any] = {
    "built": _("built"),
    "running": _("in operation"),
    "building": pgettext_lazy("stage", "under construction"),
    "planned": pgettext_lazy("stage", "planned"),
    "used": _("in use now"),
    "free": _("free, of what is built"),
    "": _("stage not stated"),
}
BY_ENTRY = "by entry"
ENTRY_STAGES = ("running", "building", "planned")


@dataclass(frozen=True)
class Kind:
    """`column` repeats the chosen public value on Park; a list kind has many entries, each
    with its own name. Figures are to be reviewed `review_months` after their date, or after the
    day they were recorded where they have none."""

    key: str
    label: Any
    group: str
    unit: str = ""
    column: str = ""
    many: bool = False
    review_months: int = 24
    year: bool = False
    stage: str | None = None  # a key of STAGES, or BY_ENTRY; None: it has no stages
    description: bool = False  # a text that is shown with a mark when no source was read


_TABLE = [
    Kind("area_total_ha", _("Total area"), "land", "ha", "area_total_ha"),
    Kind("area_industrial_ha", _("Industrial land"), "land", "ha", "area_industrial_ha"),
    Kind("area_leased_ha", _("Leased land"), "land", "ha", "area_leased_ha", review_months=6),
    Kind("area_free_ha", _("Free land"), "land", "ha", "area_free_ha", review_months=6),
    Kind(
        "largest_plot_ha", _("Largest free plot"), "land", "ha", "largest_plot_ha", review_months=6
    ),
    Kind("occupancy_pct", _("Occupancy"), "land", "%", "occupancy_pct", review_months=6),
    Kind("area_part", _("Parts of the area"), "land", "ha", many=True),
    Kind(
        "lease_price_usd_m2_min",
        _("Lowest lease price"),
        "money",
        "USD/m2",
        "price_min_usd_m2",
        review_months=12,
    ),
    Kind(
        "lease_price_usd_m2_max",
        _("Highest lease price"),
        "money",
        "USD/m2",
        "price_max_usd_m2",
        review_months=12,
    ),
    Kind("management_fee", _("Management fee"), "money", "USD/m2/year", review_months=12),
    Kind(
        "workers_nearby",
        _("Workers nearby"),
        "money",
        "people",
        "workers_nearby",
        review_months=12,
    ),
    Kind("wage", _("Wages"), "money", "m VND/month", review_months=12),
    Kind("worker_housing", _("Housing for workers"), "money", "places", review_months=12),
    Kind("training", _("Training"), "money", review_months=12),
    Kind("power_outages", _("Power cuts"), "money", "h/year", review_months=12),
    Kind("renewable_share", _("Renewable supply"), "money", "%", review_months=12),
    Kind("power_mva", _("Substation capacity"), "utilities", "MVA", "power_mva", stage=""),
    Kind(
        "power_free_mva",
        _("Power free"),
        "utilities",
        "MVA",
        "power_free_mva",
        review_months=12,
        stage="free",
    ),
    Kind("power_planned_mva", _("Substations planned"), "utilities", "MVA", stage="planned"),
    Kind("substation", _("Substations"), "utilities", many=True, description=True),
    Kind("water_m3_day", _("Water supply"), "utilities", "m3/day", "water_m3_day", stage=""),
    Kind(
        "water_free_m3_day",
        _("Water free"),
        "utilities",
        "m3/day",
        "water_free_m3_day",
        review_months=12,
        stage="free",
    ),
    Kind(
        "water_planned_m3_day",
        _("Water supply planned"),
        "utilities",
        "m3/day",
        stage="planned",
    ),
    Kind("water_source", _("Water comes from"), "utilities", description=True),
    Kind(
        "wastewater_m3_day",
        _("Wastewater treatment built"),
        "utilities",
        "m3/day",
        "wastewater_m3_day",
        stage="built",
    ),
    Kind(
        "wastewater_used_m3_day",
        _("Wastewater treated now"),
        "utilities",
        "m3/day",
        review_months=12,
        stage="used",
    ),
    Kind(
        "wastewater_headroom_m3_day",
        _("Wastewater treatment free"),
        "utilities",
        "m3/day",
        "wastewater_headroom_m3_day",
        review_months=12,
        stage="free",
    ),
    Kind(
        "wastewater_planned",
        _("Wastewater treatment planned"),
        "utilities",
        "m3/day",
        stage="planned",
    ),
    Kind("wastewater_standard", _("Wastewater standard"), "utilities"),
    Kind("central_treatment", _("Central wastewater treatment"), "utilities", review_months=12),
    Kind("gas", _("Gas"), "utilities", review_months=12, stage=BY_ENTRY),
    Kind("fibre", _("Fibre"), "utilities", review_months=12, stage=BY_ENTRY),
    Kind("port", _("Port"), "utilities", review_months=12, stage=BY_ENTRY),
    Kind("road_distance", _("Distance by road"), "roads", "km", many=True, review_months=120),
    Kind("road_distance_other", _("Distance by road"), "roads", "km", many=True, review_months=120),
    Kind("straight_line", _("Straight line"), "lines", "km", many=True, review_months=120),
    Kind("priority_sector", _("Preferred sectors"), "business", many=True, description=True),
    Kind("tenant", _("Companies there"), "business", many=True, description=True),
    Kind("investment_vnd", _("Investment"), "business", "bn VND", many=True),
    Kind("investment_usd", _("Investment"), "business", "m USD", many=True),
    Kind("green_label", _("Green label"), "environment", review_months=12),
    Kind("developer", _("Developer"), "people", description=True),
    Kind(
        "commune",
        _("Commune or ward since 1 July 2025"),
        "people",
        many=True,
        description=True,
    ),
    Kind("established_year", _("Established"), "history", year=True, review_months=240),
    Kind("established_basis", _("Basis"), "history", review_months=240),
    Kind("lease_until", _("Land lease of the project until"), "history", year=True),
]

KINDS: dict[str, Kind] = {kind.key: kind for kind in _TABLE}
KEYS: list[str] = list(KINDS)
COLUMNS: dict[str, str] = {kind.key: kind.column for kind in _TABLE if kind.column}

# Where a printed or computed distance leads to. The two bridges of Bắc Luân are kept apart:
# which of them "Mong Cai border gate" means is not settled.
PLACES: dict[str, Any] = {
    "hanoi": pgettext_lazy("place", "Hanoi"),
    "hai_phong": pgettext_lazy("place", "Hai Phong"),
    "noi_bai_airport": pgettext_lazy("place", "Noi Bai airport"),
    "van_don_airport": pgettext_lazy("place", "Van Don airport"),
    "cat_bi_airport": pgettext_lazy("place", "Cat Bi airport"),
    "lach_huyen_port": pgettext_lazy("place", "Lach Huyen port"),
    "cai_lan_port": pgettext_lazy("place", "Cai Lan port"),
    "mong_cai_border_gate": pgettext_lazy("place", "Mong Cai border gate"),
    "nearest_expressway": pgettext_lazy("place", "nearest expressway"),
}
