"""A thread's answer to a second click and to a form that is no longer true (`portal.desk.drawing`).

Each event keeps the digest of the wish that made it.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investors.enquiries.models import Enquiry, EnquiryEvent
from investors.enquiries.story import WORDS
from investors.enquiries.tokens import digest_of_form
from portal.accounts.models import User
from portal.desk.drawing import by_whom, refuse_changed

# Steps whose message is their line in the story, and so have no word there.
MESSAGES: dict[str, Any] = {
    "reply": pgettext_lazy("step", "Reply"),
    "note": _("Internal note"),
    "write": _("Message from the investor"),
}


def digest_of_wish(seen: int, name: str, by: User | None, **wish: object) -> str:
    """The same for the same step with the same words, by the same person, from one drawing."""
    person = by.pk if by else None
    return digest_of_form(str(seen), {"step": name, "by": person, **wish})


def made_before(enquiry: Enquiry, digest: str) -> EnquiryEvent | None:
    """The event of the first click. Ask with the enquiry locked."""
    return enquiry.events.filter(wish=digest).first()


def check_unchanged(enquiry: Enquiry, seen: int) -> None:
    """Raises `Refused` when steps were made since the form was drawn."""
    since = enquiry.events.of_the_thread().select_related("actor").order_by("pk")[seen:]
    sentence = _("This enquiry changed meanwhile: {changes}. Look at it again first.")
    refuse_changed(sentence, [_said(event) for event in since])


def _said(event: EnquiryEvent) -> Any:
    what = MESSAGES.get(event.move) or WORDS.get(event.move, event.move)
    return by_whom(what, str(event.actor) if event.actor and event.actor_role else "")
