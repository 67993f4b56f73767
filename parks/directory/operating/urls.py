"""Addresses of a park operator's own pages, under /my/. Nothing here is kept in the page cache."""

from django.urls import path

from parks.directory.operating import views

app_name = "my_parks"
urlpatterns = [
    path("", views.my_parks, name="list"),
    path("<slug:slug>/", views.my_park, name="park"),
    path("<slug:slug>/values/<slug:kind>/", views.give_value, name="value"),
    path("<slug:slug>/values/<slug:kind>/<int:pk>/", views.give_value, name="own_value"),
    path("<slug:slug>/plots/new/", views.give_plot, name="new_plot"),
    path("<slug:slug>/plots/<int:pk>/", views.give_plot, name="plot"),
]
