"""Where a case can stand: preparation's own short states, then the ten national ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """National numbers as in `data/status_vocabulary.json`, which has the official words.

    Overdue and due soon are computed, never stored.
    """

    PREPARING = "preparing", _("in preparation")
    CHECKING = "checking", _("being pre-checked")
    READY = "ready", _("ready to file on the National Portal")
    DROPPED = "dropped", _("preparation ended")
    SUBMITTED = "1", _("Newly submitted")
    RECEIVED = "2", _("Received")
    NOT_ACCEPTED = "3", _("Not accepted")
    PROCESSING = "4", _("Being processed")
    SUPPLEMENT = "5", _("More papers asked for")
    PAYMENT = "6", _("Payment asked for")
    WITHDRAWN = "7", _("Withdrawn by the applicant")
    STOPPED = "8", _("Processing stopped")
    DONE = "9", _("Result ready")
    RETURNED = "10", _("Result returned")


PREPARATION_STATUSES = (Status.PREPARING, Status.CHECKING, Status.READY, Status.DROPPED)
NATIONAL_STATUSES = tuple(status for status in Status if status not in PREPARATION_STATUSES)
ENDED_STATUSES = (
    Status.DROPPED,
    Status.NOT_ACCEPTED,
    Status.WITHDRAWN,
    Status.STOPPED,
    Status.DONE,
    Status.RETURNED,
)
OPEN_STATUSES = tuple(status for status in Status if status not in ENDED_STATUSES)
# The investor's turn: papers, filing, an answer, a payment, a result to be collected.
WAITING_STATUSES = (
    Status.PREPARING,
    Status.READY,
    Status.SUPPLEMENT,
    Status.PAYMENT,
    Status.DONE,
)
# The clock does not run against the authority while the applicant supplements or pays.
PAUSED_STATUSES = (Status.SUPPLEMENT, Status.PAYMENT)
