"""What stays the same over the versions of a procedure."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation
from portal.languages.folding import fold
from portal.provenance.models import State, public_states


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def public(self) -> Self:
        """What anyone may read: a visible procedure that has a published version."""
        return self.filter(state__in=public_states(), versions__status="published")

    def can_become_cases(self) -> Self:
        return self.public().filter(opens_case=True)

    def matching(self, typed: str) -> Self:
        """Every word typed, in any order, with or without Vietnamese accents."""
        found = Q()
        for word in fold(typed).split():
            found &= Q(folded__contains=word)
        return self.filter(found)


class Procedure(models.Model):
    """Only what the authority handles itself opens a case."""

    class Kind(models.TextChoices):
        PROCEDURE = "procedure", _("procedure of the authority")
        REPORT = "report", _("report to the authority")
        REFERRAL = "referral", _("handled by another body")
        EXTERNAL = "external", _("done on another system")
        ABOLISHED = "abolished", _("abolished")

    class Field(models.TextChoices):
        INVESTMENT = "investment", _("Investment")
        PLANNING = "planning_construction", _("Planning and construction")
        ENVIRONMENT = "environment", _("Environment")
        LAND = "land", _("Land")
        LABOUR = "labour", _("Labour and employment")
        TRADE = "trade", _("Trade")
        OTHER = "", _("Other bodies")

    slug = models.SlugField(_("address on the site"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    field = models.CharField(_("field"), max_length=30, choices=Field.choices, blank=True)
    code = models.CharField(_("national code"), max_length=30, blank=True)
    code_state = models.CharField(
        _("publication of the code"), max_length=10, choices=State.choices, default=State.WITHHELD
    )
    handled_by = models.CharField(_("handled by"), max_length=30)
    authority = models.ForeignKey(
        Organisation,
        verbose_name=_("authority"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opens_case = models.BooleanField(_("opens a case"), default=False)
    # Since when it is no longer filed, as printed: "2026 (Law 146/2025/QH15, ...)".
    abolished_since = models.CharField(_("abolished since"), max_length=120, blank=True)
    state = models.CharField(
        _("publication"), max_length=10, choices=State.choices, default=State.WITHHELD
    )
    editor_note = models.TextField(_("note (officials only)"), blank=True)  # officials only
    folded = models.TextField(editable=False, default="")
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        ordering = ["field", "slug"]
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_case=False) | Q(kind="procedure"),
                name="only_procedures_open_cases",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def shown_code(self) -> str:
        """The national code, when the public may see it."""
        return self.code if self.code_state in public_states() else ""
