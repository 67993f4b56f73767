"""The shortlist of a reader without an account: named by its address, kept by their browser.

The page is the same for everyone who opens an address. A script (`shortlist.js`) fills the
address from what the browser keeps; without scripts the address itself is the list.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.compare.choice import MOST as MOST_COMPARED
from parks.directory.list_words import cards_of
from parks.directory.shortlist.choice import MOST, read_shortlist
from portal.pagecache.pages import public_page


@public_page()  # lists are anybody's own: kept pages of them would be asked for once
@require_safe
def shortlist_page(request: HttpRequest) -> HttpResponse:
    choice = read_shortlist(request.GET.getlist("park"))
    slugs = choice.slugs
    here = reverse("parks:shortlist")
    cards = cards_of(choice.parks, get_language() or "vi") if slugs else []
    context: dict[str, Any] = {
        "crumbs": [(gettext("Parks, zones and clusters"), reverse("parks:list"))],
        "entries": [
            (card, address(here, [slug for slug in slugs if slug != card.park.slug]))
            for card in cards
        ],
        "notes": choice.notes,
        "here": here,
        "most": MOST,
        "most_compared": MOST_COMPARED,
        "share_url": settings.SITE_URL + address(here, slugs),
        "ask_url": address(reverse("enquiries:new"), slugs),
        "compare_url": address(reverse("parks:compare"), slugs[:MOST_COMPARED]),
        "account_url": address(reverse("my_shortlist:page"), slugs),
    }
    return render(request, "parks/directory/shortlist.html", context)


def address(page: str, slugs: list[str]) -> str:
    return f"{page}?{urlencode([('park', slug) for slug in slugs])}" if slugs else page
