"""What was written and done about an enquiry: messages and history."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.languages.models import LANGUAGE_CHOICES

# What is written into the history beside the steps that people make in the thread.
ASIDE = (
    *("received", "proved", "adopted", "disowned", "date_moved"),
    *("late_owner", "late_head", "late_leader", "late_acknowledgement"),
)


class Message(models.Model):
    """One message of the thread. Internal ones are for officials only. Never edited."""

    class Side(models.TextChoices):
        INVESTOR = "investor", _("investor")
        OFFICIAL = "official", _("official")

    enquiry = models.ForeignKey(
        "enquiries.Enquiry", on_delete=models.PROTECT, related_name="messages"
    )
    side = models.CharField(max_length=10, choices=Side.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.TextField(max_length=10_000)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    internal = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.side} {self.created_at:%Y-%m-%d %H:%M}"


class EnquiryEventQuerySet(models.QuerySet["EnquiryEvent"]):
    def of_the_thread(self) -> Self:
        return self.exclude(move__in=ASIDE)


class EnquiryEvent(models.Model):
    """History of an enquiry: one row a move, written in the transaction of the move."""

    enquiry = models.ForeignKey(
        "enquiries.Enquiry", on_delete=models.PROTECT, related_name="events"
    )
    move = models.CharField(max_length=20)  # a key of `moves.MOVES`, or `received`
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_role = models.CharField(max_length=14, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    # Digest of what was wanted and of the drawing it came from: a second click finds this event.
    wish = models.CharField(max_length=64, blank=True)

    objects = EnquiryEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of an enquiry")
        verbose_name_plural = _("events of enquiries")
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "wish"], condition=~Q(wish=""), name="one_event_per_wish"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.move} {self.at:%Y-%m-%d %H:%M}"
