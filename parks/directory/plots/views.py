"""The public list of a park's plots."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.citing import cited, said
from parks.directory.models import Park, Plot
from parks.directory.plots.listing import list_plots, tally_of
from parks.directory.plots.on_map import plan_of
from portal.languages.marked import dated
from portal.languages.numbers import number_in_words
from portal.languages.text import pick
from portal.pagecache.pages import not_kept, public_page
from portal.provenance.models import Confidence
from portal.provenance.reporting import wrong_value

TONES: dict[str, str] = {
    Plot.Status.READY: "ok",
    Plot.Status.LEVELLED: "ok",
    Plot.Status.NOT_CLEARED: "neutral",
    Plot.Status.RESERVED: "soon",
    Plot.Status.LEASED: "neutral",
}


@public_page("status")
@require_safe
def plots_page(request: HttpRequest, slug: str) -> HttpResponse:
    language = get_language() or "vi"
    park = Park.objects.public().filter(slug=slug).first()
    if park is None:
        raise Http404
    asked = request.GET.get("status", "")
    status = asked if asked in Plot.Status.values else ""
    if asked and not status:
        not_kept(request)
    found = Plot.objects.public().filter(park=park)
    listing = list_plots(found.filter(status=status) if status else found, _key(request))
    here = reverse("parks:plots", args=[park.slug])
    name = pick(park, "name", language)
    tally = tally_of(park)
    context: dict[str, Any] = {
        "crumbs": [
            (gettext("Parks, zones and clusters"), reverse("parks:list")),
            (name.text, reverse("parks:park", args=[park.slug])),
        ],
        "park": park,
        "name": name,
        "tally": [
            {"row": row, "url": f"{here}?{urlencode({'status': row.status})}"} for row in tally
        ],
        "plan": plan_of(park, tally, status),
        "status": status,
        "misunderstood": asked[:60] if asked and not status else "",
        "rows": [_row(plot, park) for plot in listing.plots],
        "here": here,
        "pages": {
            "first": _address(here, status) if _key(request) else "",
            "next": _address(here, status, listing.after) if listing.after else "",
        },
    }
    return render(request, "parks/directory/plots.html", context)


def _key(request: HttpRequest) -> str:
    return request.GET.get("after", "")


def _address(here: str, status: str, after: str = "") -> str:
    parts = {"status": status, "after": after}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{here}?{query}" if query else here


def in_words(amount: Decimal | None) -> str:
    """In the reader's format, without zeros at the end; "" for an unknown."""
    return "" if amount is None else number_in_words(amount)


def _row(plot: Plot, park: Park) -> dict[str, Any]:
    name = gettext("Plot %(code)s") % {"code": plot.code}
    value = f"{plot.get_status_display()}, {in_words(plot.area_ha)} {gettext('ha')}"
    return {
        "plot": plot,
        "tone": TONES[plot.status],
        "area": in_words(plot.area_ha),
        "lot": in_words(plot.smallest_lot_ha),
        "low": in_words(plot.price_min_usd_m2),
        "high": in_words(plot.price_max_usd_m2),
        "as_of": dated(plot.as_of),
        "price_as_of": dated(plot.price_as_of),
        "confidence": Confidence(plot.confidence).label,
        "sources": [said(cited(source)) for source in plot.sources.all()],
        "report_url": wrong_value(name, value, park=park.slug),
    }
