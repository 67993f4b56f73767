"""`manage.py verify_events`: was any case touched past its moves since it was written?

What it can and cannot detect is in `CAN`, which it also prints.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from investors.cases.anchors import anchor_file, verify_anchors
from investors.cases.models import Case
from investors.cases.verifying import verify

CAN = """\
Finds: an event changed, removed, inserted or put elsewhere; a payload changed or removed; a case
whose own row differs from what its last event says, column by column: kind, status, result,
national code, version, desk, owner, the official, original, computed and shown dates, the moments
of filing, receipt and end, the count and the head; a pause or an extension that no event tells
of; since the last anchor also a tail cut off together with the case's row, or a case removed
whole.
Cannot see: a tail cut off with the row set back since the last anchor; anything done by someone
who has the key and may write the anchor file; a payload erased without being asked for (it is
marked as erased, and the chain stays valid), nor a code changed after that; the contact, the
title and the reason of a date, which may be erased; how far a late date was told (`escalated`)
and the version of the calendar, which the sweeps turn without an event."""


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
        touched = [finding for finding in findings if not finding.remark]
        for finding in findings:
            where = f"event {finding.number}" if finding.number else "case"
            self.stderr.write(f"{finding.reference}, {where}: {finding.what}")
        self.stdout.write(CAN)
        anchored = "" if anchor_file().exists() else " There is no anchor yet."
        if touched:
            raise CommandError(f"{len(touched)} findings in {cases.count()} cases.{anchored}")
        self.stdout.write(f"{cases.count()} cases verified: nothing was touched.{anchored}")
