"""One dossier: prepared here, or mirrored from the one-stop system; its events and pauses."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import Organisation, User
from portal.accounts.roles import desks_seen_by
from portal.languages.models import LANGUAGE_CHOICES


class Status(models.TextChoices):
    """Preparation's own short states, then the ten national ones (`vocabulary.py` has words)."""

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
ENDED_STATUSES = (
    Status.DROPPED,
    Status.NOT_ACCEPTED,
    Status.WITHDRAWN,
    Status.STOPPED,
    Status.DONE,
    Status.RETURNED,
)
# The clock does not run against the authority while the applicant supplements or pays.
PAUSED_STATUSES = (Status.SUPPLEMENT, Status.PAYMENT)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        if user.is_staff:
            return self.filter(desk__in=desks_seen_by(user)) if user.is_active else self.none()
        return self.filter(
            Q(contact_user=user) | Q(organisation__memberships__in=user.memberships.active())
        ).distinct()

    def open(self) -> Self:
        return self.exclude(status__in=ENDED_STATUSES)

    def running(self) -> Self:
        return self.open().exclude(status__in=PAUSED_STATUSES)

    def overdue(self, now: datetime) -> Self:
        """Late is computed, never stored."""
        return self.running().filter(due__lt=timezone.localdate(now))


class Case(models.Model):
    class Kind(models.TextChoices):
        PREPARATION = "preparation", _("preparation file")
        MIRROR = "mirror", _("file followed from the one-stop system")

    class Result(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused_in_writing", _("refused, written answer")

    reference = models.CharField(max_length=20, unique=True)
    secret_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PREPARATION)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PREPARING)
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    # Opaque text of the national system: shown and searched, never parsed.
    national_code = models.CharField(max_length=60, blank=True)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    enquiry = models.ForeignKey(
        Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    title = models.CharField(max_length=200)

    contact_name = models.CharField(max_length=150)
    contact_email = models.EmailField(max_length=254)
    contact_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Three dates kept apart: the official one (appointment slip or import; the one people see),
    # the original one (first official date; performance counts against it), the computed one.
    official_due = models.DateField(null=True, blank=True)
    original_due = models.DateField(null=True, blank=True)
    computed_due = models.DateField(null=True, blank=True)
    # What the worklist orders by: official, else computed; written with them.
    due = models.DateField(null=True, blank=True)
    due_certainty = models.CharField(max_length=12, blank=True)
    due_reason = models.TextField(blank=True)  # why an official set a date by hand
    calendar_version = models.PositiveIntegerField(default=0)
    event_count = models.PositiveIntegerField(default=0)
    event_head = models.CharField(max_length=64, blank=True)
    demonstration = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["due", "id"], name="case_worklist"),
            models.Index(fields=["contact_email"], name="case_contact"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["national_code"], condition=~Q(national_code=""), name="one_national_code"
            ),
            models.CheckConstraint(
                condition=Q(kind="preparation", status__in=PREPARATION_STATUSES)
                | (Q(kind="mirror") & ~Q(status__in=PREPARATION_STATUSES) & ~Q(national_code="")),
                name="mirrors_carry_a_code_and_a_national_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("9", "10")) | ~Q(result=""),
                name="finished_cases_have_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def paused(self) -> bool:
        return self.status in PAUSED_STATUSES

    @property
    def ended(self) -> bool:
        return self.status in ENDED_STATUSES


class Event(models.Model):
    """One line of a case's history, append-only and chained (see `chain.py`).

    The public fields and the salted digest of the payload are in the chain; the payload itself
    may be erased with its salt and the chain stays valid. A database trigger refuses update
    and delete.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=30)
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_role = models.CharField(max_length=14, blank=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    payload_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_event_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.number} {self.move}"


class EventPayload(models.Model):
    """Notes and other personal text of an event, in a row of its own so that it can be erased."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"payload of event {self.event_id}"


class Pause(models.Model):
    """An interval in which the clock does not run against the authority."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    asked_for = models.TextField()  # what the investor must bring, as sent

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_at=None), name="one_open_pause_per_case"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("begins_at")),
                name="pauses_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.begins_at:%Y-%m-%d}"


class Extension(models.Model):
    """More days, with an apology and a reason, dated before the due date."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"
