"""Which days are worked: one status per year, one rule per day and origin, and their history."""

from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Source


class CalendarYear(models.Model):
    """A year counts when it is published, or provisional (its dates are then "expected")."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft, not counted")
        PROVISIONAL = "provisional", _("provisional")
        PUBLISHED = "published", _("published")

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    status = models.CharField(
        _("status"), max_length=11, choices=Status.choices, default=Status.DRAFT
    )
    # Empty: the data file said so. A year that a person has decided on is theirs.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "provisional", "published"]),
                name="calendar_year_status_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.get_status_display()})"


class DayRuleQuerySet(models.QuerySet["DayRule"]):
    def of_year(self, year: int) -> Self:
        return self.filter(date__year=year)

    def written_by_officials(self) -> Self:
        return self.filter(origin=DayRule.Origin.OFFICIAL)


class DayRule(models.Model):
    """What one origin says of one day. Officials' entries win over the file, the file over the
    library; where the file covers a year, the library's rows of that year do not count at all.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        SWAPPED = "day_off_swapped", _("swapped day off")
        COMPENSATORY = "day_off_compensatory", _("compensatory day off")
        MAKEUP = "makeup_workday", _("make-up working day")
        # Takes back a row of the file or the library.
        ORDINARY = "ordinary", _("ordinary day, as its weekday says")

    class Origin(models.TextChoices):
        FILE = "file", _("data file")
        LIBRARY = "library", _("proposed by the library")
        OFFICIAL = "official", _("entered by an official")

    OFF = (Kind.HOLIDAY, Kind.SWAPPED, Kind.COMPENSATORY)

    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    name_ko = models.CharField(_("name in Korean"), max_length=200, blank=True)
    name_ja = models.CharField(_("name in Japanese"), max_length=200, blank=True)
    confirmed = models.BooleanField(_("confirmed"), default=False)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin.choices)
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("source"),
    )

    objects = DayRuleQuerySet.as_manager()

    class Meta:
        ordering = ["date", "origin"]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        constraints = [
            models.UniqueConstraint(fields=["date", "origin"], name="one_rule_per_day_and_origin"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "holiday",
                        "day_off_swapped",
                        "day_off_compensatory",
                        "makeup_workday",
                        "ordinary",
                    ]
                ),
                name="day_rule_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.get_kind_display()}"


class CalendarVersion(models.Model):
    """Exactly one row (id 1), raised inside the transaction of every change of the calendar.

    A case keeps the number its date was computed with. The stamp never comes back, also not
    after a rollback, so it is what a process may keep a loaded calendar under.
    """

    number = models.PositiveIntegerField(default=0)
    stamp = models.UUIDField(default=uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_calendar_version_row")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def bump(cls) -> int:
        """The new number. Holds the row until the transaction ends: changes come one by one."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=F("number") + 1, stamp=uuid4())
        return cls.objects.get(pk=1).number

    @classmethod
    def current(cls) -> tuple[int, UUID | None]:
        row = cls.objects.filter(pk=1).values_list("number", "stamp").first()
        return row or (0, None)


class CalendarEvent(models.Model):
    """One change: who, what, why, and the version it made. Written by the verbs, never edited."""

    class What(models.TextChoices):
        LOADED = "loaded", _("loaded from the data file")
        PROPOSED = "proposed", _("proposed by the library")
        PUBLISHED = "published", _("year published")
        DAY_SET = "day_set", _("day entered")
        DAY_REMOVED = "day_removed", _("entry taken back")

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    what = models.CharField(_("what"), max_length=12, choices=What.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    date = models.DateField(_("date"), null=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(_("version"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of the calendar")
        verbose_name_plural = _("changes of the calendar")

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.date or self.year}"
