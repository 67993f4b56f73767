"""What people are told: the row is the truth, Celery only the trigger."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.languages.models import LANGUAGE_CHOICES


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    INAPP = "inapp", _("in the portal")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        """Waiting and due, or left behind by a worker whose lease ran out."""
        return self.filter(
            Q(state__in=[Delivery.State.CREATED, Delivery.State.DEFERRED], next_try_at__lte=now)
            | Q(state=Delivery.State.SENDING, lease_until__lt=now)
        )


class Delivery(models.Model):
    """What is sent: one or several notices to one address.

    The MIME text is rendered at the first attempt and kept, with its Message-ID, so that a
    repetition after a crash is the same message. A message that carries a code or a secret is
    rendered from `sealed` each time and never stored; `sealed` is wiped on delivery or expiry.
    """

    class State(models.TextChoices):
        CREATED = "created", _("waiting")
        SENDING = "sending", _("being sent")
        DELIVERED = "delivered", _("delivered")
        DEFERRED = "deferred", _("to be tried again")
        FAILED = "failed", _("failed for good")
        SUPPRESSED = "suppressed", _("not sent")

    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    # Earlier deliveries of one stream ("case:12", one address, one channel) go first.
    stream = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CREATED)
    reason = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    mime = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)
    sealed_until = models.DateTimeField(null=True)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=["created", "deferred", "sending"]),
                name="delivery_unfinished",
            ),
            models.Index(
                fields=["stream", "address", "id"],
                condition=Q(state__in=["created", "deferred", "sending"]),
                name="delivery_stream",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.address} {self.state}"


class Notice(models.Model):
    """One event told to one recipient in one channel, unique by the three."""

    kind = models.CharField(max_length=60)
    event = models.CharField(max_length=120)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    params = models.JSONField(default=dict)
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "address", "channel"], name="told_once_per_event_and_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["user", "-created_at"],
                condition=Q(channel="inapp"),
                name="notice_inbox",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event} → {self.address}"


class Attempt(models.Model):
    """One try of one delivery: when, how long, what the other side answered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    started_at = models.DateTimeField()
    duration_ms = models.PositiveIntegerField()
    delivered = models.BooleanField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.started_at:%Y-%m-%d %H:%M:%S}"


class FanOut(models.Model):
    """More than fifty recipients of one event: one row now, notices made by a task."""

    kind = models.CharField(max_length=60)
    event = models.CharField(max_length=120, unique=True)
    recipients = models.JSONField()  # [[email, language, user id or null, name], ...]
    params = models.JSONField(default=dict)
    stream = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)  # how many were expanded
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.event} ({len(self.recipients)})"
