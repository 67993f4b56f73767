"""The one place that writes an account's shortlist: keep, let go.

Both may be repeated: two tabs, two devices or a second click change nothing.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.models import Park, ShortlistEntry
from parks.directory.shortlist.choice import MOST
from portal.accounts.models import User
from portal.refusals import Refused


@transaction.atomic
def keep(parks: Iterable[Park], *, by: User) -> int:
    """Adds those that are not there yet, all or none; how many were added."""
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    kept = ShortlistEntry.objects.visible_to(by).values_list("park_id", "park__published")
    there = dict(kept)
    new = [park for park in parks if park.pk not in there]
    # What is no longer published is not shown, so that nobody could remove it to make room.
    if sum(there.values()) + len(new) > MOST:
        text = _(
            "Your shortlist would hold more than %(most)d parks, so nothing was added. Remove some "
            "first; those kept in this browser are still there."
        )
        raise Refused(text % {"most": MOST})
    ShortlistEntry.objects.bulk_create(
        (ShortlistEntry(user=by, park=park) for park in new), ignore_conflicts=True
    )
    return len(new)


def let_go(slugs: Iterable[str], *, by: User) -> None:
    ShortlistEntry.objects.visible_to(by).filter(park__slug__in=list(slugs)).delete()
