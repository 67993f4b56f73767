"""The table of steps that officials make of a value on their worklist, and the one way to make one.

Each is a verb of `figures.py`; the page draws its forms from the same table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parks.directory.figures import change, choose, set_state, supersede
from parks.directory.models import Figure, FigureEvent, Park
from parks.directory.said import said_of
from parks.directory.writers import check_editor, is_editor
from portal.accounts.models import User
from portal.desk.drawing import OUT_OF_DATE
from portal.provenance.models import Source, State
from portal.refusals import Refused

# What a step asks for; each is a field of its form.
WHY, PROOF, NEXT_REVIEW, PLACE = "why", "proof", "next_review", "place"


@dataclass(frozen=True)
class Wish:
    """What came with a step. `takes_place`: shown from now on, the one shown so far superseded."""

    why: str = ""
    sources: tuple[Source, ...] = ()
    as_of: str = ""
    next_review: date | None = None
    takes_place: bool = False
    reasons: dict[str, str] = field(default_factory=dict)


def _confirm(figure: Figure, wish: Wish, by: User) -> None:
    said = replace(
        said_of(figure), sources=wish.sources, as_of=wish.as_of, review_due=wish.next_review
    )
    change(figure, said, by=by, reason=wish.why, verb="review")


def _publish(figure: Figure, wish: Wish, by: User) -> None:
    set_state(figure, State.PUBLISHED, by=by, reason=wish.why)
    if wish.takes_place:
        choose(figure, by=by, reasons=wish.reasons, superseding=True)


def _withhold(figure: Figure, wish: Wish, by: User) -> None:
    set_state(figure, State.WITHHELD, by=by, reason=wish.why)


def _supersede(figure: Figure, wish: Wish, by: User) -> None:
    supersede(figure, by=by, reason=wish.why)


@dataclass(frozen=True)
class Step:
    """`verb` is what the history calls it; `open_to_it` says of which values it can be made."""

    label: Any
    verb: str
    needs: tuple[str, ...]
    act: Callable[[Figure, Wish, User], None]
    open_to_it: Callable[[Figure], bool]
    hint: Any = ""


STEPS: dict[str, Step] = {
    "publish": Step(
        _("Publish it"),
        State.PUBLISHED,
        (WHY, PLACE),
        _publish,
        lambda figure: figure.state != State.PUBLISHED and figure.superseded_by_id is None,
        _("You have compared it with its source."),
    ),
    "confirm": Step(
        _("Still right"),
        "review",
        (PROOF, NEXT_REVIEW, WHY),
        _confirm,
        lambda figure: figure.state != State.WITHHELD and figure.superseded_by_id is None,
        _("The value stays; say which source of which date says so, and when to look again."),
    ),
    "supersede": Step(
        _("A newer value has taken its place"),
        "supersede",
        (WHY,),
        _supersede,
        lambda figure: not figure.chosen and figure.superseded_by_id is None,
        _("It stays readable among the other values, and counts nowhere."),
    ),
    "withhold": Step(
        _("Withhold it"),
        State.WITHHELD,
        (WHY,),
        _withhold,
        lambda figure: figure.state != State.WITHHELD,
        _("Readers then find “not published”."),
    ),
}


def steps_open_to(user: User, figure: Figure) -> dict[str, Step]:
    if not is_editor(user):
        return {}
    return {name: step for name, step in STEPS.items() if step.open_to_it(figure)}


@transaction.atomic
def take_step(pk: int, name: str, wish: Wish, *, seen: int, by: User) -> None:
    """`seen` is the last change that the page was drawn after. A second click is answered like
    the first; whoever did not see what a colleague changed looks again."""
    check_editor(by)
    figure = Figure.objects.select_related("park").get(pk=pk)
    Park.objects.select_for_update().only("pk").get(pk=figure.park_id)
    figure.refresh_from_db()
    step = STEPS[name]
    later = list(FigureEvent.objects.filter(figure=figure, pk__gt=seen).order_by("pk"))
    if later and (later[0].actor_id, later[0].verb) == (by.pk, str(step.verb)):
        return
    if later or name not in steps_open_to(by, figure):
        raise Refused(OUT_OF_DATE)
    step.act(figure, wish, by)
