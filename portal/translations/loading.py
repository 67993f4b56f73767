"""Notes down, for `load_data`, that each language of the interface waits for its review."""

from django.db import transaction

from portal.languages.models import TextReview
from portal.pagecache.version import bump_public_version
from portal.provenance.loading import CHANGED, CREATED, UNCHANGED, Report
from portal.translations.interface import wanted_rows


@transaction.atomic
def load() -> Report:
    report = Report()
    for row in wanted_rows():
        known = TextReview.objects.filter(
            record=row.record, field=row.field, language=row.language
        ).first()
        if known is None:
            row.save()
            report.add("interface", CREATED)
        elif known.source_digest != row.source_digest:
            known.source_digest, known.reviewed = row.source_digest, False
            known.reviewed_by = known.reviewed_at = None
            known.save()
            report.add("interface", CHANGED)
        else:
            report.add("interface", UNCHANGED)
    if report.changed_anything:
        bump_public_version()
    return report
