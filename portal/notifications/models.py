"""What people are told: the row is the truth, Celery only the trigger."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.languages.models import LANGUAGE_CHOICES

# Who keeps the technical side: every row, never its text. A superuser has every right.
READ = "notifications.read"
UNFINISHED = ("created", "sending", "deferred")


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    INAPP = "inapp", _("in the portal")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(READ) else self.none()

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def due(self, now: datetime) -> Self:
        """To be sent now: waiting long enough, or left behind by a worker whose lease ran out,
        and with no earlier unfinished one of the same stream to the same address."""
        earlier = Delivery.objects.unfinished().filter(
            stream=OuterRef("stream"), address=OuterRef("address"), pk__lt=OuterRef("pk")
        )
        return (
            self.unfinished()
            .filter(Q(stream="") | ~Exists(earlier), next_try_at__lte=now)
            .order_by("next_try_at", "pk")
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

    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, default=Channel.EMAIL
    )
    address = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    # Earlier deliveries of one stream ("case:12", one address, one channel) go first.
    stream = models.CharField(_("order kept within"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CREATED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    mime = models.BinaryField(null=True)
    sealed = models.BinaryField(null=True)  # portal.accounts.sealing, of a JSON object
    sealed_until = models.DateTimeField(null=True)
    attempts_made = models.PositiveSmallIntegerField(_("tries"), default=0)
    # While it is being sent: the end of the lease, when another worker may take it.
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=UNFINISHED),
                name="delivery_unfinished",
            ),
            models.Index(
                fields=["stream", "address", "id"],
                condition=Q(state__in=UNFINISHED),
                name="delivery_stream",
            ),
            models.Index(
                fields=["sealed_until"], condition=Q(sealed__isnull=False), name="delivery_sealed"
            ),
            # The officials' list: newest first, of one state, or to one address.
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
            models.Index(fields=["address", "-id"], name="delivery_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.address} · {self.get_state_display()}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Everybody else's notices do not exist for a person without the right."""
        return self if user.has_perm(READ) else self.in_inbox_of(user)

    def in_inbox_of(self, user: User) -> Self:
        return self.filter(user=user, channel=Channel.INAPP)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One event told to one recipient in one channel, unique by the three."""

    kind = models.CharField(_("kind"), max_length=60)
    event = models.CharField(_("event"), max_length=120)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    address = models.EmailField(_("e-mail"), max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    params = models.JSONField(default=dict)
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "address", "channel"], name="told_once_per_event_and_channel"
            )
        ]
        indexes = [
            models.Index(fields=["user", "-id"], condition=Q(channel="inapp"), name="notice_inbox"),
            models.Index(
                fields=["user"],
                condition=Q(channel="inapp", read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["address", "-id"], name="notice_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.address}"


class Attempt(models.Model):
    """One try of one delivery: when, how long, what the other side answered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    started_at = models.DateTimeField(_("started"))
    duration_ms = models.PositiveIntegerField(_("milliseconds"))
    delivered = models.BooleanField(_("delivered"))
    answer = models.TextField(_("answer of the other side"), blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"


class FanOutQuerySet(models.QuerySet["FanOut"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(READ) else self.none()


class FanOut(models.Model):
    """More than fifty recipients of one event: one row now, notices made by a task.

    Not unique by event: the notices are, so that expanding a second one changes nothing.
    """

    kind = models.CharField(_("kind"), max_length=60)
    event = models.CharField(_("event"), max_length=120)
    recipients = models.JSONField(
        _("recipients")
    )  # [[email, language, user id or null, name], ...]; [] when done
    params = models.JSONField(default=dict)
    stream = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(
        _("recipients so far"), default=0
    )  # how many were expanded
    done_at = models.DateTimeField(_("done"), null=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = FanOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to many")
        verbose_name_plural = _("messages to many")
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="fanout_undone")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event} ({self.position})"
