"""The page of up to four parks side by side, and its table."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from parks.directory.brochure.fonts import is_in_english
from parks.directory.compare.choice import MOST, Choice, read_choice
from parks.directory.compare.export import write_csv
from parks.directory.compare.rows import groups_of
from parks.directory.figure_reading import public_figures
from parks.directory.models import Park
from parks.directory.translated import labels_in
from portal.languages.text import pick
from portal.pagecache.pages import not_kept, public_page
from portal.translations.context import shows_translated
from portal.translations.note import note_in_words

OFFERED = 300  # parks in the list to choose from; beyond that, people come from the list


@public_page("park")
@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    language = get_language() or "vi"
    choice = read_choice(request.GET)
    if choice.notes:
        not_kept(request)
    figures = public_figures(choice.parks) if choice.parks else {}
    shows_translated(request, labels_in(chain.from_iterable(figures.values())))
    context: dict[str, Any] = {
        "crumbs": [(gettext("Parks, zones and clusters"), reverse("parks:list"))],
        "columns": [
            {
                "park": park,
                "name": pick(park, "name", language),
                "without_url": _address("parks:compare", choice, without=park),
            }
            for park in choice.parks
        ],
        "notes": choice.notes,
        "groups": groups_of(choice.parks, figures) if choice.parks else [],
        "others": _others(choice, language) if len(choice.parks) < MOST else [],
        "most": MOST,
        "csv_url": _address("parks:compare_csv", choice),
        "brochure_url": _address("parks:compare_brochure", choice),
        "brochure_in_english": is_in_english(language),
        "ask_url": _address("enquiries:new", choice),
    }
    return render(request, "parks/directory/compare.html", context)


@public_page("park")
@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    choice = read_choice(request.GET)
    if choice.notes:
        not_kept(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = "-".join(choice.slugs) or "parks"
    response["Content-Disposition"] = f'attachment; filename="compare-{name}.csv"'
    language, figures = get_language() or "vi", public_figures(choice.parks)
    groups = groups_of(choice.parks, figures)
    note = note_in_words(language, labels_in(chain.from_iterable(figures.values())))
    write_csv(response, choice.parks, groups, language, note)  # type: ignore[arg-type]
    return response


def _others(choice: Choice, language: str) -> list[tuple[str, Any]]:
    rest = Park.objects.listed().exclude(slug__in=choice.slugs)[:OFFERED]
    return [(park.slug, pick(park, "name", language).text) for park in rest]


def _address(name: str, choice: Choice, without: Park | None = None) -> str:
    parks = [("park", park.slug) for park in choice.parks if park is not without]
    return f"{reverse(name)}?{urlencode(parks)}" if parks else reverse(name)
