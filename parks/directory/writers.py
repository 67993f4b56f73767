"""Who may write what of a park, decided in this one place.

An official with "figures.edit" writes of every park, in the state they say. A person with
"own.write" in the body that operates a park writes of that park alone, and what they say comes in
unverified until an official publishes it. Choosing, publishing, withholding and superseding stay
with the officials.
"""

from collections.abc import Collection
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from parks.directory.models import Figure, Park, Plot
from parks.directory.said import Said
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.provenance.confidence import CEILINGS, lowest
from portal.provenance.models import Grade, Source, State
from portal.refusals import Refused

OF_OPERATORS = CEILINGS[Grade.DEVELOPER]  # what a developer's own word carries at most


def is_editor(by: User) -> bool:
    return by.is_superuser or may(by, "figures.edit")


def operates(by: User, park: Park) -> bool:
    return park.operator_id is not None and may(by, "own.write", park.operator_id)


def check_editor(by: User | None) -> None:
    """`None` is the loader, which acts for the officials."""
    if by is not None and not is_editor(by):
        raise PermissionDenied


def check_writer(by: User | None, park: Park) -> None:
    if by is not None and not is_editor(by) and not operates(by, park):
        raise PermissionDenied


def check_sources(by: User | None, sources: Collection[Source]) -> None:
    """A person names where a value comes from; the loader judges by its own rules."""
    if by is not None and not sources:
        raise Refused(_("Name the source of the value: a document, a page, a decision."))


def only_operates(by: User | None, park: Park) -> bool:
    """Writes as the park's operator, and not as an official."""
    return by is not None and not is_editor(by) and operates(by, park)


def admitted(said: Said, by: User | None, park: Park) -> Said:
    """What is written of what was said."""
    if not only_operates(by, park):
        return said
    sure = lowest(said.confidence, OF_OPERATORS)
    return replace(said, state=State.UNVERIFIED, confidence=sure, origin="")


def admitted_plot(
    plot: Plot | None, by: User | None, park: Park, confidence: str
) -> dict[str, str]:
    """The columns of a plot that its writer does not decide. A plot has one row, so what an
    operator says of a published one is unverified again; what is withheld stays so."""
    if not only_operates(by, park):
        return {}
    withheld = plot is not None and plot.state == State.WITHHELD
    state = State.WITHHELD if withheld else State.UNVERIFIED
    return {"state": str(state), "confidence": lowest(confidence, OF_OPERATORS)}


def check_change(by: User | None, figure: Figure) -> None:
    """An operator corrects its own word, as long as no official has made it the authority's."""
    check_writer(by, figure.park)
    if not only_operates(by, figure.park):
        return
    theirs = figure.recorded_for_id == figure.park.operator_id and not figure.origin
    if not theirs or figure.state != State.UNVERIFIED:
        raise Refused(_("This value is not yours to change. Give yours as a new value beside it."))
