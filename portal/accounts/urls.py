"""Sign-in, e-mail proof, reset and second factors, by the library; the gate of the admin by us."""

from django.urls import include, path

from portal.accounts.views import second_factor

urlpatterns = [
    path("second-factor/", second_factor, name="second_factor"),
    path("", include("allauth.urls")),
]
