"""The verb of a review: an official read a translation against its source and confirms it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.roles import may
from portal.languages.models import TextReview, digest_of
from portal.pagecache.version import bump_public_version
from portal.refusals import Refused
from portal.translations.interface import RECORD, catalogue_digest
from portal.translations.rooms import text_of

MAY = "figures.edit"


@transaction.atomic
def confirm(keys: Iterable[int], *, by: User) -> int:
    """How many were confirmed. A text whose source changed since the page was drawn is refused,
    so that nobody vouches for words that were not read."""
    if not (by.is_superuser or may(by, MAY)):
        raise PermissionDenied
    rows = list(TextReview.objects.select_for_update().filter(pk__in=list(keys), reviewed=False))
    for row in rows:
        if source_digest(row) not in ("", row.source_digest):
            raise Refused(
                _("The source text of %(record)s has changed. Load the data again, then read it.")
                % {"record": row.record}
            )
        row.text_digest = text_digest(row)
        row.reviewed, row.reviewed_by, row.reviewed_at = True, by, timezone.now()
        row.save()
    if rows:
        bump_public_version()
    return len(rows)


def source_digest(row: TextReview) -> str:
    """Of the source text as it stands now; empty where no room knows it any more."""
    if row.record == RECORD:
        return catalogue_digest(row.language)
    text = text_of(row.record, row.field, row.source_language)
    return digest_of(text) if text else ""


def text_digest(row: TextReview) -> str:
    """Of the translation as it stands now; empty where it is no text of a room."""
    text = text_of(row.record, row.field, row.language)
    return digest_of(text) if text else ""
