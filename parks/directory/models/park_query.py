"""Which parks a page, a list or a person is about."""

from typing import Self, TypeVar

from django.db import models

from parks.directory.search import needles
from portal.accounts.models import User
from portal.accounts.roles import bodies_where

ZONE = "economic_zone"  # an area, which has no pin
P = TypeVar("P", bound=models.Model)


class ParkQuerySet(models.QuerySet[P]):
    def public(self) -> Self:
        return self.filter(published=True)

    def operated_by(self, user: User, right: str = "own.read") -> Self:
        """The parks of the operators in whose name this person may do so."""
        return self.filter(operator__in=bodies_where(user, right))

    def listed(self, *, demonstration: bool = False) -> Self:
        """What lists, counts and maps show: the real parks, or the invented ones alone."""
        return self.public().filter(demonstration=demonstration)

    def with_links(self) -> Self:
        """With what a page or a brochure names beside it: zone, first phase, authority with its
        names of every time, source of the status. One query more, for the names."""
        return self.select_related(
            "parent_zone", "counted_with", "status_source", "authority"
        ).prefetch_related("authority__names")

    def pinned(self) -> Self:
        """Those with a pin on the map, by the rule of `Park.pin`."""
        return self.exclude(kind=ZONE).filter(latitude__isnull=False, longitude__isnull=False)

    def matching(self, typed: str) -> Self:
        """Parks whose names, aliases or places hold every typed word, marks ignored."""
        wanted = needles(typed)
        found = self if wanted else self.none()
        for needle in wanted:
            found = found.filter(folded__contains=needle)
        return found
