"""What the plan of a park's plots asks for once somebody looks at it: one kept answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parks.directory.map.ground import ground, ground_words, tile_service
from parks.directory.models import Park, Plot
from parks.directory.plots.listing import Tally
from portal.languages.numbers import number_in_words
from portal.pagecache.pages import not_kept, public_page
from portal.provenance.models import State

MOST = 1000  # the largest; the page says that there are more
STATUSES = tuple(Plot.Status.values)
_READ = ("code", "status", "area_ha", "shape", "latitude", "longitude", "state", "demonstration")
_FINEST = 6  # digits of a degree: a decimetre


def plan_of(park: Park, tally: list[Tally], status: str = "") -> dict[str, Any] | None:
    """For `parks/directory/plan.html`; None where no plot of the list has a published place."""
    if not any(one.placed for one in tally if status in ("", one.status)):
        return None
    address = reverse("parks:plots_map", args=[park.slug])
    return {
        "url": f"{address}?{urlencode({'status': status})}" if status else address,
        "states": Plot.Status.choices,
        "demonstration": park.demonstration,
        **tile_service(),
    }


@public_page("status")
@require_safe
def plots_map_data(request: HttpRequest, slug: str) -> HttpResponse:
    """The plots of the list beside it that have a published place, largest first. Two queries."""
    park = Park.objects.public().filter(slug=slug).only("pk").first()
    if park is None:
        raise Http404
    found = Plot.objects.public().filter(park=park, latitude__isnull=False).only(*_READ)
    status = request.GET.get("status", "")
    if status in Plot.Status.values:
        found = found.filter(status=status)
    elif status:
        not_kept(request)
    plots = list(found.order_by("-area_ha", "pk")[: MOST + 1])
    more = _("The plan shows the %(n)s largest plots.") % {"n": number_in_words(MOST)}
    data = {
        "plots": [row(plot) for plot in plots[:MOST]],
        "more": more if len(plots) > MOST else "",
        "statuses": STATUSES,
        "labels": [str(label) for label in Plot.Status.labels],
        **ground(),
        "words": ground_words(),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def row(plot: Plot) -> list[Any]:
    """Code, state of the land, what else is said of it, and its place as a GeoJSON geometry."""
    return [plot.code, STATUSES.index(plot.status), _said(plot), _geometry(plot)]


def _said(plot: Plot) -> str:
    said = [f"{number_in_words(plot.area_ha)} {_('ha')}"]
    if plot.shape is None or plot.shape["type"] == "Point":
        said.append(_("a point, the outline is not published"))
    if plot.state == State.UNVERIFIED:
        said.append(_("not yet compared with the original"))
    if plot.demonstration:
        said.append(_("demonstration, not a real record"))
    return " · ".join(said)


def _geometry(plot: Plot) -> dict[str, Any]:
    if plot.shape is not None:
        kind, coordinates = plot.shape["type"], plot.shape["coordinates"]
        return {"type": kind, "coordinates": _rounded(coordinates)}
    return {"type": "Point", "coordinates": [float(plot.longitude or 0), float(plot.latitude or 0)]}


def _rounded(part: Any) -> Any:
    if isinstance(part, list):
        return [_rounded(one) for one in part]
    return round(part, _FINEST)
