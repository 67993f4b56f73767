"""Addresses of this room."""

from django.urls import URLPattern

app_name = "parks"
urlpatterns: list[URLPattern] = []
