"""The portal's own pages: the same bytes for every anonymous reader of an address."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from investors.enquiries.norms import norm_on
from parks.directory.models import Facet, Park
from portal.pagecache.pages import public_page
from portal.pages.showing import ON_THE_FRONT_PAGE, as_figure, as_table, by_theme, indicators
from portal.provenance.models import Confidence


@require_safe
@public_page()
def home(request: HttpRequest) -> HttpResponse:
    kinds: Counter[str] = Counter()
    for row in Facet.objects.filter(facet="crossed"):  # kind and status at once
        kinds[row.key.split(":")[0]] += row.count
    context = {
        "kinds": dict(kinds),
        "figures": [as_figure(indicator) for indicator in indicators(ON_THE_FRONT_PAGE)],
        "norm": norm_on(timezone.localdate()),
        "places": Park.objects.listed()
        .pinned()
        .values_list("latitude", "longitude")
        .order_by("pk")[:60],
    }
    return render(request, "portal/pages/home.html", context)


@require_safe
@public_page()
def about(request: HttpRequest) -> HttpResponse:
    words = {one.value: one.label for one in Confidence}
    context = {"norm": norm_on(timezone.localdate()), "confidences": words}
    return render(request, "portal/pages/about.html", context)


@require_safe
@public_page()
def province(request: HttpRequest) -> HttpResponse:
    tables = [as_table(indicator) for indicator in indicators()]
    return render(request, "portal/pages/indicators.html", {"themes": by_theme(tables)})


@require_safe
@public_page()
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/privacy.html")


@require_safe
@public_page()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/accessibility.html")
