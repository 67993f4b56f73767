"""Addresses of this room outside the languages."""

from django.urls import path
from django.views.generic import RedirectView

from portal.pages.front_door import choose_language, front_door
from portal.pages.machines import robots
from portal.pages.sitemap import sitemap, sitemap_part

urlpatterns = [
    path("", front_door, name="home"),
    path("language/", choose_language, name="language"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:name>-<int:block>.xml", sitemap_part, name="sitemap_part"),
    path("favicon.ico", RedirectView.as_view(url="/static/portal/mark.svg")),
]
