"""`manage.py welcome`: where to go first and who to be; printed when `make run` serves."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from investors.cases.models import Case
from portal.accounts.demo import PASSWORD, demo_secret

LOGINS = (
    ("investor", "lan@investor.example", "/en/my/"),
    ("specialist", "hoa@official.example", "/admin/"),
    ("one-stop", "binh@official.example", "/admin/"),
    ("head", "head@official.example", "/admin/"),
    ("editor", "editor@official.example", "/admin/"),
)


class Command(BaseCommand):
    help = "Print the address, a ready reference and the demonstration logins."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("There are no demonstration logins in production.")
        site = settings.SITE_URL
        case = Case.objects.filter(demonstration=True).open().order_by("pk").first()
        lines = [
            f"Portal      {site}/",
            f"Officials   {site}/admin/",
            f"Every mail  {site}/dev/mail/",
        ]
        if case is not None:
            lines.append(f"Track       {site}/en/track/   {case.reference}   {demo_secret()}")
        lines += [f"{who:<11} {email}   {PASSWORD}   {at}" for who, email, at in LOGINS]
        self.stdout.write("\n".join(lines))
