"""The nouns of the directory."""

from parks.directory.models.figure import Figure, FigureEvent, FigureQuerySet
from parks.directory.models.overview import Facet, ProvinceFigure
from parks.directory.models.park import Park
from parks.directory.models.park_event import ParkEvent
from parks.directory.models.park_query import ParkQuerySet
from parks.directory.models.plot import Plot, PlotEvent, PlotQuerySet
from parks.directory.models.shortlist import ShortlistEntry, ShortlistQuerySet

__all__ = [
    "Facet",
    "Figure",
    "FigureEvent",
    "FigureQuerySet",
    "Park",
    "ParkEvent",
    "ParkQuerySet",
    "Plot",
    "PlotEvent",
    "PlotQuerySet",
    "ProvinceFigure",
    "ShortlistEntry",
    "ShortlistQuerySet",
]
