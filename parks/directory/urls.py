"""Addresses of this room."""

from django.urls import path

from parks.directory import views
from parks.directory.compare.views import compare_csv, compare_page
from parks.directory.match.views import match_page

app_name = "parks"
# No park may be called by the name of a page (`reserved.py`).
urlpatterns = [
    path("", views.park_list, name="list"),
    path("match/", match_page, name="match"),
    path("compare/", compare_page, name="compare"),
    path("compare.csv", compare_csv, name="compare_csv"),
    path("<slug:slug>/", views.park_page, name="park"),
]
