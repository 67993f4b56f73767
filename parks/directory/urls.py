"""Addresses of this room."""

from django.urls import path

from parks.directory import views

app_name = "parks"
urlpatterns = [
    path("", views.park_list, name="list"),
    path("<slug:slug>/", views.park_page, name="park"),
]
