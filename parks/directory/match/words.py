"""A match in words: what each need found in a park, with the value and date that say so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from parks.directory.derived import NEAREST
from parks.directory.kinds import KINDS, UNITS
from parks.directory.match.needs import NEEDS, Need, Needs
from parks.directory.match.score import MET, UNKNOWN, UNMET, Fit, Verdict
from parks.directory.models import Figure, Park
from parks.directory.phases.showing import ShownRow
from parks.directory.record_shown import status_shown
from parks.directory.showing import ShownFigure, show
from portal.languages.marked import dated, fill, valued
from portal.languages.numbers import number_in_words
from portal.languages.printed import date_in_words

_PLACES = {"port": NEAREST[0].places, "border": NEAREST[2].places}
TONES = {MET: "ok", UNKNOWN: "neutral", UNMET: "late"}


@dataclass(frozen=True)
class Part:
    """One need and what a park says to it; `figure` proves it, None: nothing is published."""

    label: Any
    wanted: str
    asked: str  # the same for machines
    verdict: Verdict
    tone: str
    word: Any
    must: bool
    found: str  # HTML
    figure: ShownFigure | None
    beside: tuple[tuple[str, ShownRow], ...] = ()  # what else is published: HTML, and its proof


@dataclass(frozen=True)
class Side:
    """The must-haves of a match, or the other needs: what was found, and what nobody published."""

    title: Any
    told: list[Part]
    silent: list[Part]

    def __bool__(self) -> bool:
        return bool(self.told or self.silent)


@dataclass(frozen=True)
class Match:
    park: Park
    fit: Fit
    musts: Side
    others: Side

    @property
    def parts(self) -> list[Part]:
        return [part for side in (self.musts, self.others) for part in (*side.told, *side.silent)]


def kinds_wanted(needs: Needs) -> set[str]:
    return {kind for key in needs.wanted for kind in NEEDS[key].kinds}


def in_words(
    park: Park,
    fit: Fit,
    needs: Needs,
    figures: list[Figure],
    sector: str,
    phases: Sequence[ShownRow] = (),
) -> Match:
    """`phases`: those with an end, of a park that is not in operation."""
    parts = [
        _start(value, verdict, key in needs.must, park, phases)
        if key == "start"
        else _part(NEEDS[key], value, verdict, key in needs.must, figures, sector)
        for (key, value), verdict in zip(needs.wanted.items(), fit.verdicts, strict=True)
    ]
    musts = [part for part in parts if part.must]
    others = [part for part in parts if not part.must]
    return Match(park, fit, _side(_("Must have"), musts), _side(_("Besides"), others))


def _side(title: Any, parts: list[Part]) -> Side:
    silent = [part for part in parts if part.verdict == UNKNOWN and not part.found]
    return Side(title, [part for part in parts if part not in silent], silent)


def _part(
    need: Need,
    value: Any,
    verdict: Verdict,
    must: bool,
    figures: list[Figure],
    sector: str,
) -> Part:
    proof = _proof(need, figures)
    found = _found(need, verdict, proof)
    return _answer(need, wanted_in_words(need, value, sector), value, verdict, must, found, proof)


def _start(
    asked: str, verdict: Verdict, must: bool, park: Park, phases: Sequence[ShownRow]
) -> Part:
    """The verdict rests on the status alone: the period of a phase is no day of readiness."""
    need, status = NEEDS["start"], status_shown(park)
    found = _dated(str(status.value), status)
    if verdict == UNKNOWN:
        said = _("%(status)s; whether land is ready by %(asked)s is not published")
        found = fill(said, {"status": found, "asked": dated(asked)})
    part = _answer(need, wanted_in_words(need, asked), asked, verdict, must, found, status)
    return replace(part, beside=tuple((_period(phase), phase) for phase in phases))


def _period(phase: ShownRow) -> str:
    name = format_html("<span data-name>{}</span>", phase.name)
    if phase.word:
        name = format_html("{} ({})", name, phase.word)
    said = _("the published period of %(phase)s ends %(date)s")
    return fill(said, {"phase": name, "date": phase.until})


def _answer(
    need: Need,
    wanted: str,
    value: Any,
    verdict: Verdict,
    must: bool,
    found: str,
    proof: ShownFigure | None,
) -> Part:
    words = {MET: _("met"), UNKNOWN: _("not published"), UNMET: _("not met")}
    return Part(
        label=need.label,
        wanted=wanted,
        asked=str(value),
        verdict=verdict,
        tone=TONES[verdict],
        word=words[verdict],
        must=must,
        found=found,
        figure=proof,
    )


def wanted_in_words(need: Need, value: Any, sector: str = "") -> str:
    """ "1,200 m³/day", "column B", the name of the sector."""
    if need.key == "sector":
        return sector or str(value)
    if need.key == "column":
        return _("column %(letter)s") % {"letter": value}
    if value is True:
        return _("yes")
    if need.key == "start":
        return date_in_words(str(value))
    return f"{number_in_words(value)} {UNITS[need.unit]}".strip() if need.unit else str(value)


def _proof(need: Need, figures: list[Figure]) -> ShownFigure | None:
    """The figure that answers first: what is free before what there is in all."""
    for kind in need.kinds:
        mine = [figure for figure in figures if figure.kind == kind and figure.chosen]
        if need.key in _PLACES:
            mine = [figure for figure in mine if figure.item in _PLACES[need.key]]
            mine.sort(key=lambda figure: figure.value or Decimal(0))
        if mine:
            return show(mine[0])
    return None


def _found(need: Need, verdict: Verdict, proof: ShownFigure | None) -> str:
    if need.key == "sector":
        return (
            _("preferred here")
            if verdict == MET
            else _("not among the preferred sectors it published")
            if proof
            else ""
        )
    if proof is None:
        return ""
    if need.key in _PLACES:
        km = valued(proof.number, proof.value)
        said = _("about %(km)s km in a straight line to %(place)s")
        return fill(said, {"km": km, "place": proof.name})
    value = format_html("{} {}", proof.value, proof.unit) if proof.unit else proof.value
    said = format_html("{}: {}", KINDS[proof.kind].label, valued(proof.machine, value))
    if proof.stage:
        said = format_html("{} ({})", said, proof.stage)
    said = _dated(said, proof)
    if verdict == UNKNOWN and len(need.kinds) > 1 and proof.kind == need.kinds[-1]:
        return fill(_("%(said)s; how much of it is free is not published"), {"said": said})
    return said


def _dated(said: str, proof: ShownFigure | None) -> str:
    if proof is None or not proof.as_of:
        return said
    return fill(_("%(said)s, as of %(date)s"), {"said": said, "date": proof.as_of})


def letter(needs: Needs, sector: str) -> str:
    """The needs as the beginning of an enquiry."""
    lines = [_("We look for:")]
    for key, value in needs.wanted.items():
        need = NEEDS[key]
        line = f"- {need.label}: {wanted_in_words(need, value, sector)}"
        lines.append(f"{line} ({_('must have')})" if key in needs.must else line)
    return "\n".join(lines)
