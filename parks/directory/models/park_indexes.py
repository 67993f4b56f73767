"""What the list of parks is walked by: each order of it, and its kinds and statuses.

Partial, of the real and public parks alone: both databases use an index only where the query says
all that its condition says (`ParkQuerySet.listed`).
"""

from django.db import models
from django.db.models import F, Q

INDEXES = [
    models.Index(
        "sort_name",
        "id",
        name="parks_by_name",
        condition=Q(published=True, demonstration=False),
    ),
    models.Index(
        F("area_total_ha").desc(),
        "id",
        name="parks_by_area",
        condition=Q(published=True, demonstration=False, area_total_ha__isnull=False),
    ),
    models.Index(
        F("area_free_ha").desc(),
        "id",
        name="parks_by_free_land",
        condition=Q(published=True, demonstration=False, area_free_ha__isnull=False),
    ),
    models.Index(
        "km_port",
        "id",
        name="parks_by_port",
        condition=Q(published=True, demonstration=False, km_port__isnull=False),
    ),
    models.Index(
        "price_max_usd_m2",
        "id",
        name="parks_by_price",
        condition=Q(published=True, demonstration=False, price_max_usd_m2__isnull=False),
    ),
    # The unknown come after the known, by number.
    models.Index(
        "id",
        name="parks_no_area",
        condition=Q(published=True, demonstration=False, area_total_ha__isnull=True),
    ),
    models.Index(
        "id",
        name="parks_no_price",
        condition=Q(published=True, demonstration=False, price_max_usd_m2__isnull=True),
    ),
    models.Index(
        "kind",
        "sort_name",
        "id",
        name="parks_by_kind",
        condition=Q(published=True, demonstration=False),
    ),
    models.Index(
        "status",
        "sort_name",
        "id",
        name="parks_by_status",
        condition=Q(published=True, demonstration=False),
    ),
]
