"""For `/readyz`: how long the oldest mail that could leave has been waiting."""

from datetime import datetime, timedelta

from portal.notifications.models import Delivery


def oldest_due_age(now: datetime) -> timedelta:
    """Zero when nothing is due. What waits for its next try or behind another is not due."""
    oldest = Delivery.objects.due(now).values_list("next_try_at", flat=True).first()
    return now - oldest if oldest else timedelta(0)
