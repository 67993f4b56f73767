"""The list and the pages of parks: the same bytes for every anonymous reader of an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.figure_reading import public_figures
from parks.directory.forms import KEPT_QUERY, read_wish
from parks.directory.list_words import list_context
from parks.directory.listing import list_parks
from parks.directory.models import Park
from parks.directory.plots.listing import tally_of
from parks.directory.sections import headlines, sections, sources_of
from parks.directory.showing import STATUS_TONES, precision_in_words, status_shown
from portal.languages.text import pick
from portal.pagecache.pages import public_page


@public_page(*KEPT_QUERY)
@require_safe
def park_list(request: HttpRequest) -> HttpResponse:
    form, wish = read_wish(request.GET)
    context = list_context(form, wish, list_parks(wish))
    return render(request, "parks/directory/list.html", context)


@public_page()
@require_safe
def park_page(request: HttpRequest, slug: str) -> HttpResponse:
    language = get_language() or "vi"
    park = (
        Park.objects.public()
        .filter(slug=slug)
        .select_related("parent_zone", "counted_with", "status_source")
        .prefetch_related("authority__names")
        .first()
    )
    if park is None:
        raise Http404
    figures = public_figures([park]).get(park.pk, [])
    shown = sections(figures)
    authority = park.authority.name_on(timezone.localdate()) if park.authority else None
    context = {
        "crumbs": [(gettext("Parks, zones and clusters"), reverse("parks:list"))],
        "park": park,
        "status_tone": STATUS_TONES[park.status],
        "status": status_shown(park),
        "name": pick(park, "name", language),
        "summary": pick(park, "summary", language),
        "place": pick(park, "place", language),
        "zone": park.zone_shown(),
        "counted_with": _public(park.counted_with),
        "authority": authority,
        "headlines": headlines(figures),
        "plots": tally_of(park),
        "sections": shown,
        "sources": sources_of(shown),
        "is_area": park.kind == Park.Kind.ZONE,
        "precision": precision_in_words(park),
    }
    return render(request, "parks/directory/park.html", context)


def _public(park: Park | None) -> Park | None:
    return park if park is not None and park.published else None
