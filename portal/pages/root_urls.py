"""Addresses of this room outside the languages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.generic import RedirectView

from portal.pages.front_door import choose_language, front_door
from portal.pages.machines import SITEMAPS, robots

urlpatterns = [
    path("", front_door, name="home"),
    path("language/", choose_language, name="language"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("favicon.ico", RedirectView.as_view(url="/static/portal/mark.svg")),
]
