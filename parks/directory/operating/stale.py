"""The values of a park that readers see although their date of review is past."""

from django.utils import timezone

from parks.directory.kinds import KINDS
from parks.directory.models import Figure, FigureQuerySet, Park, ParkQuerySet


def past_review(parks: ParkQuerySet[Park]) -> FigureQuerySet:
    """Of these parks, single values and entries of lists alike; of no kind that has ended."""
    found = Figure.objects.public().past_review(timezone.localdate())
    return found.filter(park__in=parks, kind__in=KINDS)
