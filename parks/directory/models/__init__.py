"""The nouns of the directory."""

from parks.directory.models.figure import Figure, FigureEvent, FigureQuerySet
from parks.directory.models.overview import Facet, ProvinceFigure
from parks.directory.models.park import Park, ParkQuerySet
from parks.directory.models.park_event import ParkEvent

__all__ = [
    "Facet",
    "Figure",
    "FigureEvent",
    "FigureQuerySet",
    "Park",
    "ParkEvent",
    "ParkQuerySet",
    "ProvinceFigure",
]
