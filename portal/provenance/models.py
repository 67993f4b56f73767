"""Where a published value comes from, how sure it is, and who may see it."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.provenance.history import Change

P = TypeVar("P", bound="Provenanced")


class Grade(models.TextChoices):
    OFFICIAL = "official", _("official publication")
    PRESS = "press", _("press")
    DEVELOPER = "developer", _("developer of the park")
    DERIVED = "derived", _("computed from cited values")
    BROKER = "broker", _("broker or company page")
    UNKNOWN = "unknown", _("source not settled")


class Confidence(models.TextChoices):
    HIGH = "high", _("high confidence")
    MEDIUM = "medium", _("medium confidence")
    LOW = "low", _("low confidence")


class State(models.TextChoices):
    """Published: anyone. Unverified: shown with its mark where allowed. Withheld: officials."""

    PUBLISHED = "published", _("published")
    UNVERIFIED = "unverified", _("not yet compared with the original text")
    WITHHELD = "withheld", _("withheld")


LONGEST_NOTE = 100
UNNAMED = _("secondary source, not named")  # read by editors somewhere they do not cite


class Source(models.Model):
    """A citation. `key` is the one used in the data files."""

    key = models.CharField(_("key"), max_length=80, unique=True)
    # What the public reads: publisher and date. What editors noted of it stays in `note`.
    title = models.TextField(_("title"), blank=True)
    note = models.TextField(_("note (officials only)"), blank=True)
    url = models.URLField(_("address of the page"), max_length=1000, blank=True)
    locator = models.CharField(_("place in the source"), max_length=300, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade.choices)
    grade_note = models.TextField(_("note on the grade"), blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        """For officials, who tell untitled ones apart by what editors noted of them; the key is
        the last resort. Public pages ask `shown_title`."""
        if self.title:
            return self.title
        said = [str(self.get_grade_display()), self.note[:LONGEST_NOTE] or self.locator]
        told = ": ".join(part for part in said if part)
        known = self.note or self.locator or self.grade == Grade.DERIVED
        return told if known else f"{told} ({self.key})"

    @property
    def shown_title(self) -> str:
        return self.title or str(UNNAMED)


class SourceEvent(Change):
    """History of sources, written with the change by `sources.py`; never edited."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of a source")
        verbose_name_plural = _("changes of sources")


class ProvenancedQuerySet(models.QuerySet[P]):
    def public(self) -> Self:
        """What an anonymous reader may see: published, and unverified where allowed."""
        return self.filter(state__in=public_states())


def public_states() -> list[str]:
    if settings.SHOW_UNVERIFIED:
        return [State.PUBLISHED, State.UNVERIFIED]
    return [State.PUBLISHED]


class Provenanced(models.Model):
    """A value with its source, date, confidence and state.

    `as_of` keeps the date as the source prints it ("2025-12", "2022 (approx.)"): a month is not
    its first day. `as_of_latest` is the last day it can mean, for staleness and ordering.
    """

    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="+"
    )
    as_of = models.CharField(_("as of"), max_length=30, blank=True)
    as_of_latest = models.DateField(_("last day it can mean"), null=True, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.LOW
    )
    state = models.CharField(
        _("publication"), max_length=10, choices=State.choices, default=State.WITHHELD
    )

    class Meta:
        abstract = True
