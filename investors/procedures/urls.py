"""Addresses of this room."""

from django.urls import path

from investors.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.procedure_list, name="list"),
    path("<slug:slug>/", views.procedure_page, name="procedure"),
]
