"""One dated text of a procedure. A case pins the version it was received under."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.procedures.models.procedure import Procedure
from portal.accounts.models import Organisation
from portal.provenance.models import Confidence, State, public_states


class Unit(models.TextChoices):
    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


def state_field(label: Any) -> models.CharField:
    return models.CharField(label, max_length=10, choices=State.choices, default=State.WITHHELD)


def confidence_field(label: Any) -> models.CharField:
    return models.CharField(
        label, max_length=6, choices=Confidence.choices, default=Confidence.LOW, blank=True
    )


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def published(self) -> Self:
        return self.filter(status="published")

    def public(self) -> Self:
        return self.published().filter(procedure__state__in=public_states())


class ProcedureVersion(models.Model):
    """A draft may be edited; a published text never is: a correction is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    class PauseEffect(models.TextChoices):
        PAUSE = "pause", _("the clock stops and goes on")
        RESTART = "restart", _("the term is counted anew")
        UNKNOWN = "unknown", _("not settled")

    class OnlineLevel(models.TextChoices):
        FULL = "full", _("wholly online")
        PARTIAL = "partial", _("partly online")
        UNKNOWN = "", _("not published")

    procedure = models.ForeignKey(
        Procedure, verbose_name=_("procedure"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)  # when the sources were read
    # The decision that announced the procedure, as printed; only a source or an official says it.
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decision_date = models.CharField(
        _("date of the decision"),
        max_length=30,
        blank=True,
        help_text=_("As the source prints it: 2026, 2026-05, 2026-05-31."),
    )
    # Since when this portal shows it: the day it was loaded or an official pressed "publish". It
    # says nothing of when the authority published the procedure.
    published_at = models.DateTimeField(_("recorded here on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    # SHA-256 of the record it was loaded from; empty when an official wrote it.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices)
    editor_note = models.TextField(_("note (officials only)"), blank=True)  # officials only

    name_vi = models.CharField(_("name (Vietnamese)"), max_length=300)
    name_en = models.CharField(_("name (English)"), max_length=300, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=300, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=300, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=300, blank=True)

    # Who takes the file and who decides: a body with dated names where there is one, and the
    # text as printed, which may say more ("any reception point").
    receives = models.ForeignKey(
        Organisation,
        verbose_name=_("receives the file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    receives_vi = models.CharField(_("receives the file (Vietnamese)"), max_length=300, blank=True)
    receives_en = models.CharField(_("receives the file (English)"), max_length=300, blank=True)
    receives_zh_hans = models.CharField(
        _("receives the file (Chinese)"), max_length=300, blank=True
    )
    receives_ko = models.CharField(_("receives the file (Korean)"), max_length=300, blank=True)
    receives_ja = models.CharField(_("receives the file (Japanese)"), max_length=300, blank=True)
    receives_state = state_field(_("publication of who receives"))
    decides = models.ForeignKey(
        Organisation,
        verbose_name=_("decides"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decides_vi = models.CharField(_("decides (Vietnamese)"), max_length=300, blank=True)
    decides_en = models.CharField(_("decides (English)"), max_length=300, blank=True)
    decides_zh_hans = models.CharField(_("decides (Chinese)"), max_length=300, blank=True)
    decides_ko = models.CharField(_("decides (Korean)"), max_length=300, blank=True)
    decides_ja = models.CharField(_("decides (Japanese)"), max_length=300, blank=True)
    decides_state = state_field(_("publication of who decides"))
    decides_confidence = confidence_field(_("confidence of who decides"))

    # Statutory maximum and the authority's own shorter term are different facts.
    statutory_days = models.PositiveSmallIntegerField(_("days by law"), null=True, blank=True)
    internal_days = models.PositiveSmallIntegerField(
        _("days of the authority"), null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, default=Unit.WORKING)
    days_state = state_field(_("publication of the term"))
    days_confidence = confidence_field(_("confidence of the term"))
    days_note_vi = models.CharField(_("note on the term (Vietnamese)"), max_length=300, blank=True)
    days_note_en = models.CharField(_("note on the term (English)"), max_length=300, blank=True)
    days_note_zh_hans = models.CharField(
        _("note on the term (Chinese)"), max_length=300, blank=True
    )
    days_note_ko = models.CharField(_("note on the term (Korean)"), max_length=300, blank=True)
    days_note_ja = models.CharField(_("note on the term (Japanese)"), max_length=300, blank=True)
    cutoff = models.TimeField(_("received the next day after"), null=True, blank=True)
    pause_effect = models.CharField(
        _("effect of a supplement request"),
        max_length=8,
        choices=PauseEffect.choices,
        default=PauseEffect.UNKNOWN,
    )
    extensions_allowed = models.PositiveSmallIntegerField(_("extensions allowed"), default=1)

    fee_vnd = models.PositiveBigIntegerField(_("fee, VND"), null=True, blank=True)
    fee_rule_vi = models.CharField(_("rule of the fee (Vietnamese)"), max_length=300, blank=True)
    fee_rule_en = models.CharField(_("rule of the fee (English)"), max_length=300, blank=True)
    fee_rule_zh_hans = models.CharField(_("rule of the fee (Chinese)"), max_length=300, blank=True)
    fee_rule_ko = models.CharField(_("rule of the fee (Korean)"), max_length=300, blank=True)
    fee_rule_ja = models.CharField(_("rule of the fee (Japanese)"), max_length=300, blank=True)
    fee_state = state_field(_("publication of the fee"))
    fee_confidence = confidence_field(_("confidence of the fee"))

    result_vi = models.CharField(_("result (Vietnamese)"), max_length=300, blank=True)
    result_en = models.CharField(_("result (English)"), max_length=300, blank=True)
    result_zh_hans = models.CharField(_("result (Chinese)"), max_length=300, blank=True)
    result_ko = models.CharField(_("result (Korean)"), max_length=300, blank=True)
    result_ja = models.CharField(_("result (Japanese)"), max_length=300, blank=True)
    result_state = state_field(_("publication of the result"))

    online_level = models.CharField(
        _("online level"), max_length=10, choices=OnlineLevel.choices, blank=True
    )
    online_state = state_field(_("publication of the online level"))
    online_confidence = confidence_field(_("confidence of the online level"))

    notes_vi = models.TextField(_("notes (Vietnamese)"), blank=True)
    notes_en = models.TextField(_("notes (English)"), blank=True)
    notes_zh_hans = models.TextField(_("notes (Chinese)"), blank=True)
    notes_ko = models.TextField(_("notes (Korean)"), blank=True)
    notes_ja = models.TextField(_("notes (Japanese)"), blank=True)
    notes_state = state_field(_("publication of the notes"))

    # The numbers of copies are an assumption for an electronic file, not read anywhere.
    copies_assumed = models.BooleanField(_("copies are assumed"), default=False)

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        ordering = ["procedure", "-number"]
        verbose_name = _("version of a procedure")
        verbose_name_plural = _("versions of procedures")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(status="published"),
                name="one_published_version_per_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_vi} (v{self.number})"

    @property
    def term_days(self) -> int | None:
        """Days the clock may count: visible ones only, the local term before the law's."""
        if self.days_state not in public_states():
            return None
        return self.internal_days or self.statutory_days
