"""Administrative procedures, their dated published versions, steps, papers and legal basis."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation
from portal.provenance.models import Confidence, Source, State, public_states


class Unit(models.TextChoices):
    WORKING = "working", _("working days")
    CALENDAR = "calendar", _("calendar days")


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def public(self) -> Self:
        """Published procedures that have a published version."""
        return self.filter(state__in=public_states(), versions__status="published").distinct()

    def can_become_cases(self) -> Self:
        return self.public().filter(opens_case=True)


class Procedure(models.Model):
    """What stays the same over the versions. Only what the authority handles opens a case."""

    class Kind(models.TextChoices):
        PROCEDURE = "procedure", _("procedure of the authority")
        REPORT = "report", _("report to the authority")
        REFERRAL = "referral", _("handled by another body")
        EXTERNAL = "external", _("done on another system")

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    field = models.CharField(max_length=30)
    code = models.CharField(max_length=30, blank=True)
    code_state = models.CharField(max_length=10, choices=State.choices, default=State.WITHHELD)
    handled_by = models.CharField(max_length=30)
    authority = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opens_case = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WITHHELD)
    editor_note = models.TextField(blank=True)  # officials only
    folded = models.TextField(editable=False, default="")

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["field", "slug"]
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")

    def __str__(self) -> str:
        return self.slug


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def published(self) -> Self:
        return self.filter(status="published")


class ProcedureVersion(models.Model):
    """One dated text of a procedure. A case pins the version it was received under."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    class PauseEffect(models.TextChoices):
        PAUSE = "pause", _("the clock stops and goes on")
        RESTART = "restart", _("the term is counted anew")
        UNKNOWN = "unknown", _("not settled")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    in_force_from = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    name_zh_hans = models.CharField(max_length=300, blank=True)
    name_ko = models.CharField(max_length=300, blank=True)
    name_ja = models.CharField(max_length=300, blank=True)
    # Statutory maximum and the authority's own shorter term are different facts.
    statutory_days = models.PositiveSmallIntegerField(null=True, blank=True)
    internal_days = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.WORKING)
    days_state = models.CharField(max_length=10, choices=State.choices, default=State.WITHHELD)
    days_confidence = models.CharField(
        max_length=6, choices=Confidence.choices, default=Confidence.LOW
    )
    days_note = models.TextField(blank=True)
    cutoff = models.TimeField(null=True, blank=True)
    pause_effect = models.CharField(
        max_length=8, choices=PauseEffect.choices, default=PauseEffect.UNKNOWN
    )
    extensions_allowed = models.PositiveSmallIntegerField(default=1)
    # The rest of the published text with its own states: see `content.py` for the keys.
    content = models.JSONField(default=dict)
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    created_at = models.DateTimeField(default=timezone.now)

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
        """Days the clock may count: published ones only, the local term before the law's."""
        if self.days_state not in public_states():
            return None
        return self.internal_days or self.statutory_days
