"""Addresses of this room under /api/v1/."""

from django.urls import path

from parks.directory import api
from parks.directory.incentives.api import IncentiveListView
from parks.directory.plots.api import PlotListView

urlpatterns = [
    path("parks/", api.ParkListView.as_view(), name="api-parks"),
    path("parks/<slug:slug>/", api.ParkView.as_view(), name="api-park"),
    path("parks.geojson", api.ParkMapView.as_view(), name="api-parks-map"),
    path("plots/", PlotListView.as_view(), name="api-plots"),
    path("incentives/", IncentiveListView.as_view(), name="api-incentives"),
    path("figures/", api.FigureListView.as_view(), name="api-figures"),
]
