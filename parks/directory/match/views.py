"""Needs in, ranked parks out, each verdict explained; the needs travel into the enquiry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.facets import Kept, kept
from parks.directory.kinds import UNITS
from parks.directory.match.finding import Found, find
from parks.directory.match.needs import AMOUNTS, NEEDS, Needs, NeedsForm, read_needs
from parks.directory.match.words import letter
from portal.pagecache.pages import public_page

CARRIED = 3  # the best of the page go into the enquiry


@public_page()
@require_safe
def match_page(request: HttpRequest) -> HttpResponse:
    language = get_language() or "vi"
    counts = kept()
    form, needs = read_needs(request.GET, counts.sectors)
    sector = _sector_name(needs, counts, language)
    demonstration = request.GET.get("demonstration") == "on"
    found = find(needs, _page(request), sector, demonstration=demonstration) if needs else None
    context: dict[str, Any] = {
        "crumbs": [(gettext("Parks, zones and clusters"), reverse("parks:list"))],
        "fields": _fields(form, needs),
        "sectors": counts.sector_names(language, demonstration=demonstration).items(),
        "chosen_sector": needs.wanted.get("sector", ""),
        "misunderstood": needs.misunderstood,
        "errors": form.errors,
        "found": found,
        "needs": needs,
        "demonstration": demonstration,
        "language": language,
        "ask_url": _ask(needs, found, sector) if found else "",
        "compare_url": _compare(found) if found else "",
        "next_url": _there(needs, found.page + 1, demonstration)
        if found and found.page < found.pages
        else "",
        "first_url": _there(needs, 1, demonstration) if found and found.page > 1 else "",
    }
    return render(request, "parks/directory/match.html", context)


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _sector_name(needs: Needs, counts: Kept, language: str) -> str:
    key = needs.wanted.get("sector", "")
    return counts.sector_name(key, language).text if key else ""


def _fields(form: NeedsForm, needs: Needs) -> list[dict[str, Any]]:
    """For the form: each need with what was typed, its unit, and whether it is a must."""
    return [
        {
            "key": key,
            "label": need.label,
            "unit": UNITS[need.unit],
            "hint": need.hint,
            "value": form.data.get(key, "")[:60],
            "amount": key in AMOUNTS,
            "must": key in needs.must,
            "errors": form.errors.get(key, []),
        }
        for key, need in NEEDS.items()
    ]


def _there(needs: Needs, page: int, demonstration: bool) -> str:
    pairs = [*needs.pairs(), *([("page", str(page))] if page > 1 else [])]
    pairs += [("demonstration", "on")] if demonstration else []
    return f"{reverse('parks:match')}?{urlencode(pairs)}"


def _ask(needs: Needs, found: Found, sector: str) -> str:
    parks = [("park", match.park.slug) for match in found.matches[:CARRIED]]
    pairs = [*parks, ("text", letter(needs, sector))]
    return f"{reverse('enquiries:new')}?{urlencode(pairs)}"


def _compare(found: Found) -> str:
    parks = [("park", match.park.slug) for match in found.matches[:CARRIED]]
    return f"{reverse('parks:compare')}?{urlencode(parks)}"
