"""An investor's question or obstacle."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.models.norm import Norm
from investors.enquiries.models.thread import EnquiryEvent
from investors.procedures.models import Procedure
from parks.directory.models import Park
from portal.accounts.models import Organisation, User
from portal.accounts.roles import bodies_where
from portal.languages.models import LANGUAGE_CHOICES


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

    def opened_by_proof(self, references: Iterable[str]) -> Self:
        """Of those that a browser has proved; one whose secret was taken away opens no more."""
        return self.filter(reference__in=references).exclude(secret_hash="")

    def open(self) -> Self:
        return self.exclude(status=Enquiry.Status.CLOSED)

    def unanswered(self) -> Self:
        return self.filter(status__in=[Enquiry.Status.NEW, Enquiry.Status.TAKEN])

    def overdue(self, now: datetime) -> Self:
        """Not answered in time, or not even taken on in time."""
        today = timezone.localdate(now)
        not_taken = Q(status=Enquiry.Status.NEW, acknowledge_due__lt=today)
        return self.unanswered().filter(Q(answer_due__lt=today) | not_taken)

    def with_seen(self) -> Self:
        """Each with the count of the steps in its thread, which its forms carry (`seen`)."""
        steps = EnquiryEvent.objects.of_the_thread().filter(enquiry=OuterRef("pk")).order_by()
        counted = steps.values("enquiry").values(count=Count("pk"))
        return self.annotate(seen=Coalesce(Subquery(counted), 0))

    def for_worklists(self) -> Self:
        """With what an officials' list shows of each."""
        return self.select_related("owner", "norm").with_seen()


class Enquiry(models.Model):
    class Kind(models.TextChoices):
        ADVICE = "advice", _("Question or request for advice")
        OBSTACLE = "obstacle", _("Obstacle to be removed")

    class Status(models.TextChoices):
        NEW = "new", _("waiting for an official")
        TAKEN = "taken", _("being answered")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    # HMAC of a secret of 128 bits or more; a slow hash would add nothing to that much entropy.
    secret_hash = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ADVICE)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text of the enquiry"), max_length=10_000)
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    parks = models.ManyToManyField(Park, verbose_name=_("parks"), blank=True, related_name="+")
    procedure = models.ForeignKey(
        Procedure,
        verbose_name=_("procedure"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Digest of the form's one-time token: a double click or a retry finds the same enquiry.
    form_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001

    contact_name = models.CharField(_("name of the contact"), max_length=150)
    contact_company = models.CharField(_("company"), max_length=200, blank=True)
    contact_country = models.CharField(_("country"), max_length=2, blank=True)
    contact_email = models.EmailField(_("e-mail"), max_length=254)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
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
        related_name="enquiries",
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    email_proved_at = models.DateTimeField(_("e-mail confirmed at"), null=True, blank=True)
    consent_version = models.CharField(_("version of the consent"), max_length=20)

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
    # Another body that was asked: the answer then follows the longer norm.
    consulted = models.ForeignKey(
        Organisation,
        verbose_name=_("agency asked"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    norm = models.ForeignKey(
        Norm, verbose_name=_("response norm"), null=True, on_delete=models.PROTECT
    )
    created_at = models.DateTimeField(_("received at"), default=timezone.now)
    # When the term of the answer began: at receipt, or when it was opened again.
    clock_from = models.DateTimeField(_("counted from"), default=timezone.now)
    acknowledge_due = models.DateField(_("to be taken on by"), null=True)
    answer_due = models.DateField(_("to be answered by"), null=True)
    acknowledged_at = models.DateTimeField(_("taken on at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # Of the working days its dates were counted with.
    calendar_version = models.PositiveIntegerField(_("version of the calendar"), default=0)
    # How far up a coming or passed date was told; starts anew when the date changes.
    escalated = models.PositiveSmallIntegerField(_("told up to"), default=0)
    demonstration = models.BooleanField(_("demonstration"), default=False)
    seen: int  # only of what was asked for `with_seen()`

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
