"""What this room keeps about a person, for export and erasure."""

from portal.accounts.privacy import Room, Rows, register
from portal.notifications.models import Attempt, Delivery, FanOut, Notice

ERASED = "erased@erased.invalid"


def _export(email: str) -> Rows:
    notices = Notice.objects.filter(address__iexact=email).order_by("pk")
    deliveries = Delivery.objects.filter(address__iexact=email).order_by("pk")
    told = ("kind", "event", "channel", "name", "language", "params", "created_at")
    sent = ("message_id", "state", "created_at", "delivered_at")
    return {
        "notices": [dict(row) for row in notices.values(*told)],
        "mails": [dict(row) for row in deliveries.values(*sent)],
    }


def _erase(email: str) -> list[str]:
    """Nothing is sent there any more, and no row says to whom one went."""
    for row in FanOut.objects.select_for_update().filter(done_at=None):
        # Emptied, not removed: `position` counts places in this list.
        for recipient in row.recipients:
            if recipient[0].lower() == email.lower():
                recipient[:] = ["", recipient[1], None, ""]  # `fanning` leaves it out
        row.save(update_fields=["recipients"])
    mine = Delivery.objects.filter(address__iexact=email)
    mine.exclude(state=Delivery.State.DELIVERED).update(
        state=Delivery.State.SUPPRESSED, reason="The person was erased."
    )
    Attempt.objects.filter(delivery__in=mine).update(answer="")
    Notice.objects.filter(address__iexact=email).delete()
    mails = mine.update(address=ERASED, mime=None, sealed=None)
    return [f"{mails} mails are kept as counts, without address and text."] if mails else []


register(Room("notifications", _export, _erase))
