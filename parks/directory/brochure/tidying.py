"""What is no longer asked for is not kept: rows every minute, stray files every night."""

from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db.models import Q

from parks.directory.brochure.models import Brochure, BrochureQuerySet

GRACE = timedelta(hours=1)  # a reader may be in the middle of one; a failed one is tried again
KEPT = timedelta(days=30)  # then printed anew, with its date
MOST_KEPT = 20_000  # about two gigabytes
BATCH = 500
FOLDER = "brochures"


def tidy(now: datetime) -> int:
    """Removes what was outlived, failed, grew old or is too much; how many."""
    early = Brochure.objects.filter(asked_at__lt=now - GRACE)
    old = Q(state=Brochure.State.FAILED) | Q(made_at__lt=now - KEPT)
    removed = _remove(early.filter(old)) + _remove(early.outlived())
    last = Brochure.objects.order_by("-pk").values_list("pk", flat=True)[MOST_KEPT:][:1].first()
    return removed + (_remove(Brochure.objects.filter(pk__lte=last)) if last else 0)


def _remove(found: BrochureQuerySet) -> int:
    """The row first: a file without a row is tidied away, a row without a file is not found."""
    rows = list(found.order_by("pk")[:BATCH])
    for row in rows:
        row.delete()
        if row.file:
            default_storage.delete(str(row.file.name))
    return len(rows)


def remove_strays(now: datetime) -> int:
    """Files that no row names: a worker was killed between the two."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    removed = 0
    for name in names:
        path = str(PurePosixPath(FOLDER, name))
        if default_storage.get_modified_time(path) > now - GRACE:
            continue
        if not Brochure.objects.filter(file=path).exists():
            default_storage.delete(path)
            removed += 1
    return removed
