"""The nouns of the directory."""

from parks.directory.models.figure import Figure, FigureEvent, FigureQuerySet
from parks.directory.models.incentive import Incentive, IncentiveEvent, IncentiveQuerySet
from parks.directory.models.kept import KeptRow
from parks.directory.models.overview import Facet, ProvinceFigure
from parks.directory.models.park import Park
from parks.directory.models.park_event import ParkEvent
from parks.directory.models.park_query import ParkQuerySet
from parks.directory.models.phase import Developer, DeveloperEvent, Phase, PhaseEvent
from parks.directory.models.plot import Plot, PlotEvent, PlotQuerySet
from parks.directory.models.shortlist import ShortlistEntry, ShortlistQuerySet

__all__ = [
    "Developer",
    "DeveloperEvent",
    "Facet",
    "Figure",
    "FigureEvent",
    "FigureQuerySet",
    "Incentive",
    "IncentiveEvent",
    "IncentiveQuerySet",
    "KeptRow",
    "Park",
    "ParkEvent",
    "ParkQuerySet",
    "Phase",
    "PhaseEvent",
    "Plot",
    "PlotEvent",
    "PlotQuerySet",
    "ProvinceFigure",
    "ShortlistEntry",
    "ShortlistQuerySet",
]
