"""Generated parks for measuring: many, labelled as demonstration, some values unknown."""

from decimal import Decimal

from parks.directory.facets import refresh_facets
from parks.directory.models import Figure, Park, Plot
from parks.directory.search import search_line
from portal.languages.folding import fold
from portal.pagecache.version import bump_public_version
from portal.provenance.models import Confidence, Source, State

_PLACES = ("Hải Hà", "Quảng Yên", "Đông Mai", "Tiên Yên", "Vân Đồn", "Móng Cái", "Uông Bí")
_SECTORS = (("Điện tử", "Electronics"), ("Logistics", "Logistics"), ("Dệt may", "Textile"))
_BATCH = 2_000


def generate_parks(n: int) -> None:
    """Adds `n` parks with up to three figures and one sector each; the same ones every time."""
    source, _created = Source.objects.get_or_create(
        key="generated", defaults={"title": "Generated for measuring", "grade": "unknown"}
    )
    for start in range(0, n, _BATCH):
        parks = Park.objects.bulk_create(
            [_park(number) for number in range(start, min(start + _BATCH, n))]
        )
        figures = Figure.objects.bulk_create(
            [figure for park in parks for figure in _figures(park)], batch_size=_BATCH
        )
        cited = Figure.sources.through
        cited.objects.bulk_create(
            [cited(figure_id=figure.pk, source_id=source.pk) for figure in figures],
            batch_size=_BATCH,
        )
    refresh_facets()
    bump_public_version()


def generate_plots(n: int) -> None:
    """Adds `n` plots, spread evenly over the generated parks."""
    parks = list(Park.objects.filter(slug__startswith="sample-").order_by("pk"))
    for start in range(0, n, _BATCH):
        Plot.objects.bulk_create(
            _plot(parks[number % len(parks)], number)
            for number in range(start, min(start + _BATCH, n))
        )
    bump_public_version()


def _plot(park: Park, number: int) -> Plot:
    return Plot(
        park=park,
        code=f"P-{number:06d}",
        status=Plot.Status.values[number % len(Plot.Status.values)],
        area_ha=Decimal(number % 397 + 1) / 4,
        as_of="2026",
        confidence=Confidence.LOW,
        state=State.PUBLISHED,
    )


def _park(number: int) -> Park:
    place = _PLACES[number % len(_PLACES)]
    name = f"Khu công nghiệp mẫu {place} {number:06d}"
    english = f"Sample park {fold(place).title()} {number:06d}"
    return Park(
        slug=f"sample-{number:06d}",
        published=True,
        kind=Park.Kind.values[number % 3],
        status=Park.Status.values[number // 3 % 3],
        status_confidence=Confidence.LOW,
        confidence=Confidence.LOW,
        name_vi=name,
        name_en=english,
        place_vi=f"{place} (mẫu)",
        place_en=f"{fold(place).title()} (sample)",
        folded=search_line([name, english, place]),
        sort_name=fold(name),
        demonstration=False,
        area_total_ha=None if number % 5 == 0 else Decimal(number % 997 + 10),
        price_max_usd_m2=None if number % 4 else Decimal(number % 89 + 40),
        power_mva=None if number % 2 else Decimal(63),
        area_free_ha=None if number % 3 else Decimal(number % 211),
        power_free_mva=None if number % 4 else Decimal(number % 60),
        wastewater_headroom_m3_day=None if number % 5 else Decimal(number % 9000),
        latitude=Decimal("20.8") + Decimal(number % 800) / 1000,
        longitude=Decimal("106.6") + Decimal(number % 1300) / 1000,
        precise_from_km=1,
        precise_to_km=3,
        km_port=Decimal(number % 140),
        km_border=Decimal(number % 190),
    )


def _figures(park: Park) -> list[Figure]:
    number = int(park.slug.rsplit("-", 1)[1])
    vi, en = _SECTORS[number % len(_SECTORS)]
    common = {"park": park, "chosen": True, "state": State.PUBLISHED, "confidence": "low"}
    found = [Figure(kind="priority_sector", item=fold(en), text_vi=vi, text_en=en, **common)]
    numbers = {
        "area_total_ha": (park.area_total_ha, "ha"),
        "lease_price_usd_m2_max": (park.price_max_usd_m2, "USD/m2"),
        "power_mva": (park.power_mva, "MVA"),
    }
    found += [
        Figure(kind=kind, value=value, unit=unit, as_of="2026", **common)
        for kind, (value, unit) in numbers.items()
        if value is not None
    ]
    return found
