"""The list and the pages of parks: the same bytes for every anonymous reader of an address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.brochure.fonts import is_in_english
from parks.directory.facets import kept
from parks.directory.figure_reading import public_figures
from parks.directory.forms import KEPT_QUERY, read_wish
from parks.directory.incentives.showing import board_of
from parks.directory.list_words import list_context
from parks.directory.listing import list_parks
from parks.directory.map.ground import tile_service
from parks.directory.models import Incentive, Park
from parks.directory.phases.showing import developers_of, phases_of
from parks.directory.plots.listing import tally_of
from parks.directory.plots.on_map import plan_of
from parks.directory.record_shown import STATUS_TONES, precision_in_words, status_shown
from parks.directory.region import LAST_OF_DISTRICTS
from parks.directory.sections import headlines, sections, sources_of
from parks.directory.translated import labels_in
from portal.accounts.models import Organisation
from portal.languages.text import pick
from portal.pagecache.pages import not_kept, public_page
from portal.provenance.models import public_states
from portal.translations.context import shows_translated


@public_page(*KEPT_QUERY)
@require_safe
def park_list(request: HttpRequest) -> HttpResponse:
    counts = kept()
    form, wish = read_wish(request.GET, counts.sectors)
    if wish.misunderstood:
        not_kept(request)
    context = list_context(form, wish, list_parks(wish, counts))
    context["map"] = tile_service()
    return render(request, "parks/directory/list.html", context)


@public_page()
@require_safe
def park_page(request: HttpRequest, slug: str) -> HttpResponse:
    language = get_language() or "vi"
    park = Park.objects.public().with_links().filter(slug=slug).first()
    if park is None:
        raise Http404
    figures = public_figures([park]).get(park.pk, [])
    shows_translated(request, labels_in(figures))
    shown = sections(figures)
    plots = tally_of(park)
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
        **_authority(park.authority),
        "later": _later(park),
        "last_of_districts": LAST_OF_DISTRICTS,
        "former_places": [*filter(None, [park.former_district]), *park.former_communes],
        "headlines": headlines(figures),
        "incentives": board_of(Incentive.objects.for_park(park)),
        "phases": phases_of(park),
        "developers": developers_of(park),
        "plots": plots,
        "plan": plan_of(park, plots),
        "sections": shown,
        "sources": sources_of(shown),
        "is_area": park.kind == Park.Kind.ZONE,
        "precision": precision_in_words(park),
        "brochure_in_english": is_in_english(language),
    }
    return render(request, "parks/directory/park.html", context)


def _authority(body: Organisation | None) -> dict[str, Any]:
    """Under the name valid today; its public names of before, the newest first."""
    if body is None:
        return {}
    today = timezone.localdate()
    ended = [name for name in body.names.all() if name.valid_until and name.valid_until < today]
    return {
        "authority": body.name_on(today),
        "former_authorities": [name for name in ended if name.state in public_states()],
    }


def _later(park: Park) -> list[Park]:
    """Other records of the same park that are counted with it."""
    return list(Park.objects.public().filter(counted_with=park))


def _public(park: Park | None) -> Park | None:
    return park if park is not None and park.published else None
