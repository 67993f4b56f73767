"""Addresses of this room for machines."""

from django.urls import path

from investors.cases.api import CaseStatusView

urlpatterns = [path("cases/status/", CaseStatusView.as_view(), name="api_case_status")]
