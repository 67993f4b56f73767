"""The one place that writes figures: record, change, choose, publish, withhold.

Each verb locks the park, writes the figure and its history, brings the park's column of the
chosen public value up to date and raises the public version, all in one transaction. A person
needs the right "figures.edit" and names a source. The loader acts with `by=None` and settles the
kept counts and the public version itself, once for everything it wrote.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.derived import (
    HEADROOM,
    HEADROOM_PARTS,
    NEAREST_FROM,
    SAID_IN_WORDS,
    columns_from_words,
    headroom,
    nearest_columns,
)
from parks.directory.facets import refresh_facets
from parks.directory.kinds import COLUMNS, KINDS
from parks.directory.models import Figure, FigureEvent, Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.languages.text import LANGUAGES, column
from portal.pagecache.version import bump_public_version
from portal.provenance.models import Source, State, public_states
from portal.refusals import Refused

# Whatever a column of the park is written from.
EVERY_KIND = (*COLUMNS, NEAREST_FROM, *sorted(SAID_IN_WORDS))


@transaction.atomic
def record(
    park: Park,
    said: Said,
    *,
    by: User | None = None,
    chosen: bool | None = None,
    reasons: Mapping[str, str] | None = None,
    why: str = "",
) -> Figure:
    """A new value. The first of its kind is chosen unless `chosen` says otherwise.

    `reasons` (by language) is shown to readers beside the other values, `why` to nobody outside.
    """
    _check(by, said.sources)
    _lock(park)
    others = park.figures.filter(kind=said.kind, item=said.item)
    take = not others.filter(chosen=True).exists() if chosen is None else chosen
    if take:
        others.filter(chosen=True).update(chosen=False)
    shown = {column("reason", lang): text for lang, text in (reasons or {}).items()}
    figure = Figure.objects.create(
        park=park, chosen=take, recorded_by=by, **said.columns(), **shown
    )
    Figure.sources.through.objects.bulk_create(
        Figure.sources.through(figure_id=figure.pk, source_id=source.pk) for source in said.sources
    )
    _note_down(figure, "record", {}, by, why, sources=said.sources)
    _settle(park, [said.kind], by)
    return figure


@transaction.atomic
def change(figure: Figure, said: Said, *, by: User | None = None, reason: str = "") -> Figure:
    """The same value corrected: number, text, date, source, confidence or state."""
    _check(by, said.sources)
    _lock(figure.park)
    figure = Figure.objects.select_related("park").get(pk=figure.pk)
    before = as_stored(figure)
    wanted = said.columns()
    for name, content in wanted.items():
        setattr(figure, name, content)
    figure.save(update_fields=list(wanted))
    figure.sources.set(said.sources)
    _note_down(figure, "change", before, by, reason)
    _settle(figure.park, {before["kind"], said.kind}, by)
    return figure


@transaction.atomic
def choose(
    figure: Figure, *, by: User | None = None, reasons: Mapping[str, str] | None = None
) -> None:
    """Of several values of one kind, this one; the reason is shown with the others."""
    _check(by)
    _lock(figure.park)
    if by is not None and not any((reasons or {}).values()):
        raise Refused(_("Say why this value is chosen."))
    before = as_stored(figure)
    siblings = Figure.objects.filter(park=figure.park, kind=figure.kind, item=figure.item)
    siblings.exclude(pk=figure.pk).filter(chosen=True).update(chosen=False)
    figure.chosen = True
    for language in LANGUAGES:
        setattr(figure, column("reason", language), (reasons or {}).get(language, ""))
    names = [column("reason", language) for language in LANGUAGES]
    figure.save(update_fields=["chosen", *names])
    _note_down(figure, "choose", before, by, " ".join((reasons or {}).values()))
    _settle(figure.park, [figure.kind], by)


@transaction.atomic
def set_state(figure: Figure, state: State, *, by: User, reason: str = "") -> None:
    """Publish, mark as unverified, or withhold."""
    _check(by)
    _lock(figure.park)
    figure.refresh_from_db()
    if figure.kind not in KINDS and state != State.WITHHELD:
        raise Refused(_("Values of this kind are no longer kept as figures."))
    if state == State.PUBLISHED and not figure.sources.exists():
        raise Refused(_("A value without a source cannot be published. Name its source first."))
    before = as_stored(figure)
    figure.state = state
    figure.save(update_fields=["state"])
    _note_down(figure, str(state), before, by, reason)
    _settle(figure.park, [figure.kind], by)


def publish(figure: Figure, *, by: User, reason: str = "") -> None:
    set_state(figure, State.PUBLISHED, by=by, reason=reason)


def withhold(figure: Figure, *, by: User, reason: str = "") -> None:
    set_state(figure, State.WITHHELD, by=by, reason=reason)


def refresh_chosen(park: Park, kinds: Iterable[str] = EVERY_KIND) -> bool:
    """Bring the park's columns in line with its chosen public figures; True when one moved."""
    kinds = list(kinds)
    kept = [kind for kind in kinds if kind in COLUMNS]
    wanted: dict[str, Any] = dict.fromkeys((COLUMNS[kind] for kind in kept), None)
    if kept:
        public = park.figures.filter(kind__in=kept, chosen=True, state__in=public_states())
        wanted |= {COLUMNS[kind]: value for kind, value in public.values_list("kind", "value")}
    if NEAREST_FROM in kinds:
        wanted |= nearest_columns(park)
    if SAID_IN_WORDS & set(kinds):
        wanted |= columns_from_words(park)
    moved = [name for name, value in wanted.items() if getattr(park, name) != value]
    for name in moved:
        setattr(park, name, wanted[name])
    if moved:
        park.save(update_fields=moved)
    return bool(moved)


def refresh_headroom(park: Park) -> None:
    """What is left of the treatment, computed anew where its parts have changed.

    A value that a person recorded or chose stays chosen; the computed one stands beside it.
    """
    said = headroom(park)
    known = Figure.objects.filter(park=park, origin=HEADROOM).first()
    if known is None:
        if said.state != State.WITHHELD:
            record(park, said, why="computed")
    elif any(getattr(known, name) != wanted for name, wanted in said.columns().items()):
        change(known, said, reason="computed")


def as_stored(figure: Figure, sources: Iterable[Source] | None = None) -> dict[str, Any]:
    """A figure as its history keeps it."""
    names = ["kind", "item", "unit", "as_of", "confidence", "state", "chosen", "note"]
    names += [column("text", language) for language in LANGUAGES]
    texts = {name: getattr(figure, name) for name in names}
    kept = {name: content for name, content in texts.items() if content != ""}
    value = None if figure.value is None else str(figure.value)
    cited = figure.sources.all() if sources is None else sources
    return {**kept, "value": value, "sources": sorted(source.key for source in cited)}


def _check(by: User | None, sources: tuple[Source, ...] | None = None) -> None:
    if by is None:
        return
    if not (by.is_superuser or may(by, "figures.edit")):
        raise PermissionDenied
    if sources is not None and not sources:
        raise Refused(_("Name the source of the value: a document, a page, a decision."))


def _lock(park: Park) -> None:
    Park.objects.select_for_update().only("pk").get(pk=park.pk)


def _note_down(
    figure: Figure,
    verb: str,
    before: dict[str, Any],
    by: User | None,
    reason: str = "",
    sources: Iterable[Source] | None = None,
) -> None:
    after = as_stored(figure, sources)
    FigureEvent.objects.create(
        figure=figure, verb=verb, before=before, after=after, reason=reason, actor=by
    )


def _settle(park: Park, kinds: Iterable[str], by: User | None) -> None:
    touched = list(kinds)
    if HEADROOM_PARTS & set(touched):
        refresh_headroom(park)
    refresh_chosen(park, touched)
    if by is None:
        return
    if "priority_sector" in touched:
        refresh_facets()
    else:
        bump_public_version()
