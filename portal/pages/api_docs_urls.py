"""Addresses of the API's documentation, under /api/docs/."""

from django.urls import path

from portal.pages.api_docs import api_docs

urlpatterns = [path("", api_docs, name="api_docs")]
