"""What the brochure of one park says: what its page says, in the page's order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parks.directory.brochure.beside import beside_the_figures
from parks.directory.brochure.values import Sources, marks, plain, proof, value
from parks.directory.models import Figure, Park
from parks.directory.record_shown import (
    place_shown,
    precision_in_words,
    status_shown,
    zone_shown,
)
from parks.directory.region import LAST_OF_DISTRICTS
from parks.directory.sections import EntryList, Section, headlines, sections
from parks.directory.templatetags.locator import HEIGHT, TOWNS, WIDTH, coast, dot, place
from portal.languages.marked import bare
from portal.languages.printed import day_in_words
from portal.languages.text import pick


def told_of_park(park: Park, of_parks: Mapping[int, list[Figure]]) -> dict[str, Any]:
    language = get_language() or "vi"
    sources = Sources()
    figures = of_parks.get(park.pk, [])
    return {
        "kind": "park",
        "title": plain(pick(park, "name", language)),
        "kicker": capfirst(park.get_kind_display()),
        "demonstration": park.demonstration,
        "summary": plain(pick(park, "summary", language)),
        "status": _status(park, sources),
        "lines": list(_lines(park, language)),
        "map": _map(park, language),
        "headlines": [value(one, sources) for one in headlines(figures)],
        "sections": [
            *beside_the_figures(park, sources),
            *(_section(one, park, sources) for one in sections(figures)),
        ],
        "sources": sources.listed(),
    }


def _status(park: Park, sources: Sources) -> dict[str, Any]:
    shown = status_shown(park)
    return {
        "unknown": shown.unknown,
        "text": capfirst(park.get_status_display()),
        **proof(shown, sources),
    }


def _lines(park: Park, language: str) -> Iterable[dict[str, Any]]:
    """What stands on the cover beside the name: label, text, mark."""
    for one in (place_shown(park), zone_shown(park)):
        if not one.unknown:
            told = {"label": str(one.label), "text": plain(one.value)}
            yield {**told, "mark": ", ".join(marks(one))}
    if park.counted_with is not None and park.counted_with.published:
        first = plain(pick(park.counted_with, "name", language))
        yield {"label": _("A later phase of:").rstrip(":"), "text": first, "mark": ""}
    former = [*filter(None, [park.former_district]), *park.former_communes]
    if former:
        ended = f"{_('Units that ended on')} {day_in_words(LAST_OF_DISTRICTS)}"
        names = {"text": ", ".join(former), "lang": "" if language == "vi" else "vi"}
        mark = _("to be checked") if park.place_unsourced else ""
        yield {"label": ended, "text": names, "mark": mark}
    if park.aliases:
        names = {"text": ", ".join(park.aliases), "lang": "" if language == "vi" else "vi"}
        yield {"label": _("Also known as:").rstrip(":"), "text": names, "mark": ""}
    precision = bare(precision_in_words(park))
    if precision:
        yield {"label": _("Map position"), "text": plain(capfirst(precision)), "mark": ""}


def _map(park: Park, language: str) -> dict[str, Any] | None:
    """The drawing of the page as numbers: a coast, two towns, a dot and how exact it is."""
    if park.pin is None:
        return None
    name = pick(park, "name", language).text
    ringed = bool(park.precise_to_km)
    return {
        "coast": coast(),
        "width": WIDTH,
        "height": HEIGHT,
        "towns": [{"name": town, "at": place(lat, lon)} for town, lat, lon in TOWNS],
        "dot": dot(*park.pin, name, park.precise_to_km),
        "alt": _("Approximate position of %(name)s on the coast") % {"name": name},
        "caption": _(
            "Approximate position: the ring says how far the true place may be. "
            "Coast: Natural Earth, public domain."
        )
        if ringed
        else _(
            "Approximate position: the true place may be far from the dot. "
            "Coast: Natural Earth, public domain."
        ),
    }


def _section(section: Section, park: Park, sources: Sources) -> dict[str, Any]:
    """Values that nobody has published are named together, after the others; one of which only
    a former value is public keeps its row."""
    told = [*section.numbers, *section.facts]
    silent = [str(one.label) for one in told if one.unknown and not one.others]
    rows = [value(one, sources) for one in told if not one.unknown or one.others]
    bodies = []
    if section.key == "people":
        body = park.authority.name_on(timezone.localdate()) if park.authority else None
        if body is None:
            silent.insert(0, _("Authority"))
        else:
            name = plain(pick(body, "name", get_language() or "vi"))
            bodies = [{"label": _("Authority"), "text": name}]
    return {
        "title": str(section.title),
        "bodies": bodies,
        "rows": rows,
        "silent": _silent(silent),
        "lists": [_list(one, sources) for one in section.lists],
    }


def _list(told: EntryList, sources: Sources) -> dict[str, Any]:
    return {
        "label": str(told.label),
        "numeric": told.numeric,
        "rows": [value(one, sources) for one in told.rows],
    }


def _silent(labels: list[str]) -> str:
    names = ", ".join(labels)
    return capfirst(_("not published: %(names)s") % {"names": names}) if labels else ""
