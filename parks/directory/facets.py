"""Kept counts of the list's choices, so that no request counts the whole directory."""

from collections import Counter

from django.db.models import Count
from django.utils.text import slugify

from parks.directory.models import Facet, Figure, Park
from parks.directory.search import fold
from portal.languages.text import columns

_NAMES = columns("text")


def sector_key(vietnamese: str) -> str:
    """The address of a sector: "Cảng biển, logistics" -> "cang-bien-logistics"."""
    return slugify(fold(vietnamese))[:60]


def refresh_facets() -> None:
    """Count kinds, statuses and sectors of the public parks anew.

    Call in the transaction of any change of parks or sectors.
    """
    rows: dict[tuple[str, str], Facet] = {}
    by_kind: Counter[str] = Counter()
    by_status: Counter[str] = Counter()
    counted = Park.objects.public().order_by().values_list("kind", "status").annotate(Count("pk"))
    for kind, status, count in counted:
        by_kind[kind] += count
        by_status[status] += count
    for kind in Park.Kind.values:
        rows["kind", kind] = Facet(facet="kind", key=kind, count=by_kind[kind])
    for status in Park.Status.values:
        rows["status", status] = Facet(facet="status", key=status, count=by_status[status])
    sectors = (
        Figure.objects.public()
        .filter(kind="priority_sector", chosen=True)
        .order_by("text_en", *_NAMES)
        .values_list("item", *_NAMES)
        .annotate(Count("park", distinct=True))
    )
    for key, *names, count in sectors:
        row = rows.setdefault(("sector", key), Facet(facet="sector", key=key, count=0))
        row.count += count
        for name, text in zip(columns("name"), names, strict=True):
            setattr(row, name, getattr(row, name) or text[:200])
    merged = Park.objects.public().exclude(counted_with=None)
    rows["extra", "phases"] = Facet(facet="extra", key="phases", count=merged.count())
    Facet.objects.all().delete()
    Facet.objects.bulk_create(rows.values())
