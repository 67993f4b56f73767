"""A thread's answer to a second click and to a form that is no longer true (`portal.desk.drawing`).

Each event keeps the digest of the wish that made it.
"""

import hmac
import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investors.enquiries.models import Enquiry, EnquiryEvent
from investors.enquiries.story import WORDS
from portal.accounts.models import User
from portal.desk.drawing import OUT_OF_DATE, by_whom, refuse_changed
from portal.keys import keys_for
from portal.refusals import Refused

# Steps whose message is their line in the story, and so have no word there.
MESSAGES: dict[str, Any] = {
    "reply": pgettext_lazy("step", "Reply"),
    "note": _("Internal note"),
    "write": _("Message from the investor"),
}


def digests_of_wish(seen: int, name: str, by: User | None, **wish: object) -> list[str]:
    """The same for the same step with the same words, by the same person, from one drawing.

    The first is kept, the others are of keys before it. Keyed, because a short message could be
    guessed from a plain digest of it.
    """
    words = {"seen": seen, "step": name, "by": by.pk if by else None, **wish}
    text = json.dumps(words, sort_keys=True, default=str, ensure_ascii=False)
    return [hmac.new(key, text.encode(), "sha256").hexdigest() for key in keys_for("wish")]


def made_before(enquiry: Enquiry, digests: list[str]) -> EnquiryEvent | None:
    """The event of the first click. Ask with the enquiry locked."""
    return enquiry.events.filter(wish__in=digests).first()


def check_drawn(enquiry: Enquiry, seen: int) -> None:
    """Raises `Refused` when no page of this enquiry can carry that count yet."""
    if seen > enquiry.events.of_the_thread().count():
        raise Refused(OUT_OF_DATE)


def check_unchanged(enquiry: Enquiry, seen: int) -> None:
    """Raises `Refused` when steps were made since the form was drawn, or it was drawn of none."""
    check_drawn(enquiry, seen)
    since = enquiry.events.of_the_thread().select_related("actor").order_by("pk")[seen:]
    sentence = _("This enquiry changed meanwhile: {changes}. Look at it again first.")
    refuse_changed(sentence, [_said(event) for event in since])


def _said(event: EnquiryEvent) -> Any:
    what = MESSAGES.get(event.move) or WORDS.get(event.move, event.move)
    return by_whom(what, str(event.actor) if event.actor and event.actor_role else "")
