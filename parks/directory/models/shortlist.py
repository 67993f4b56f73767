"""Parks that a signed-in person keeps in mind."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park import Park
from portal.accounts.models import User


class ShortlistQuerySet(models.QuerySet["ShortlistEntry"]):
    def visible_to(self, user: User) -> Self:
        """A shortlist is its owner's alone; officials do not read it either."""
        return self.filter(user=user.pk)


class ShortlistEntry(models.Model):
    """One park in the shortlist of an account; without one the list lies in the browser."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="shortlist",
    )
    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.CASCADE, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("kept park")
        verbose_name_plural = _("kept parks")
        constraints = [
            models.UniqueConstraint(fields=["user", "park"], name="one_shortlist_entry_per_park")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.park_id}"
