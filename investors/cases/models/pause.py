"""What moves a due date: intervals in which the clock stands, and days that were added."""

from django.db import models
from django.db.models import F, Q

from investors.cases.models.case import Case
from investors.cases.models.status import Status


class Pause(models.Model):
    """From the request to the applicant's answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    back_to = models.CharField(max_length=10, choices=Status.choices)  # where the case stood

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_at=None), name="one_open_pause_per_case"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("begins_at")),
                name="pauses_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.begins_at:%Y-%m-%d}"


class Extension(models.Model):
    """More days, with an apology and a reason, dated before the due date."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=Q(days__gt=0), name="extensions_add_days")]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"
