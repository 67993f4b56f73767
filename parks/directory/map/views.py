"""What the map beside the list asks for once somebody looks at it: one kept answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parks.directory.forms import KEPT_QUERY, read_wish
from parks.directory.map.places import coast, marks, parks_on_the_map, row
from parks.directory.models import Park
from portal.pagecache.pages import public_page

_OF_ORDER = ("order", "after")


@public_page(*(name for name in KEPT_QUERY if name not in _OF_ORDER))
@require_safe
def map_data(request: HttpRequest) -> HttpResponse:
    """Of the same filters as the list; rows as `places.row` has them, words in the language of
    the address. One query."""
    language = get_language() or "vi"
    _form, wish = read_wish(request.GET)
    parks, more = parks_on_the_map(wish)
    rows = [row(park, language) for park in parks]
    data = {
        "places": [one for one in rows if one],
        "more": more,
        "address": reverse("parks:park", args=["0"]),
        "kinds": [str(label) for label in Park.Kind.labels],
        "statuses": [str(label) for label in Park.Status.labels],
        "zone": Park.Kind.values.index(Park.Kind.ZONE),
        "coast": coast(),
        "marks": marks(),
        "words": {
            "off": _("approximate position, within %(km)s km") % {"km": "{km}"},
            "approximate": _("approximate position"),
            "area": _("a circle of the zone's area; not its boundary"),
            "place": _("the centre of the zone; its boundary is not published"),
            "demonstration": _("demonstration"),
            "group": _("%(n)s parks here: show them apart") % {"n": "{n}"},
            "close": _("Close"),
        },
    }
    return JsonResponse(data)
