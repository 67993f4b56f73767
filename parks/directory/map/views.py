"""What the map beside the list asks for once somebody looks at it: one kept answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parks.directory.facets import sectors_to_ask
from parks.directory.forms import KEPT_QUERY, read_wish
from parks.directory.map.ground import ground, ground_words
from parks.directory.map.places import Remarks, is_placed, named, parks_on_the_map, row
from parks.directory.models import Park
from portal.languages.numbers import number_in_words
from portal.pagecache.pages import not_kept, public_page


@public_page(*(name for name in KEPT_QUERY if name != "order"))
@require_safe
def map_data(request: HttpRequest) -> HttpResponse:
    """Of the same filters as the list; rows as `places.row` and `places.named` have them, words in
    the language of the address. One query, two with a sector."""
    language = get_language() or "vi"
    _form, wish = read_wish(request.GET, sectors_to_ask(request.GET))
    parks, more = parks_on_the_map(wish)
    if wish.misunderstood:
        not_kept(request)
    remarks = Remarks()
    data = {
        "places": [row(park, language, remarks) for park in parks if is_placed(park)],
        "unplaced": [named(park, language) for park in parks if not is_placed(park)],
        "more": _("The map shows the first %(n)s; narrow the filters.")
        % {"n": number_in_words(len(parks))}
        if more
        else "",
        "remarks": remarks,
        "address": reverse("parks:park", args=["0"]),
        "kinds": [str(label) for label in Park.Kind.labels],
        "statuses": [str(label) for label in Park.Status.labels],
        "zone": Park.Kind.values.index(Park.Kind.ZONE),
        **ground(),
        "words": {
            **ground_words(),
            "group": _("%(n)s parks here: show them apart") % {"n": "{n}"},
            "unplaced": _("place not published: %(names)s") % {"names": "{names}"},
            "others": _("and %(n)s more") % {"n": "{n}"},
        },
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
