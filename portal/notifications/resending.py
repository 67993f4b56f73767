"""Sending again what failed for good; an official's decision, written to the admin's log."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import may
from portal.notifications.models import Delivery
from portal.notifications.nudging import nudge
from portal.refusals import Refused

RIGHT = "notifications.resend"


@transaction.atomic
def send_again(pk: int, by: User) -> None:
    """Raises `Refused` where there is nothing to send again, `Delivery.DoesNotExist` where
    there is no such row for this person."""
    if not may(by, RIGHT):
        raise Refused(_("Your role does not send messages again."))
    delivery = Delivery.objects.visible_to(by).select_for_update().get(pk=pk)
    if delivery.state != Delivery.State.FAILED:
        raise Refused(_("Only a message that failed for good is sent again."))
    if delivery.sealed_until is not None and (
        delivery.sealed is None or delivery.sealed_until <= timezone.now()
    ):
        raise Refused(_("This message carried a code that has expired. A new one must be asked."))
    delivery.state = Delivery.State.CREATED
    delivery.attempts_made = 0
    delivery.next_try_at = timezone.now()
    delivery.save(update_fields=["state", "attempts_made", "next_try_at"])
    LogEntry.objects.log_actions(
        by.pk, [delivery], CHANGE, str(_("Sent again.")), single_object=True
    )
    transaction.on_commit(nudge, robust=True)
