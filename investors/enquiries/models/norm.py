"""The response times the authority sets itself, and who changed them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


class Norm(models.Model):
    """Response times the authority sets itself, in working days.

    Without the number of a decision it is a trial and shown as one.
    """

    valid_from = models.DateField(_("valid from"), unique=True)
    acknowledge_days = models.PositiveSmallIntegerField(_("days to take on"), default=1)
    answer_days = models.PositiveSmallIntegerField(_("days to answer"), default=3)
    consulted_answer_days = models.PositiveSmallIntegerField(
        _("days to answer when another agency is asked"), default=7
    )
    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True)
    decision_url = models.URLField(_("address of the decision"), blank=True)

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
    norm = models.ForeignKey(
        Norm, verbose_name=_("response norm"), on_delete=models.PROTECT, related_name="events"
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of a response norm")
        verbose_name_plural = _("changes of response norms")

    def __str__(self) -> str:
        return f"{self.norm} {self.at:%Y-%m-%d}"
