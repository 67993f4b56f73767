"""An investor's question or obstacle, its thread, and the norm it is answered by."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.email_codes import EmailCode
from investors.procedures.models import Procedure
from parks.directory.models import Park
from portal.accounts.models import Organisation, User
from portal.accounts.roles import bodies_where
from portal.languages.models import LANGUAGE_CHOICES

__all__ = ["EmailCode", "Enquiry", "EnquiryEvent", "Message", "Norm", "NormEvent"]


class Norm(models.Model):
    """Response times the authority sets itself, in working days.

    Without the number of a decision it is a trial and shown as one.
    """

    valid_from = models.DateField(unique=True)
    acknowledge_days = models.PositiveSmallIntegerField(default=1)
    answer_days = models.PositiveSmallIntegerField(default=3)
    consulted_answer_days = models.PositiveSmallIntegerField(default=7)
    decision_number = models.CharField(max_length=100, blank=True)
    decision_url = models.URLField(blank=True)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("response norm")
        verbose_name_plural = _("response norms")

    def __str__(self) -> str:
        return self.decision_number or str(_("trial norm"))


class NormEvent(models.Model):
    """One change of the norms: who, when, what. Written by `norms.set_norm`, never edited."""

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="events")
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of a response norm")
        verbose_name_plural = _("changes of response norms")

    def __str__(self) -> str:
        return f"{self.norm} {self.at:%Y-%m-%d}"


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, user: User) -> Self:
        """Officials see their desks' enquiries; people their own and their companies'."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_staff:
            return self.filter(desk__in=bodies_where(user, "enquiries.read"))
        return self.filter(
            Q(contact_user=user) | Q(organisation__in=bodies_where(user, "own.read"))
        )

    def open(self) -> Self:
        return self.exclude(status=Enquiry.Status.CLOSED)

    def unanswered(self) -> Self:
        return self.filter(status__in=[Enquiry.Status.NEW, Enquiry.Status.TAKEN])

    def overdue(self, now: datetime) -> Self:
        return self.unanswered().filter(answer_due__lt=timezone.localdate(now))


class Enquiry(models.Model):
    class Kind(models.TextChoices):
        ADVICE = "advice", _("Question or request for advice")
        OBSTACLE = "obstacle", _("Obstacle to be removed")

    class Status(models.TextChoices):
        NEW = "new", _("waiting for an official")
        TAKEN = "taken", _("being answered")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    reference = models.CharField(max_length=20, unique=True)
    # HMAC of a secret of 128 bits or more; a slow hash would add nothing to that much entropy.
    secret_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ADVICE)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000)
    sector = models.CharField(max_length=200, blank=True)
    parks = models.ManyToManyField(Park, blank=True, related_name="+")
    procedure = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Digest of the form's one-time token: a double click or a retry finds the same enquiry.
    form_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001

    contact_name = models.CharField(max_length=150)
    contact_company = models.CharField(max_length=200, blank=True)
    contact_country = models.CharField(max_length=2, blank=True)
    contact_email = models.EmailField(max_length=254)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries"
    )
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    email_proved_at = models.DateTimeField(null=True, blank=True)
    consent_version = models.CharField(max_length=20)

    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Another body that was asked: the answer then follows the longer norm.
    consulted = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    norm = models.ForeignKey(Norm, null=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(default=timezone.now)
    # When the term of the answer began: at receipt, or when it was opened again.
    clock_from = models.DateTimeField(default=timezone.now)
    acknowledge_due = models.DateField(null=True)
    answer_due = models.DateField(null=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Of the working days its dates were counted with.
    calendar_version = models.PositiveIntegerField(default=0)
    # How far up a coming or passed date was told; starts anew when the date changes.
    escalated = models.PositiveSmallIntegerField(default=0)
    demonstration = models.BooleanField(default=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        indexes = [
            models.Index(
                fields=["answer_due", "id"],
                condition=Q(status__in=["new", "taken"]),
                name="enquiry_worklist",
            ),
            models.Index(
                fields=["owner", "answer_due", "id"],
                condition=Q(status__in=["new", "taken"]),
                name="enquiry_of_owner",
            ),
            models.Index(fields=["contact_email"], name="enquiry_contact"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="new") | Q(acknowledged_at__isnull=False),
                name="taken_enquiries_are_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_at__isnull=False),
                name="answered_enquiries_have_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None)),
                name="closed_enquiries_have_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"


class Message(models.Model):
    """One message of the thread. Internal ones are for officials only. Never edited."""

    class Side(models.TextChoices):
        INVESTOR = "investor", _("investor")
        OFFICIAL = "official", _("official")

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="messages")
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


class EnquiryEvent(models.Model):
    """History of an enquiry: one row a move, written in the transaction of the move."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(max_length=20)  # a key of `moves.MOVES`, or `received`
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_role = models.CharField(max_length=14, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of an enquiry")
        verbose_name_plural = _("events of enquiries")

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.move} {self.at:%Y-%m-%d %H:%M}"
