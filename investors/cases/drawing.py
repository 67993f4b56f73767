"""Forms know from which state of a case they were drawn: `seen`, the count of its events.

The same wish from the same drawing is a second click, and is answered with the first event.
Another wish from a drawing that is no longer true is refused with what changed meanwhile.
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.cases.chain import digest_of_payload
from investors.cases.models import Case, Event
from investors.cases.moves import MOVES, Given
from investors.cases.story import OTHERS
from investors.enquiries.drawing import by_whom, listed
from portal.accounts.models import User
from portal.refusals import Refused


def wish_of(given: Given) -> dict[str, Any]:
    """All that came with a step. Its salted digest is kept with the event, not itself."""
    return {
        **vars(given),
        "papers": list(given.papers),
        "due": given.due.isoformat() if given.due else None,
        "person": given.person.pk if given.person else None,
        "at": given.at.isoformat() if given.at else None,
    }


def made_before(case: Case, seen: int, name: str, by: User, given: Given) -> Event | None:
    """The event of the first click. Ask with the case locked."""
    first = case.events.filter(number=seen + 1, move=name, actor=by).select_related("payload")
    for event in first:
        if digest_of_payload(event.payload.salt, wish_of(given)) == event.payload.wish:
            return event
    return None


def check_unchanged(case: Case, seen: int) -> None:
    """Raises `Refused` when something happened to the case since the form was drawn."""
    if seen == case.event_count:
        return
    since = case.events.filter(number__gt=seen).select_related("actor").order_by("number")
    changes = [_said(event) for event in since]
    if not changes:
        raise Refused(_("This form was not drawn from this case. Look at it again first."))
    raise Refused(
        format_lazy(
            _("This case changed meanwhile: {changes}. Look at it again first."),
            changes=listed(changes),
        )
    )


def _said(event: Event) -> Any:
    move = MOVES.get(event.move)
    return by_whom(move.said if move else OTHERS[event.move], str(event.actor or ""))
