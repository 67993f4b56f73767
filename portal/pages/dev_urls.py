"""Addresses of this room that only a development or test profile has."""

from django.urls import path

from portal.pages.pieces import pieces

urlpatterns = [path("pieces/", pieces, name="pieces")]
