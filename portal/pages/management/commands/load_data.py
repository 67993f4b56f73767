"""Loads the data of every room that has any, from the floor up, and says what changed."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, IntegrityError, transaction
from django.utils.module_loading import module_has_submodule

from portal.provenance.loading import Report
from portal.refusals import Refused


class Command(BaseCommand):
    help = (
        "Loads the data files of all rooms, or the files named instead of them. Running it again "
        "changes only what they changed; one fault in one file and nothing is changed at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="read instead of the room's file of that name"
        )
        parser.add_argument("--dry-run", action="store_true", help="say it, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        rooms = list(_rooms({path.name: path for path in options["files"]}))
        try:
            with transaction.atomic():
                said = [(name, load()) for name, load in rooms]
                transaction.set_rollback(options["dry_run"])
        except Refused as refused:
            raise CommandError(f"{refused.sentence} Nothing was changed.") from None
        except (DataError, IntegrityError) as error:  # what no table of shapes foresees
            told = str(error).splitlines()[0]
            said_so = f"The database refused a row ({told}). Nothing was changed."
            raise CommandError(said_so) from None
        for name, report in said:
            self.stdout.write(name)
            for line in report.lines():
                self.stdout.write(f"  {line}")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")


def _rooms(instead: dict[str, Path]) -> Iterator[tuple[str, Callable[[], Report]]]:
    """A room takes part by having `loading.load() -> Report`, and by `loading.FILE` its file may
    be replaced, by `loading.MORE` its others; rooms are in settings order."""
    for config in apps.get_app_configs():
        if config.module is None or not module_has_submodule(config.module, "loading"):
            continue
        loading = import_module(f"{config.name}.loading")
        load: Callable[..., Report] | None = getattr(loading, "load", None)
        if load is None:
            continue
        path = instead.pop(loading.FILE.name, None) if hasattr(loading, "FILE") else None
        more = {
            parameter: instead.pop(file.name)
            for parameter, file in getattr(loading, "MORE", {}).items()
            if file.name in instead
        }
        yield config.name, partial(load, *filter(None, [path]), **more)
    if instead:
        raise CommandError(f"No room reads a file called {', '.join(instead)}.")
