"""The dossier itself: whose it is, where it stands, and its dates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases.models.status import (
    ENDED_STATUSES,
    OPEN_STATUSES,
    PAUSED_STATUSES,
    PREPARATION_STATUSES,
    WAITING_STATUSES,
    Status,
)
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import Organisation, User
from portal.accounts.roles import bodies_where
from portal.languages.models import LANGUAGE_CHOICES


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """Officials see their desks' cases; people their own, their companies', and those that
        came of their enquiries."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_staff:
            return self.filter(desk__in=bodies_where(user, "cases.read"))
        return self.filter(
            Q(contact_user=user)
            | Q(enquiry__contact_user=user)
            | Q(organisation__in=bodies_where(user, "own.read"))
        )

    def opened_by_proof(self, references: Iterable[str]) -> Self:
        """Of those that a browser has proved, and those of its enquiries; one whose secret was
        taken away opens no more."""
        proved = list(references)
        return self.filter(
            Q(reference__in=proved) | Q(enquiry__reference__in=proved) & ~Q(enquiry__secret_hash="")
        ).exclude(secret_hash="")

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATUSES)

    def paused(self) -> Self:
        return self.filter(status__in=PAUSED_STATUSES)

    def waiting_for_investor(self) -> Self:
        """They go on, or are collected, only when the investor does something."""
        return self.filter(status__in=WAITING_STATUSES)

    def running(self) -> Self:
        """The authority's turn: the clock runs."""
        return self.filter(status__in=[s for s in OPEN_STATUSES if s not in PAUSED_STATUSES])

    def overdue(self, now: datetime) -> Self:
        """Late is computed, never stored."""
        return self.running().filter(due__lt=timezone.localdate(now))

    def to_settle(self) -> Self:
        """Received and running, and either without a date or with two that differ."""
        return self.filter(
            Q(due=None) | Q(official_due__isnull=False) & ~Q(official_due=F("computed_due")),
            status__in=[Status.RECEIVED, Status.PROCESSING],
        )

    def for_worklists(self) -> Self:
        """With what an officials' list shows of each."""
        return self.select_related("owner", "version")


class Case(models.Model):
    class Kind(models.TextChoices):
        PREPARATION = "preparation", _("preparation file")
        MIRROR = "mirror", _("file followed from the one-stop system")

    class Result(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused_in_writing", _("refused, written answer")

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    # Of the enquiry it came from: one secret opens both.
    secret_hash = models.CharField(max_length=64)
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.PREPARATION
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PREPARING
    )
    result = models.CharField(_("result"), max_length=20, choices=Result.choices, blank=True)
    # Opaque text of the national system: shown and searched, never parsed.
    national_code = models.CharField(_("national code"), max_length=60, blank=True)
    version = models.ForeignKey(
        ProcedureVersion,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("version of the procedure"),
    )
    enquiry = models.ForeignKey(
        Enquiry,
        verbose_name=_("enquiry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    title = models.CharField(_("title"), max_length=200)

    contact_name = models.CharField(_("name of the contact"), max_length=150)
    contact_company = models.CharField(_("company"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"), max_length=254)
    contact_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    desk = models.ForeignKey(
        Organisation, verbose_name=_("desk"), on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("official in charge"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    owner_since = models.DateTimeField(_("owner since"), null=True, blank=True)

    created_at = models.DateTimeField(_("opened at"), default=timezone.now)
    status_since = models.DateTimeField(_("status since"), default=timezone.now)
    submitted_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # Three dates kept apart: the official one (appointment slip or import; the one people see),
    # the original one (the first shown; performance counts against it), the computed one.
    official_due = models.DateField(_("date of the slip"), null=True, blank=True)
    original_due = models.DateField(_("first date given"), null=True, blank=True)
    computed_due = models.DateField(_("date counted"), null=True, blank=True)
    # What people see and the worklist orders by: official, else computed; none while paused.
    due = models.DateField(_("due date"), null=True, blank=True)
    due_certainty = models.CharField(
        _("certainty of the date counted"), max_length=12, blank=True
    )  # of the computed one
    due_reason = models.TextField(
        _("reason for the date"), blank=True
    )  # why an official set a date by hand
    calendar_version = models.PositiveIntegerField(_("version of the calendar"), default=0)
    # How far up a coming or passed date was told; starts anew when the date changes.
    escalated = models.PositiveSmallIntegerField(_("told up to"), default=0)
    # Count and head of its chain of events (`chain.py`).
    event_count = models.PositiveIntegerField(_("number of events"), default=0)
    event_head = models.CharField(max_length=64, blank=True)
    demonstration = models.BooleanField(_("demonstration"), default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(
                fields=["due", "id"], condition=Q(status__in=OPEN_STATUSES), name="case_worklist"
            ),
            models.Index(
                fields=["owner", "due", "id"],
                condition=Q(status__in=OPEN_STATUSES),
                name="case_of_owner",
            ),
            models.Index(
                fields=["due", "id"],
                condition=Q(status__in=[Status.SUBMITTED, Status.DONE]),
                name="case_of_one_stop",
            ),
            models.Index(fields=["contact_email"], name="case_contact"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["national_code"], condition=~Q(national_code=""), name="one_national_code"
            ),
            models.CheckConstraint(
                condition=Q(kind="preparation", status__in=PREPARATION_STATUSES, national_code="")
                | (Q(kind="mirror") & ~Q(status__in=PREPARATION_STATUSES) & ~Q(national_code="")),
                name="mirrors_carry_a_code_and_a_national_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("9", "10")) | ~Q(result=""),
                name="finished_cases_have_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("2", "4", "9", "10")) | Q(received_at__isnull=False),
                name="cases_in_process_were_received",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED_STATUSES, closed_at__isnull=False)
                | Q(status__in=OPEN_STATUSES, closed_at=None),
                name="ended_cases_have_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def seen(self) -> int:
        """The count of its events, which its forms carry."""
        return self.event_count

    @property
    def paused(self) -> bool:
        return self.status in PAUSED_STATUSES

    @property
    def ended(self) -> bool:
        return self.status in ENDED_STATUSES

    @property
    def mirrored(self) -> bool:
        return self.kind == self.Kind.MIRROR
