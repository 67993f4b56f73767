"""A case's answer to a second click and to a form that is no longer true (`portal.desk.drawing`).

The salted digest of a wish is kept with the event's payload, not the wish itself.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from investors.cases.chain import digest_of_payload
from investors.cases.models import Case, Event
from investors.cases.moves import MOVES, Given
from investors.cases.story import OTHERS
from portal.accounts.models import User
from portal.desk.drawing import OUT_OF_DATE, by_whom, plain, refuse_changed
from portal.refusals import Refused


def made_before(case: Case, seen: int, name: str, by: User, given: Given) -> Event | None:
    """The event of the first click. Ask with the case locked."""
    first = case.events.filter(number=seen + 1, move=name, actor=by).select_related("payload")
    for event in first:
        if digest_of_payload(event.payload.salt, plain(given)) == event.payload.wish:
            return event
    return None


def check_unchanged(case: Case, seen: int) -> None:
    """Raises `Refused` when something happened to the case since the form was drawn."""
    if seen == case.event_count:
        return
    since = case.events.filter(number__gt=seen).select_related("actor").order_by("number")
    changes = [_said(event) for event in since]
    if not changes:
        raise Refused(OUT_OF_DATE)
    refuse_changed(_("This case changed meanwhile: {changes}. Look at it again first."), changes)


def _said(event: Event) -> Any:
    move = MOVES.get(event.move)
    return by_whom(move.said if move else OTHERS[event.move], str(event.actor or ""))
