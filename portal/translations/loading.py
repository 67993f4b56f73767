"""Notes down, for `load_data`, that each language of the interface waits for its review, and that
a translation waits again which is another than the one an official read."""

from django.db import transaction

from portal.languages.models import TextReview
from portal.pagecache.version import bump_public_version
from portal.provenance.loading import Report
from portal.translations.interface import wanted_rows
from portal.translations.reviewing import text_digest
from portal.translations.waiting import wait_for_review


@transaction.atomic
def load() -> Report:
    report = Report()
    for row in wanted_rows():
        report.add("interface", wait_for_review(row))
    for row in TextReview.objects.filter(reviewed=True).exclude(text_digest=""):
        if text_digest(row) != row.text_digest:
            report.add("translations", wait_for_review(row, reworded=True))
    if report.changed_anything:
        bump_public_version()
    return report
