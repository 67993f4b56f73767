"""`manage.py verify_events`: was any case's history touched since it was written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from investors.cases.anchors import anchor_file, verify_anchors
from investors.cases.chain import verify
from investors.cases.models import Case

CAN = """\
Finds: an event changed, removed, inserted or put elsewhere; a payload changed or removed; a case
whose status, count or head does not match its history; since the last anchor also a tail cut
off together with the case's count, or a case removed whole.
Cannot see: a tail cut off with the count and head set back since the last anchor; anything done
by someone who has the key and may write the anchor file; a payload erased without being asked
for (it is marked as erased, and the chain stays valid)."""


class Command(BaseCommand):
    help = "Verifies the chained events of all cases, or of one.\n\n" + CAN

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", default="", help="a reference; default: all cases")

    def handle(self, *args: Any, **options: Any) -> None:
        reference = options["case"]
        cases = Case.objects.order_by("pk")
        if reference:
            cases = cases.filter(reference=reference)
            if not cases.exists():
                raise CommandError(f"There is no case {reference}.")
        findings = [*verify(cases.iterator()), *verify_anchors(reference)]
        for finding in findings:
            where = f"event {finding.number}" if finding.number else "case"
            self.stderr.write(f"{finding.reference}, {where}: {finding.what}")
        self.stdout.write(CAN)
        anchored = "" if anchor_file().exists() else " There is no anchor yet."
        if findings:
            raise CommandError(f"{len(findings)} findings in {cases.count()} cases.{anchored}")
        self.stdout.write(f"{cases.count()} cases verified: nothing was touched.{anchored}")
