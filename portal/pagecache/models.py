"""The version of everything public: one row, raised by every verb that changes a public page."""

from django.db import models


class PublicVersion(models.Model):
    """Exactly one row (id 1). Whole pages are kept under this number."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_public_version_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
