"""Addresses of this room, under a language. None of them is kept in the page cache."""

from django.urls import path

from investors.cases.views import lost, mine, track

app_name = "cases"
urlpatterns = [
    path("track/", track.track, name="track"),
    path("track/lost/", lost.lost, name="lost"),
    path("track/lost/code/", lost.lost_code, name="lost_code"),
    path("track/opened/", lost.opened, name="opened"),
    path("track/close/", lost.close, name="close"),
    path("track/<slug:reference>/", track.tracked, name="tracked"),
    path("my/cases/", mine.mine, name="mine"),
]
