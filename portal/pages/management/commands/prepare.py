"""`manage.py prepare`: everything between an empty database and a portal that can serve."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, load the real data and, in development, the demonstration. Loses nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.step("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.step("Loading the calendar, parks, procedures and norms (what is there stays)")
        call_command("load_data")
        if settings.DEVELOPMENT:
            self.step("Loading the demonstration enquiries and cases, once")
            call_command("load_demo")

    def step(self, text: str) -> None:
        self.stdout.write(f"-> {text}")
        self.stdout.flush()
