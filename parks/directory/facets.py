"""Kept counts of the list's choices, so that no request counts the whole directory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.text import slugify

from parks.directory.models import Facet, Figure, Park, ProvinceFigure
from parks.directory.ranges import GREEN, RANGES
from portal.languages.folding import fold
from portal.languages.text import Shown, columns, pick
from portal.pagecache.version import bump_public_version

_TEXTS = columns("text")
_NAMES = columns("name")
COVERAGE, PLANNED = "coverage", "planned_industrial_parks"  # keys of ProvinceFigure


@dataclass(frozen=True)
class Kept:
    """The kept counts: `crossed` by (kind, status), `sectors` by key with name and count (0: of
    invented parks alone)."""

    crossed: dict[tuple[str, str], int] = field(default_factory=dict)
    sectors: dict[str, Facet] = field(default_factory=dict)
    later_phases: int = 0
    planned: int = 0  # industrial parks planned in the province, 0: unknown
    demonstration: int = 0  # invented parks, in no other count
    # By name of `RANGES`: of how many parks the value is known; of `GREEN`: how many hold a label.
    known: dict[str, int] = field(default_factory=dict)
    coverage: Facet | None = None  # says that the list is not complete, while it is not

    @property
    def total(self) -> int:
        return sum(self.crossed.values())

    def sector_name(self, key: str, language: str) -> Shown:
        return pick(self.sectors[key], "name", language)

    def sector_names(self, language: str, *, demonstration: bool = False) -> dict[str, str]:
        """Those to choose from, by key; sectors of invented parks alone only beside those."""
        return {
            key: self.sector_name(key, language).text or key
            for key, row in self.sectors.items()
            if row.count or demonstration
        }


def kept() -> Kept:
    """One query."""
    crossed: dict[tuple[str, str], int] = {}
    sectors: dict[str, Facet] = {}
    counts: dict[str, int] = {}
    known: dict[str, int] = {}
    coverage = None
    for row in Facet.objects.all():
        if row.facet == "crossed":
            kind, _colon, status = row.key.partition(":")
            crossed[kind, status] = row.count
        elif row.facet == "sector":
            sectors[row.key] = row
        elif row.facet == "known":
            known[row.key] = row.count
        elif row.facet == "coverage":
            coverage = row
        else:
            counts[row.facet] = row.count
    return Kept(
        crossed,
        sectors,
        counts.get("later_phases", 0),
        counts.get("planned", 0),
        counts.get("demonstration", 0),
        known,
        coverage,
    )


def sectors_to_ask(query: QueryDict) -> Mapping[str, Facet]:
    """Those that an address may name; one query, where it names one."""
    return kept().sectors if query.get("sector") else {}


def sector_key(vietnamese: str) -> str:
    """The address of a sector: "Cảng biển, logistics" -> "cang-bien-logistics"."""
    return slugify(fold(vietnamese))[:60]


def refresh_facets() -> None:
    """Count kinds × statuses and sectors of the public parks anew, and raise the public version.

    Call in the transaction of any change of parks or sectors. The version's row is the queue:
    whoever counts at the same moment waits there, and counts what the one before has written.
    """
    bump_public_version()
    rows: list[Facet] = []
    public = Park.objects.listed().order_by()
    for kind, status, count in public.values_list("kind", "status").annotate(Count("pk")):
        rows.append(Facet(facet="crossed", key=f"{kind}:{status}", count=count))
    sectors: dict[str, Facet] = {}
    counted = (
        Figure.objects.public()
        .filter(kind="priority_sector", chosen=True)
        .order_by("text_vi", *_TEXTS)
        .values_list("item", *_TEXTS)
        .annotate(real=Count("park", distinct=True, filter=Q(park__demonstration=False)))
    )
    for key, *texts, count in counted:
        sector = sectors.setdefault(key, Facet(facet="sector", key=key, count=0))
        sector.count += count
        for name, text in zip(_NAMES, texts, strict=True):
            setattr(sector, name, getattr(sector, name) or text[:200])
    later = public.exclude(counted_with=None).count()
    invented = Park.objects.listed(demonstration=True).count()
    known = public.aggregate(
        **{name: Count(one.column) for name, one in RANGES.items()},
        **{GREEN: Count("pk", filter=Q(green_label=True))},
    )
    rows += [
        *sectors.values(),
        *(Facet(facet="known", key=name, count=count) for name, count in known.items()),
        Facet(facet="later_phases", key="", count=later),
        Facet(facet="demonstration", key="", count=invented),
        *_coverage(),
    ]
    Facet.objects.all().delete()
    Facet.objects.bulk_create(rows)


def _coverage() -> list[Facet]:
    """How complete the list is, from what the data says of the province."""
    rows: list[Facet] = []
    for said in ProvinceFigure.objects.public().filter(key__in=[COVERAGE, PLANNED]):
        if said.key == PLANNED:
            rows.append(Facet(facet="planned", key="", count=int(said.value or 0)))
        else:
            texts = zip(_NAMES, columns("scope"), strict=True)
            names = {name: getattr(said, scope)[:200] for name, scope in texts}
            rows.append(Facet(facet="coverage", key="", count=0, **names))
    return rows
