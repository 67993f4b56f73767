"""Authorities of a data file as organisations with dated names."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from portal.accounts.models import Organisation, OrganisationKind, OrganisationName
from portal.languages.text import columns
from portal.provenance.dates import latest_day
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import Source, State

# What a key of the file is; everything else is a partner agency.
_KINDS = {
    "qn-eza": OrganisationKind.AUTHORITY,
    "van-don-eza": OrganisationKind.AUTHORITY,
    "ecosys": OrganisationKind.SYSTEM,
}


def load_authorities(
    entries: Iterable[Mapping[str, Any]], sources: Mapping[str, Source], report: Report
) -> dict[str, Organisation]:
    """Organisations by key, with their names in as many languages as the entries have. Names of a
    body that an official has rewritten stay as they are."""
    bodies: dict[str, Organisation] = {}
    for entry in entries:
        key = entry["key"]
        body, created = Organisation.objects.get_or_create(
            key=key, defaults={"kind": _KINDS.get(key, OrganisationKind.AGENCY)}
        )
        bodies[key] = body
        outcome = _load_name(body, entry, sources)
        report.add("authorities", CREATED if created else outcome, withheld=not entry["publish"])
    return bodies


def _load_name(body: Organisation, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
    if not entry["name_vi"]:
        return UNCHANGED  # known to exist, its name not yet read
    wanted = {
        **{name: entry.get(name) or "" for name in columns("name")},
        "valid_from": _first_day(entry["valid_from"]),
        "valid_until": latest_day(entry["valid_to"]),
        "confidence": entry["confidence"],
        "state": State.PUBLISHED if entry["publish"] else State.WITHHELD,
    }
    if body.events.exists():
        return KEPT  # officials have rewritten the names of this body
    row = body.names.filter(name_vi=entry["name_vi"]).first()
    if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return UNCHANGED
    found, created = OrganisationName.objects.update_or_create(
        organisation=body, name_vi=entry["name_vi"], defaults=wanted
    )
    cited = sources.get(entry["source"])
    found.sources.set([cited] if cited and cited.key != "unsourced" else [])
    return CREATED if created else CHANGED


def _first_day(printed: str | None) -> date | None:
    latest = latest_day(printed)
    if latest is None or not printed:
        return None
    if len(printed) == 4:
        return date(latest.year, 1, 1)
    return latest if len(printed) == 10 else latest.replace(day=1)
