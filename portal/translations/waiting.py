"""The other verb of a review: a translation waits for an official, and waits again when its source
text has changed."""

from portal.languages.models import TextReview
from portal.provenance.loading import CHANGED, CREATED, UNCHANGED


def wait_for_review(wanted: TextReview, *, reworded: bool = False) -> str:
    """What became of the row. `reworded`: the translation itself is another than was read.

    Call inside the transaction that changes the text, and raise the public version there.
    """
    known = TextReview.objects.filter(
        record=wanted.record, field=wanted.field, language=wanted.language
    ).first()
    if known is None:
        wanted.save()
        return CREATED
    if known.source_digest == wanted.source_digest and not (reworded and known.reviewed):
        return UNCHANGED
    known.source_digest, known.text_digest, known.reviewed = wanted.source_digest, "", False
    known.reviewed_by = known.reviewed_at = None
    known.save()
    return CHANGED
