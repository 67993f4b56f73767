"""Addresses of this room."""

from django.urls import path

from parks.directory import views
from parks.directory.brochure.views import comparison_brochure, park_brochure
from parks.directory.compare.views import compare_csv, compare_page
from parks.directory.map.views import map_data
from parks.directory.match.views import match_page
from parks.directory.money.views import money_page
from parks.directory.plots.on_map import plots_map_data
from parks.directory.plots.views import plots_page
from parks.directory.shortlist.views import shortlist_page

app_name = "parks"
# No park may be called by the name of a page: `editing.RESERVED`.
urlpatterns = [
    path("", views.park_list, name="list"),
    path("map.json", map_data, name="map"),
    path("match/", match_page, name="match"),
    path("money-and-people/", money_page, name="money"),
    path("compare/", compare_page, name="compare"),
    path("shortlist/", shortlist_page, name="shortlist"),
    path("compare.csv", compare_csv, name="compare_csv"),
    path("compare/brochure.pdf", comparison_brochure, name="compare_brochure"),
    path("<slug:slug>/", views.park_page, name="park"),
    path("<slug:slug>/brochure.pdf", park_brochure, name="brochure"),
    path("<slug:slug>/plots/", plots_page, name="plots"),
    path("<slug:slug>/plots.json", plots_map_data, name="plots_map"),
]
