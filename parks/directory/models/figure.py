"""Every value published about a park, and its history."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park import Park
from portal.accounts.models import Organisation
from portal.provenance.history import Change
from portal.provenance.models import Provenanced, ProvenancedQuerySet, State

SUPERSEDED = "superseded"


class FigureQuerySet(ProvenancedQuerySet["Figure"]):
    def public(self) -> Self:
        """What an anonymous reader may see; nothing of a park that is itself withheld."""
        return super().public().filter(park__published=True)

    def chosen(self) -> Self:
        return self.filter(chosen=True)

    def past_review(self, today: date) -> Self:
        """Shown first although somebody should have looked at them again by now."""
        return self.filter(chosen=True, review_due__lt=today)

    def current(self) -> Self:
        """Without those whose place a newer value has taken."""
        return self.filter(superseded_by=None)


class Figure(Provenanced):
    """One value of one park: a number with its unit, a text in the park's languages, or both.

    `kind` is a key of `kinds.KINDS`; `item` tells the entries of a list kind apart (the place a
    distance leads to, the tenant). Beside a number the text says what the number measures.
    `origin` is its path in the data file, so that loading twice finds the same row; empty for
    values recorded in the admin. Several values of a kind and item may stand; at most one is
    chosen, with the reason.

    Of a former value `superseded_by` names the newer one. Who may read it is said by `state` as
    before, so that a value that was withheld or never compared stays so.
    """

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.CASCADE, related_name="figures"
    )
    kind = models.CharField(_("kind"), max_length=40)
    item = models.CharField(_("entry"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    origin = models.CharField(max_length=120, blank=True, editable=False)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    text_vi = models.TextField(_("text (Vietnamese)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    text_zh_hans = models.TextField(_("text (Chinese)"), blank=True)
    text_ko = models.TextField(_("text (Korean)"), blank=True)
    text_ja = models.TextField(_("text (Japanese)"), blank=True)
    note = models.TextField(_("note (officials only)"), blank=True)
    chosen = models.BooleanField(_("chosen"), default=False)
    # Why this one of several; shown where the others are shown.
    reason_vi = models.TextField(_("reason (Vietnamese)"), blank=True)
    reason_en = models.TextField(_("reason (English)"), blank=True)
    reason_zh_hans = models.TextField(_("reason (Chinese)"), blank=True)
    reason_ko = models.TextField(_("reason (Korean)"), blank=True)
    reason_ja = models.TextField(_("reason (Japanese)"), blank=True)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("superseded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    review_due = models.DateField(_("to be reviewed by"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The operator that gave it; empty: the authority.
    recorded_for = models.ForeignKey(
        Organisation,
        verbose_name=_("given by the operator"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["park", "kind", "position", "-chosen", "-as_of_latest", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["park", "kind", "item"],
                condition=Q(chosen=True),
                name="one_chosen_figure_per_kind",
            ),
            models.UniqueConstraint(
                fields=["park", "origin"], condition=~Q(origin=""), name="one_figure_per_origin"
            ),
            models.CheckConstraint(
                condition=Q(chosen=False) | Q(superseded_by=None),
                name="superseded_figures_are_not_chosen",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "item", "park"], name="figures_by_kind"),
            # The worklists of those who keep them.
            models.Index("review_due", "id", name="figures_to_review", condition=Q(chosen=True)),
            models.Index(
                "review_due", "id", name="figures_to_compare", condition=Q(state=State.UNVERIFIED)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.kind} {self.value or self.text_vi}"

    @property
    def status(self) -> str:
        """What officials and the API call it: its state, or that it is superseded."""
        return SUPERSEDED if self.superseded_by_id is not None else self.state


class FigureEvent(Change):
    """History of figures, written by the verb that made the change; never edited."""

    figure = models.ForeignKey(
        Figure, verbose_name=_("figure"), on_delete=models.PROTECT, related_name="events"
    )
    verb = models.CharField(_("what"), max_length=20)

    class Meta(Change.Meta):
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")
