"""What is said of each status: what comes next, and what the investor must do."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from investors.cases.models import Status

# Where the button of what must be done leads.
THREAD, PORTAL, ASKED = "thread", "portal", "asked"


@dataclass(frozen=True)
class Words:
    tone: str  # of `pieces/status.html`
    next: Any = ""
    must: Any = ""
    where: str = ""


WORDS: dict[str, Words] = {
    Status.PREPARING: Words(
        "info",
        _("An official looks through your papers"),
        _("Collect the papers of this procedure and say when you have them"),
        THREAD,
    ),
    Status.CHECKING: Words(
        "info", _("The official says what is missing, or that it is ready to file")
    ),
    Status.READY: Words(
        "ok",
        _("After you have filed it, the one-stop desk receives it"),
        _("File it on the National Public Service Portal"),
        PORTAL,
    ),
    Status.DROPPED: Words("neutral"),
    Status.SUBMITTED: Words("info", _("The one-stop desk checks and receives it")),
    Status.RECEIVED: Words("info", _("A specialist starts processing it")),
    Status.NOT_ACCEPTED: Words(
        "neutral", "", _("Correct what the refusal slip names and file again, or ask us"), THREAD
    ),
    Status.PROCESSING: Words("info", _("The authority decides, and the result is ready")),
    Status.SUPPLEMENT: Words(
        "paused",
        _("When your papers arrive, the clock runs again"),
        _("File the papers that are asked for"),
        ASKED,
    ),
    Status.PAYMENT: Words(
        "paused", _("When you have paid, it goes on"), _("Pay what is asked for"), ASKED
    ),
    Status.WITHDRAWN: Words("neutral"),
    Status.STOPPED: Words("neutral"),
    Status.DONE: Words(
        "ok",
        _("The result is handed over"),
        _("Collect the result as your appointment slip says"),
    ),
    Status.RETURNED: Words("ok"),
}
