"""What this room keeps about a person, for export and erasure."""

from parks.directory.models import ShortlistEntry
from portal.accounts.privacy import Room, Rows, register


def _export(email: str) -> Rows:
    kept = ShortlistEntry.objects.filter(user__email__iexact=email).select_related("park")
    rows = [{"park": one.park.slug, "added_at": one.added_at} for one in kept]
    return {"shortlist": rows}


def _erase(email: str) -> list[str]:
    ShortlistEntry.objects.filter(user__email__iexact=email).delete()
    return []


register(Room("directory", _export, _erase))
