"""Addresses of this room, under a language. None of them is kept in the page cache."""

from django.urls import path

from investors.enquiries.views import new, sent, thread, whose

app_name = "enquiries"
urlpatterns = [
    path("enquiries/new/", new.new, name="new"),
    path("enquiries/sent/", sent.sent, name="sent"),
    path("enquiries/sent/new-code/", sent.new_code, name="new_code"),
    path("enquiries/sent/secret.txt", sent.download, name="download"),
    path("enquiries/<slug:reference>/", thread.thread, name="thread"),
    path("enquiries/<slug:reference>/whose/", whose.whose, name="whose"),
    path("my/", thread.my, name="my"),
]
