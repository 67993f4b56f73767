"""Brochures that were asked for. The row is the truth; a task only makes what a row asks."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class BrochureQuerySet(models.QuerySet["Brochure"]):
    def unmade(self) -> Self:
        return self.filter(state__in=[Brochure.State.WAITING, Brochure.State.MAKING])

    def due(self, now: datetime) -> Self:
        """To be made: nobody has begun, or whoever did has fallen silent."""
        silent = Q(state=Brochure.State.MAKING, lease_until__lt=now)
        return self.filter(Q(state=Brochure.State.WAITING) | silent)

    def outlived(self) -> Self:
        """A later version of the same brochure is ready."""
        same = Brochure.objects.filter(parks=OuterRef("parks"), language=OuterRef("language"))
        later = same.filter(state=Brochure.State.READY, pk__gt=OuterRef("pk"))
        return self.filter(Exists(later))


class Brochure(models.Model):
    """One brochure in one version of its content, and its file once it is made.

    `parks`: the slugs in the order of the address, joined by commas; more than one is a
    comparison. `language` is the reader's, `version` the digest of all that is printed
    (`document.version_of`), so that the address of an unchanged park finds the kept file.
    """

    class State(models.TextChoices):  # shown to nobody by name
        WAITING = "waiting"
        MAKING = "making"
        READY = "ready"
        FAILED = "failed"

    parks = models.CharField(max_length=420)
    language = models.CharField(max_length=10)
    version = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Until when a worker may be at it; after that another one takes over.
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="brochures/", blank=True)

    objects = BrochureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parks", "language", "version"], name="one_brochure_per_version"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & Q(made_at__isnull=False)),
                name="ready_brochures_have_a_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                name="brochures_to_make",
                condition=Q(state__in=["waiting", "making"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parks} {self.language} {self.state}"

    @property
    def slugs(self) -> list[str]:
        return self.parks.split(",")
