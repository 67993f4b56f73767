"""`manage.py personal_data EMAIL [--erase]`: what every room keeps about a person."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from portal.accounts.privacy import erase_person, export_person


class Command(BaseCommand):
    help = "Print all that is kept about the holder of an e-mail address, or erase it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--erase", action="store_true", help="wipe what may be wiped")

    def handle(self, *_args: Any, email: str, erase: bool, **_options: Any) -> None:
        if erase:
            self.stdout.write("\n".join(erase_person(email)) or "Nothing is kept.")
        else:
            kept = export_person(email)
            self.stdout.write(json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
