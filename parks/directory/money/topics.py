"""What parks have published of money and people, one topic a value, over the whole directory."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from parks.directory.citing import joined
from parks.directory.kinds import KINDS
from parks.directory.models import Figure, FigureQuerySet, Park
from parks.directory.showing import ShownFigure, show
from portal.languages.text import Shown, pick

# Of each topic: what is counted, and how the sentence names it.
TOPICS: dict[str, Any] = {
    "workers_nearby": _("how many workers live nearby"),
    "wage": _("wages"),
    "worker_housing": _("housing for workers"),
    "training": _("training"),
    "power_outages": _("hours of power cuts"),
    "renewable_share": _("the share of renewable supply"),
    "lease_price_usd_m2_min": _("a lowest lease price"),
    "lease_price_usd_m2_max": _("a highest lease price"),
    "management_fee": _("a management fee"),
}
MOST = 60  # parks shown of one topic, by name


@dataclass(frozen=True)
class Told:
    """One park that has published the value."""

    slug: str
    name: Shown
    figure: ShownFigure


@dataclass(frozen=True)
class Topic:
    """`known` of `total` parks have published it; `rows` shows at most `MOST` of them."""

    kind: str
    label: Any
    sentence: str
    known: int
    rows: list[Told]
    nobody: ShownFigure

    @property
    def cut(self) -> int:
        """How many have published it and are not shown."""
        return self.known - len(self.rows)


def topics() -> list[Topic]:
    """Four queries, whatever the number of parks."""
    language = get_language() or "vi"
    total = Park.objects.listed().order_by().count()
    public = Figure.objects.public().chosen().filter(kind__in=TOPICS, park__demonstration=False)
    known: Counter[str] = Counter(
        dict(public.order_by().values_list("kind").annotate(Count("park", distinct=True)))
    )
    rows: dict[str, list[Told]] = {kind: [] for kind in TOPICS}
    for figure in joined(_first(public)):
        name = pick(figure.park, "name", language)
        rows[figure.kind].append(Told(figure.park.slug, name, replace(show(figure), bare=True)))
    return [
        Topic(
            kind=kind,
            label=KINDS[kind].label,
            sentence=_sentence(known[kind], total, name),
            known=known[kind],
            rows=rows[kind],
            nobody=ShownFigure(kind, KINDS[kind].label, bare=True),
        )
        for kind, name in TOPICS.items()
    ]


def _first(public: FigureQuerySet) -> FigureQuerySet:
    """At most `MOST` of each topic, by the name of the park."""
    by_name = ("park__sort_name", "park")
    place = Window(RowNumber(), partition_by="kind", order_by=by_name)
    first = public.order_by().annotate(place=place).filter(place__lte=MOST)
    chosen = Figure.objects.filter(pk__in=list(first.values_list("pk", flat=True)))
    return chosen.select_related("park").order_by(*by_name)


def _sentence(known: int, total: int, name: Any) -> str:
    return ngettext(
        "%(known)s of %(total)s parks, zones and clusters has published %(name)s.",
        "%(known)s of %(total)s parks, zones and clusters have published %(name)s.",
        known,
    ) % {"known": known, "total": total, "name": name}
