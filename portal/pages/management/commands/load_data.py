"""Loads the data of every room that has any, from the floor up, and says what changed."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from portal.refusals import Refused


class Command(BaseCommand):
    help = "Loads the data files of all rooms; running it again changes only what they changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say it, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        # One transaction around all of them for the dry run; else each room stands alone.
        if options["dry_run"]:
            with transaction.atomic():
                self._load()
                transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
        else:
            self._load()

    def _load(self) -> None:
        """A room takes part by having `loading.load() -> Report`; rooms are in settings order."""
        for config in apps.get_app_configs():
            if config.module is None or not module_has_submodule(config.module, "loading"):
                continue
            load = getattr(import_module(f"{config.name}.loading"), "load", None)
            if load is None:
                continue
            try:
                with transaction.atomic():
                    report = load()
            except Refused as refused:
                raise CommandError(f"{config.name}: {refused.sentence} Nothing loaded.") from None
            self.stdout.write(f"{config.name}")
            for line in report.lines():
                self.stdout.write(f"  {line}")
