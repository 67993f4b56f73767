"""Forms know from which state of the thread they were drawn: `seen`, the count of its steps.

The same wish from the same drawing is a second click, and is answered with the first event.
Another wish from a drawing that is no longer true is refused with what changed meanwhile.
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investors.enquiries.models import Enquiry, EnquiryEvent
from investors.enquiries.story import WORDS
from investors.enquiries.tokens import digest_of_form
from portal.accounts.models import User
from portal.refusals import Refused

# Steps whose message is their line in the story, and so have no word there.
MESSAGES: dict[str, Any] = {
    "reply": pgettext_lazy("step", "Reply"),
    "note": _("Internal note"),
    "write": _("Message from the investor"),
}
MOST_NAMED = 3


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
    changes = [_said(event) for event in since]
    if changes:
        raise Refused(
            format_lazy(
                _("This enquiry changed meanwhile: {changes}. Look at it again first."),
                changes=listed(changes),
            )
        )


def listed(changes: list[Any]) -> Any:
    """The newest few, oldest first."""
    named = changes[-MOST_NAMED:]
    return format_lazy(", ".join(["{}"] * len(named)), *named)


def by_whom(what: Any, who: str) -> Any:
    return format_lazy("{what} ({who})", what=what, who=who) if who else what


def _said(event: EnquiryEvent) -> Any:
    what = MESSAGES.get(event.move) or WORDS.get(event.move, event.move)
    return by_whom(what, str(event.actor) if event.actor and event.actor_role else "")
