"""Addresses of a person's own shortlist, under /my/. Nothing here is kept in the page cache."""

from django.urls import path

from parks.directory.shortlist.my_views import my_shortlist, remove

app_name = "my_shortlist"
urlpatterns = [
    path("", my_shortlist, name="page"),
    path("remove/", remove, name="remove"),
]
