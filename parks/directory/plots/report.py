"""All that is wrong with a file of plots, as a table for a spreadsheet."""

import csv
from collections.abc import Iterable
from typing import TextIO

from django.utils.translation import gettext as _

from parks.directory.plots.faults import Fault
from portal.spreadsheets import harmless


def write_faults(out: TextIO, faults: Iterable[Fault]) -> None:
    """UTF-8 with a mark in front, as `compare.export` writes. Sentences repeat what a file holds,
    so that none of them may begin a formula."""
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow([harmless(name) for name in (_("Line"), _("Column"), _("What is wrong"))])
    for fault in faults:
        line = fault.line or _("whole file")
        table.writerow([harmless(cell) for cell in (line, fault.column, fault.sentence)])
