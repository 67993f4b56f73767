"""Addresses of this room, under a language. None of them is kept in the page cache."""

from django.urls import path

from investors.cases.views import mine, track

app_name = "cases"
urlpatterns = [
    path("track/", track.track, name="track"),
    path("track/<slug:reference>/", track.tracked, name="tracked"),
    path("my/cases/", mine.mine, name="mine"),
]
