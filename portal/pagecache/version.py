"""Raising and reading the public version."""

from django.db.models import F

from portal.pagecache.models import PublicVersion


def bump_public_version() -> None:
    """Call inside the transaction of a change that any anonymous page may show.

    Holds the version's row until the transaction ends.
    """
    version = PublicVersion.objects.filter(pk=1)
    if not version.update(number=F("number") + 1):
        _row, created = PublicVersion.objects.get_or_create(pk=1, defaults={"number": 2})
        if not created:
            version.update(number=F("number") + 1)


def public_version() -> int:
    number = PublicVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    return number or 1
