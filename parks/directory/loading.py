"""Loads `data/parks.json`: parks, their figures, authorities, statements on the province; and
`data/incentives.json` and `data/phases.json` after it.

Idempotent. Everything is read and checked before the first row is written; what an official
changed since is left alone and reported as kept.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.columns import refresh_chosen
from parks.directory.editing import write_park
from parks.directory.facets import refresh_facets
from parks.directory.file_shape import check
from parks.directory.incentives.loading import load_incentives
from parks.directory.loading_figures import load_figures
from parks.directory.models import Park
from parks.directory.overview import load_overview
from parks.directory.phases.loading import load_phases
from parks.directory.reading import Entry, park_columns, remarks, status_of
from parks.directory.reading_figures import Reader
from parks.directory.translated import names_wait
from parks.directory.wording import DATA, Wording, load_reviews, read_wording
from portal.accounts.loading import load_authorities
from portal.provenance.checking import twice
from portal.provenance.files import read_file
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report, load_sources
from portal.provenance.models import Source, State
from portal.provenance.remarks import remark_in
from portal.refusals import Refused

FILE = DATA / "parks.json"
# More files of this room, by the name of the parameter of `load` that takes another in its place.
MORE = {"incentives": DATA / "incentives.json", "phases": DATA / "phases.json"}


@transaction.atomic
def load(
    path: Path = FILE,
    *,
    incentives: Path = MORE["incentives"],
    phases: Path = MORE["phases"],
) -> Report:
    """One transaction. Refused, with nothing loaded, when the file has a fault or a public text
    holds a remark."""
    report = Report()
    file = read_file(path)
    check(path.name, file)
    wording = read_wording()
    sources = load_sources(file["source_index"], report)
    read = {
        record["slug"]: (record, Reader(record, sources, wording).entries())
        for record in file["records"]
    }
    for record, entries in read.values():
        refuse_twice(path.name, record, entries)
        refuse_remarks(record, entries, wording)
    authorities = [
        {**one, **wording.columns("name", one["name_vi"] or "", one["name_en"] or "")}
        for one in file["authorities"]
    ]
    bodies = load_authorities(authorities, sources, report)
    parks = {
        slug: _load_park(record, wording, sources, report)
        for slug, (record, _entries) in read.items()
    }
    for slug, (record, _entries) in read.items():
        links = {
            "parent_zone": parks.get(record["parent_zone_slug"]),
            "counted_with": parks.get(record.get("counted_with_slug")),
            "authority": bodies.get(record.get("authority_key")),
        }
        parks[slug] = _write(parks[slug], links)
    load_figures({parks[slug]: entries for slug, (_record, entries) in read.items()}, report)
    load_incentives(incentives, sources, report)
    load_phases(phases, wording, sources, report)
    load_overview(file, wording, sources, report)
    load_reviews(wording)
    # The operator may have changed which states are shown since the columns were written.
    moved = [refresh_chosen(park) for park in Park.objects.all()]
    if report.changed_anything or any(moved):
        refresh_facets()
    return report


def refuse_twice(file: str, record: Mapping[str, Any], entries: list[Entry]) -> None:
    """An entry of a list is found again by its name, so a record may name it once."""
    seen: set[str] = set()
    for entry in entries:
        if entry.said.origin in seen:
            where = f"{file}, records “{record['slug']}”, {entry.said.kind}"
            raise Refused(f"{where}: {twice(entry.said.item or entry.said.origin)}")
        seen.add(entry.said.origin)


def refuse_remarks(record: Mapping[str, Any], entries: list[Entry], wording: Wording) -> None:
    """The editors' remarks stay with the officials: a public text that holds one is refused."""
    if not record["publish"]:
        return
    columns = park_columns(record, wording)
    texts = {
        name: text
        for name, text in columns.items()
        if isinstance(text, str) and name.startswith(("name_", "summary_", "place_"))
    }
    texts |= {f"aliases[{index}]": alias for index, alias in enumerate(columns["aliases"])}
    for entry in entries:
        if entry.said.state != State.WITHHELD:
            said = entry.said
            texts |= {f"{said.origin} ({lang})": text for lang, text in said.texts.items()}
    notes = list(remarks(record).values())
    for name, text in texts.items():
        remark = remark_in(text, notes)
        if remark:
            raise Refused(
                _("%(slug)s, %(field)s: the text holds an editor's remark (“%(remark)s”).")
                % {"slug": record["slug"], "field": name, "remark": remark}
            )


def _load_park(
    record: Mapping[str, Any], wording: Wording, sources: Mapping[str, Source], report: Report
) -> Park:
    values = {**park_columns(record, wording), **status_of(record, sources)}
    park = Park.objects.filter(slug=record["slug"]).first()
    if park is None:
        outcome = CREATED
        park = write_park(record["slug"], values)
    else:
        free = {name: value for name, value in values.items() if name not in park.edited}
        differs = any(getattr(park, name) != value for name, value in free.items())
        held = any(getattr(park, name) != value for name, value in values.items())
        outcome = CHANGED if differs else KEPT if held else UNCHANGED
        park = write_park(park.slug, free) if differs else park
    for done in names_wait(park, reviewed=bool(record["name_translations_reviewed"])):
        report.add("translated names", done)
    report.add("parks", outcome, withheld=not park.published)
    return park


def _write(park: Park, links: Mapping[str, Park | Any]) -> Park:
    free = {name: row for name, row in links.items() if name not in park.edited}
    if any(getattr(park, f"{name}_id") != (row and row.pk) for name, row in free.items()):
        return write_park(park.slug, free)
    return park
