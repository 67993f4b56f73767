"""A case's history: append-only, chained; personal text apart, so that it can be erased."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases.models.case import Case


class Event(models.Model):
    """One line of history (see `chain.py`).

    The fields here and the salted digest of the payload are in the chain; the payload itself
    may be erased with its salt and the chain stays valid. The database refuses to change, replace
    or delete an event (`portal/append_only.py`), and of a payload anything but its erasing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=30)  # a key of `moves.MOVES`, or of `story.OTHERS`
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_role = models.CharField(max_length=14, blank=True)
    at = models.DateTimeField()  # when it happened, which a mirror may learn later
    recorded_at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)  # impersonal: dates, days, result, the case's row
    previous = models.CharField(max_length=64, blank=True)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_event_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.number} {self.move}"


class EventPayload(models.Model):
    """Notes, lists and codes of an event. Erasing empties `data` and `salt`."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32, blank=True)
    data = models.JSONField(default=dict)
    # Salted like the rest: digest of what was wanted, by which a second click finds the event.
    wish = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"payload of event {self.event_id}"
