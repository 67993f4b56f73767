"""Addresses of this room under /api/v1/."""

from django.urls import path

from investors.procedures import api

urlpatterns = [
    path("procedures/", api.ProcedureListView.as_view(), name="api-procedures"),
    path("procedures/<slug:slug>/", api.ProcedureView.as_view(), name="api-procedure"),
]
