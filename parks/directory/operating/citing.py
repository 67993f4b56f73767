"""The document or page that a park operator names, as a source."""

import hashlib

from parks.directory.models import Park
from portal.provenance.models import Grade, Source


def cite(park: Park, title: str, url: str) -> Source:
    """The same words of the same operator are one source, however often they are given."""
    digest = hashlib.sha256(f"{title}\n{url}".encode()).hexdigest()[:24]
    source, _new = Source.objects.get_or_create(
        key=f"operator-{park.operator_id}-{digest}",
        defaults={"title": title, "url": url, "grade": Grade.DEVELOPER},
    )
    return source
