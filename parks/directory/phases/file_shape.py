"""What `data/phases.json` must look like, as a table."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from parks.directory.models import Phase
from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    each,
    flag,
    maybe,
    number,
    one_of,
    printed_date,
    shape,
    slug,
    text,
)
from portal.provenance.dates import latest_day
from portal.provenance.files import confidence

_LEAST_HA = 0.01
_LEAST_PCT = 0.01


def check(
    name: str, file: Mapping[str, Any], sources: Collection[str], parks: Collection[str]
) -> None:
    """Refused with one sentence at the first fault. `sources` and `parks`: what a record may name,
    those of `parks.json`."""
    row = {
        "key": slug(),
        "publish": flag,
        "park_slug": one_of(parks),
        "as_of": maybe(printed_date),
        "confidence": confidence,
        "sources": each(one_of(sources)),
        "editor_note": maybe(text()),
    }
    phase = shape(
        {
            **row,
            "name_vi": text(200),
            "name_en": maybe(text(200)),
            "area_ha": maybe(number(_LEAST_HA, 1e8)),
            "stage": one_of(Phase.Stage.values),
            "starts": maybe(printed_date),
            "ends": maybe(printed_date),
        }
    )
    developer = shape(
        {
            **row,
            "name": text(200),
            "share_pct": maybe(number(_LEAST_PCT, 100)),
            "since": maybe(printed_date),
            "until": maybe(printed_date),
        }
    )
    lists = {
        "phases": each(_ordered(phase, "starts", "ends"), by="key"),
        "developers": each(_ordered(developer, "since", "until"), by="key"),
    }
    check_file(name, file, shape(lists))


def _ordered(whole: Check, first: str, last: str) -> Check:
    def checked(record: Any) -> None:
        whole(record)
        begins, ends = latest_day(record[first]), latest_day(record[last])
        if begins and ends and begins > ends:
            raise Wrong(_("ends before it begins."), last)

    return checked
