"""The one place that writes figures: record, change, choose, supersede, publish, withhold.

Each verb locks the park, writes the figure and its history, brings the park's column of the
chosen public value up to date and raises the public version, all in one transaction. A person
names a source, and writes what `writers.py` allows. The loader acts with `by=None` and settles the
kept counts and the public version itself, once for everything it wrote.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parks.directory.columns import known_columns, refresh_chosen
from parks.directory.derived import HEADROOM, HEADROOM_PARTS, headroom
from parks.directory.facets import refresh_facets
from parks.directory.figure_history import as_stored, note_down
from parks.directory.kinds import KINDS
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from parks.directory.sizes import check_size
from parks.directory.writers import (
    admitted,
    check_change,
    check_editor,
    check_sources,
    check_writer,
    only_operates,
)
from portal.accounts.models import User
from portal.languages.text import LANGUAGES, column
from portal.pagecache.version import bump_public_version
from portal.provenance.models import State
from portal.refusals import Refused


@transaction.atomic
def record(
    park: Park,
    said: Said,
    *,
    by: User | None = None,
    chosen: bool | None = None,
    reasons: Mapping[str, str] | None = None,
    why: str = "",
    of_plots: bool = False,
) -> Figure:
    """A new value. The first of its kind is chosen unless `chosen` says otherwise.

    `reasons` (by language) is shown to readers beside the other values, `why` to nobody outside.
    `of_plots`: a sum that `plots/totals.py` computed, whoever wrote the plots.
    """
    check_writer(by, park)
    if chosen and not of_plots:
        check_editor(by)
    check_sources(by, said.sources)
    check_size(said)
    if not of_plots:
        said = admitted(said, by, park)
    operator = park.operator if only_operates(by, park) else None
    _lock(park)
    others = park.figures.filter(kind=said.kind, item=said.item)
    take = not others.filter(chosen=True).exists() if chosen is None else chosen
    former = others.filter(chosen=True).first() if take else None
    if former is not None:
        _give_way(former, by, why)
    shown = {column("reason", lang): text for lang, text in (reasons or {}).items()}
    row = {**said.written(timezone.localdate()), **shown}
    figure = Figure.objects.create(
        park=park, chosen=take, recorded_by=by, recorded_for=operator, **row
    )
    Figure.sources.through.objects.bulk_create(
        Figure.sources.through(figure_id=figure.pk, source_id=source.pk) for source in said.sources
    )
    note_down(figure, "record", {}, by, why, sources=said.sources)
    _settle(park, [said.kind], by, counted_later=of_plots)
    return figure


@transaction.atomic
def change(
    figure: Figure,
    said: Said,
    *,
    by: User | None = None,
    reason: str = "",
    verb: str = "change",
    of_plots: bool = False,
) -> Figure:
    """The same value corrected: number, text, date, source, confidence or state.

    What leaves number, unit and date as they were leaves the day of the next review too.
    `verb` is what the history calls it; `of_plots`: see `record`.
    """
    check_writer(by, figure.park)
    check_sources(by, said.sources)
    check_size(said)
    _lock(figure.park)
    figure = Figure.objects.select_related("park").get(pk=figure.pk)
    if not of_plots:
        check_change(by, figure)
        said = admitted(said, by, figure.park)
    before = as_stored(figure)
    moves = (figure.kind, figure.item) != (said.kind, said.item)
    if moves and (figure.superseded_by_id or figure.supersedes.exists()):
        raise Refused(_("One of the two has taken the other's place: its kind and entry stay."))
    if moves and figure.chosen:
        there = figure.park.figures.filter(kind=said.kind, item=said.item, chosen=True)
        if there.exists():
            raise Refused(_("Another value of that kind and entry is shown. Record this one anew."))
    wanted = said.written(timezone.localdate(), figure)
    for name, content in wanted.items():
        setattr(figure, name, content)
    figure.save(update_fields=list(wanted))
    figure.sources.set(said.sources)
    note_down(figure, verb, before, by, reason)
    _settle(figure.park, {before["kind"], said.kind}, by, counted_later=of_plots)
    return figure


@transaction.atomic
def choose(
    figure: Figure,
    *,
    by: User | None = None,
    reasons: Mapping[str, str] | None = None,
    superseding: bool = False,
) -> None:
    """Of several values of one kind, this one; the reason is shown with the others.

    `superseding`: it is newer than the one chosen so far, and takes its place.
    """
    check_editor(by)
    _lock(figure.park)
    if by is not None and not any((reasons or {}).values()):
        raise Refused(_("Say why this value is chosen."))
    before = as_stored(figure)
    why = " ".join((reasons or {}).values())
    siblings = Figure.objects.filter(park=figure.park, kind=figure.kind, item=figure.item)
    former = siblings.exclude(pk=figure.pk).filter(chosen=True).first()
    if former is not None and superseding:
        _supersede(former, figure, by, why)
    elif former is not None:
        _give_way(former, by, why)
    figure.chosen, figure.superseded_by = True, None
    for language in LANGUAGES:
        setattr(figure, column("reason", language), (reasons or {}).get(language, ""))
    names = [column("reason", language) for language in LANGUAGES]
    figure.save(update_fields=["chosen", "superseded_by", *names])
    note_down(figure, "choose", before, by, why)
    _settle(figure.park, [figure.kind], by)


@transaction.atomic
def supersede(figure: Figure, *, by: User, reason: str = "") -> None:
    """Says of a value that the chosen one is newer and has taken its place.

    Who may read it does not change; it is shown among the other values with that word, and
    choosing it again ends it. A second time changes nothing.
    """
    check_editor(by)
    _lock(figure.park)
    figure.refresh_from_db()
    instead = Figure.objects.filter(
        park=figure.park, kind=figure.kind, item=figure.item, chosen=True
    ).first()
    if instead is None or instead == figure:
        raise Refused(_("Choose the newer value first; the former one is then superseded."))
    if figure.superseded_by_id != instead.pk:
        _supersede(figure, instead, by, reason)
        _settle(figure.park, [figure.kind], by)


def _give_way(former: Figure, by: User | None, reason: str) -> None:
    """Another value of its kind is shown in its place from now on."""
    before = as_stored(former)
    former.chosen = False
    former.save(update_fields=["chosen"])
    note_down(former, "give_way", before, by, reason)


def _supersede(former: Figure, instead: Figure, by: User | None, reason: str) -> None:
    before = as_stored(former)
    older, newer = former.as_of_latest, instead.as_of_latest
    if older and newer and newer < older:
        raise Refused(_("The value that would take its place is older."))
    former.chosen, former.superseded_by = False, instead
    former.save(update_fields=["chosen", "superseded_by"])
    note_down(former, "supersede", before, by, reason)


@transaction.atomic
def set_state(figure: Figure, state: State, *, by: User, reason: str = "") -> None:
    """Publish, mark as unverified, or withhold."""
    check_editor(by)
    _lock(figure.park)
    figure.refresh_from_db()
    if figure.kind not in KINDS and state != State.WITHHELD:
        raise Refused(_("Values of this kind are no longer kept as figures."))
    if state == State.PUBLISHED and not figure.sources.exists():
        raise Refused(_("A value without a source cannot be published. Name its source first."))
    before = as_stored(figure)
    figure.state = state
    figure.save(update_fields=["state"])
    note_down(figure, str(state), before, by, reason)
    _settle(figure.park, [figure.kind], by)


def publish(figure: Figure, *, by: User, reason: str = "") -> None:
    set_state(figure, State.PUBLISHED, by=by, reason=reason)


def withhold(figure: Figure, *, by: User, reason: str = "") -> None:
    set_state(figure, State.WITHHELD, by=by, reason=reason)


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


def _lock(park: Park) -> None:
    Park.objects.select_for_update().only("pk").get(pk=park.pk)


def _settle(
    park: Park, kinds: Iterable[str], by: User | None, *, counted_later: bool = False
) -> None:
    touched, known = list(kinds), known_columns(park)
    if HEADROOM_PARTS & set(touched):
        refresh_headroom(park)
    refresh_chosen(park, touched)
    if by is None:
        return
    if not counted_later and ("priority_sector" in touched or known != known_columns(park)):
        refresh_facets()
    else:
        bump_public_version()
