"""Mails as they left, under /dev/; never in production."""

from django.urls import path

from portal.notifications.dev_views import mail, mail_html, mails

urlpatterns = [
    path("mail/", mails, name="dev_mails"),
    path("mail/<slug:name>/", mail, name="dev_mail"),
    path("mail/<slug:name>/html/", mail_html, name="dev_mail_html"),
]
