"""What `data/incentives.json` must look like, as a table."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from parks.directory.models import Incentive
from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    day,
    each,
    flag,
    maybe,
    number,
    one_of,
    printed_date,
    shape,
    slug,
    text,
    whole,
)
from portal.provenance.files import confidence

_WITH_PERCENT = (Incentive.Relief.RATE, Incentive.Relief.REDUCED)


def check(
    name: str, file: Mapping[str, Any], sources: Collection[str], parks: Collection[str]
) -> None:
    """Refused with one sentence at the first fault. `sources` and `parks`: what a record may name,
    those of `parks.json`."""
    check_file(name, file, shape({"records": each(_record(sources, parks), by="key")}))


def _record(sources: Collection[str], parks: Collection[str]) -> Check:
    whole_record = shape(
        {
            "key": slug(),
            "publish": flag,
            "tax": one_of(Incentive.Tax.values),
            "relief": one_of(Incentive.Relief.values),
            "percent": maybe(number(0, 100)),
            "years": maybe(whole(1, 99)),
            "whole_term": flag,
            "counted_from": one_of(Incentive.Start.values),
            "condition": one_of(Incentive.Condition.values),
            "licensed_from": maybe(day),
            "licensed_until": maybe(day),
            "area": one_of(Incentive.Area.values),
            "park_slug": maybe(one_of(parks)),
            "document": maybe(text(60)),
            "article": maybe(text(20)),
            "clause": maybe(text(20)),
            "document_url": maybe(_address),
            "as_of": maybe(printed_date),
            "confidence": confidence,
            "sources": each(one_of(sources)),
            "editor_note": maybe(text()),
        }
    )

    def checked(record: Any) -> None:
        whole_record(record)
        _fits_together(record)

    return checked


def _address(value: Any) -> None:
    text(1000)(value)
    if not value.startswith("https://"):
        raise Wrong(_("“%(found)s” is not an https address.") % {"found": value[:60]})


def _fits_together(record: Mapping[str, Any]) -> None:
    """What a database constraint would refuse without saying which record it is."""
    if record["publish"] and not (record["document"] and record["article"]):
        raise Wrong(_("is missing: an incentive is published with its article only."), "article")
    if (record["percent"] is None) == (record["relief"] in _WITH_PERCENT):
        raise Wrong(_("a rate or a reduction has a percentage, nothing else has."), "percent")
    if record["years"] is not None and record["whole_term"]:
        raise Wrong(_("some years, or the whole term of the project, not both."), "years")
    first, last = record["licensed_from"], record["licensed_until"]
    if first and last and first > last:
        raise Wrong(_("ends before it begins."), "licensed_until")
    if (record["park_slug"] is None) == (record["area"] == Incentive.Area.ONE):
        raise Wrong(_("is named where one park or zone is meant, and only there."), "park_slug")
