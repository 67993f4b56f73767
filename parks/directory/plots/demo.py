"""Demonstration parks with plots, for the development profile: invented, and labelled everywhere.

Parks of their own, never plots in a real park, so that no true total can hold them. Their
positions are invented too and lie in open water, where nobody builds.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings

from parks.directory.editing import write_park
from parks.directory.figures import record
from parks.directory.models import Park, Plot
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.row import PlotRow, read_row
from parks.directory.said import Said
from portal.accounts.demo import OPERATOR_KEY
from portal.accounts.models import Organisation
from portal.provenance.models import Confidence, Grade, Source, State
from portal.refusals import Refused

AS_OF = "2026-10"
# slug: (letter, longitude and latitude of the first corner, figures by kind and entry)
PARKS: dict[str, tuple[str, float, float, dict[tuple[str, str], str]]] = {
    "demo-bay": (
        "A",
        107.60,
        20.80,
        {
            ("area_total_ha", ""): "320",
            ("power_mva", ""): "126",
            ("power_free_mva", ""): "40",
            ("water_free_m3_day", ""): "6000",
            ("wastewater_m3_day", ""): "8000",
            ("wastewater_used_m3_day", ""): "4800",
            ("lease_price_usd_m2_min", ""): "90",
            ("lease_price_usd_m2_max", ""): "120",
            ("straight_line", "cai_lan_port"): "35",
            ("straight_line", "van_don_airport"): "28",
            ("workers_nearby", ""): "25000",
        },
    ),
    "demo-cove": (
        "C",
        107.45,
        20.72,
        {
            ("area_total_ha", ""): "210",
            ("power_mva", ""): "63",
            ("wastewater_m3_day", ""): "5000",
            ("straight_line", "cai_lan_port"): "58",
            ("straight_line", "van_don_airport"): "44",
            ("workers_nearby", ""): "9000",
        },
    ),
    # Has published no distance to a port.
    "demo-cape": ("D", 107.75, 20.70, {("area_total_ha", ""): "180"}),
    "demo-hill": (
        "B",
        107.90,
        20.75,
        {
            ("area_total_ha", ""): "150",
            ("wastewater_m3_day", ""): "2000",
            ("wastewater_used_m3_day", ""): "1900",
            ("straight_line", "cai_lan_port"): "72",
            ("straight_line", "mong_cai_border_gate"): "48",
        },
    ),
}
UNITS = {"area_total_ha": "ha", "straight_line": "km", "workers_nearby": "people"}
STATES = ("ready", "ready", "leased", "levelled", "not_cleared", "leased", "reserved", "ready")


def load_demo_parks() -> int:
    """Created once; the number of plots. What officials changed since stays."""
    if settings.PRODUCTION:
        raise Refused("Demonstration parks are never loaded in production.")
    if Park.objects.filter(slug__in=PARKS).exists():
        return Plot.objects.filter(demonstration=True).count()
    source, _new = Source.objects.get_or_create(
        key="demonstration-plots",
        defaults={"title": "Invented for demonstration", "grade": Grade.UNKNOWN},
    )
    rows: list[PlotRow] = []
    for slug, (letter, longitude, latitude, figures) in PARKS.items():
        park = _park(slug, letter, longitude, latitude)
        for (kind, item), value in figures.items():
            unit = UNITS.get(kind, _unit_of(kind))
            record(park, _said(kind, item, value, unit, source))
        rows += _plots(slug, letter, longitude, latitude)
    proof = Proof((source,), AS_OF, Confidence.LOW, State.PUBLISHED, demonstration=True)
    return write_plots(rows, proof, by=None, reason="demonstration").created


def _park(slug: str, letter: str, longitude: float, latitude: float) -> Park:
    values: dict[str, Any] = {
        "published": True,
        "demonstration": True,
        "kind": Park.Kind.PARK,
        "status": Park.Status.OPERATING,
        "status_confidence": Confidence.LOW,
        "confidence": Confidence.LOW,
        "latitude": Decimal(str(latitude)),
        "longitude": Decimal(str(longitude)),
        "precise_from_km": 1,
        "precise_to_km": 3,
        "operator": Organisation.objects.filter(key=OPERATOR_KEY).first(),
        "name_vi": f"Khu công nghiệp Minh họa {letter} (không có thật)",
        "name_en": f"Demonstration Park {letter} (not a real park)",
    }
    return write_park(slug, values)


def _unit_of(kind: str) -> str:
    return "MVA" if "mva" in kind else "USD/m2" if "usd" in kind else "m3/day"


def _said(kind: str, item: str, value: str, unit: str, source: Source) -> Said:
    return Said(
        kind,
        item,
        origin=f"demo:{kind}:{item}",
        value=Decimal(value),
        unit=unit,
        as_of=AS_OF,
        sources=(source,),
        confidence=Confidence.LOW,
        state=State.PUBLISHED,
    )


def _plots(slug: str, letter: str, longitude: float, latitude: float) -> list[PlotRow]:
    """Two rows of four squares of about half a kilometre."""
    made: list[PlotRow] = []
    for number, status in enumerate(STATES):
        west = round(longitude + 0.006 * (number % 4), 5)
        south = round(latitude + 0.006 * (number // 4), 5)
        east, north = round(west + 0.005, 5), round(south + 0.005, 5)
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        told = {
            "park": slug,
            "code": f"{letter}{number + 1}",
            "status": status,
            "area_ha": f"{12 + 5 * number}",
            "offer": "ready_built" if number == len(STATES) - 1 else "land",
            "smallest_lot_ha": "1" if number % 2 == 0 else "",
            "sectors": "C 26" if number % 3 else "",
            "price_min_usd_m2": "95" if number % 2 else "",
            "price_max_usd_m2": "120" if number % 2 else "",
            "price_as_of": AS_OF if number % 2 else "",
        }
        row, faults = read_row(0, told, {"type": "Polygon", "coordinates": [ring]})
        assert not faults, faults  # noqa: S101 - our own squares
        made.append(row)
    return made
