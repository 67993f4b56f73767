"""Two parks, a source, and files of plots."""

import json
from typing import Any

import pytest

from parks.directory.editing import write_park
from parks.directory.models import Park
from parks.directory.plots.keeping import Proof
from parks.directory.plots.row import COLUMNS
from portal.provenance.models import Confidence, Grade, Source, State


def park_of(slug: str, **more: Any) -> Park:
    values: dict[str, Any] = {
        "published": True,
        "kind": Park.Kind.PARK,
        "status": Park.Status.OPERATING,
        "status_confidence": Confidence.HIGH,
        "confidence": Confidence.HIGH,
        "name_vi": f"Khu công nghiệp {slug}",
        "name_en": f"{slug} Industrial Park",
    }
    return write_park(slug, values | more)


@pytest.fixture
def bay(db: None) -> Park:
    return park_of("bay-park")


@pytest.fixture
def hill(db: None) -> Park:
    return park_of("hill-park")


@pytest.fixture
def plan(db: None) -> Source:
    return Source.objects.create(key="plan-2026", title="Plan of plots", grade=Grade.OFFICIAL)


@pytest.fixture
def proof(plan: Source) -> Proof:
    return Proof((plan,), "2026-05", Confidence.HIGH, State.PUBLISHED)


def line(**more: Any) -> dict[str, Any]:
    """A plot that is in order."""
    values = {
        "park": "bay-park",
        "code": "A1",
        "status": "ready",
        "area_ha": "12.5",
        "offer": "land",
        "smallest_lot_ha": "1",
        "sectors": "C 26",
        "price_min_usd_m2": "90",
        "price_max_usd_m2": "110.50",
        "price_as_of": "2026-05",
        "latitude": "20.95",
        "longitude": "106.98",
    }
    return values | more


def table(*lines: dict[str, Any]) -> bytes:
    rows = [",".join(str(one[name]) for name in COLUMNS) for one in lines]
    return "\n".join([",".join(COLUMNS), *rows, ""]).encode()


SQUARE = [[106.98, 20.95], [106.99, 20.95], [106.99, 20.96], [106.98, 20.96], [106.98, 20.95]]
BOW_TIE = [[106.98, 20.95], [106.99, 20.96], [106.99, 20.95], [106.98, 20.96], [106.98, 20.95]]


def collection(*features: tuple[dict[str, Any], Any]) -> bytes:
    """One feature a line; its place is in its geometry."""
    told = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {
                name: value
                for name, value in properties.items()
                if name not in ("latitude", "longitude")
            },
        }
        for properties, geometry in features
    ]
    lines = ",\n".join(json.dumps(one) for one in told)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}'.encode()


def polygon(ring: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring]}
