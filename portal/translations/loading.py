"""Notes down, for `load_data`, that each language of the interface waits for its review."""

from django.db import transaction

from portal.pagecache.version import bump_public_version
from portal.provenance.loading import Report
from portal.translations.interface import wanted_rows
from portal.translations.waiting import wait_for_review


@transaction.atomic
def load() -> Report:
    report = Report()
    for row in wanted_rows():
        report.add("interface", wait_for_review(row))
    if report.changed_anything:
        bump_public_version()
    return report
