"""Addresses of this room, under /<lang>/my/messages/."""

from django.urls import path

from portal.notifications.views import inbox, read

app_name = "notifications"
urlpatterns = [
    path("", inbox, name="inbox"),
    path("read/", read, name="read"),
]
