"""What `data/indicators.json` must look like, as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.pages.models import IndicatorPoint
from portal.pages.wording import UNITS
from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    each,
    maybe,
    number,
    one_of,
    printed_date,
    shape,
    slug,
    text,
    whole,
)
from portal.provenance.dates import read_period
from portal.provenance.files import SOURCES, confidence, source_keys

_VALUE = number(-1e11, 1e11)  # growth may be negative


def check(name: str, file: Mapping[str, Any]) -> None:
    """Refused with one sentence at the first fault of the file called `name`."""
    check_file(name, file, shape({"source_index": SOURCES}))
    source = one_of(source_keys(file))
    check_file(name, file, shape({"records": each(_record(source), by="code")}))


def _record(source: Check) -> Check:
    fields = shape(
        {
            "code": slug(60),
            "name_vi": text(200),
            "name_en": text(200),
            "unit": one_of(UNITS),
            "publisher": maybe(text(200)),
            "note": maybe(text()),
            "series": each(_point(source), by="period"),
            "conflicts": each(
                shape(
                    {
                        "period": text(40),
                        "values": each(shape({"value": _VALUE, "source": source})),
                    },
                    {"note": maybe(text())},
                )
            ),
        }
    )

    def checked(record: Any) -> None:
        fields(record)
        if record["unit"] == "percent":
            return _shares(record)

    return checked


def _point(source: Check) -> Check:
    return shape(
        {
            "period": _period,
            "value": maybe(_VALUE),
            "rank": maybe(whole(1, 1000)),
            "kind": one_of(IndicatorPoint.Kind.values),
            "confidence": confidence,
            "note": maybe(text()),
            "source": source,
        },
        {
            "as_of": maybe(printed_date),
            "attributed_to": maybe(text(200)),
            "show_beside": maybe(text(40)),
        },
    )


def _period(value: Any) -> None:
    text(40)(value)
    if read_period(value) is None:
        raise Wrong(_("“%(period)s” is not a period.") % {"period": value})


def _shares(record: Mapping[str, Any]) -> None:
    """A share of a whole is at most 100; growth (an index of production, of output) may be more
    or below nothing."""
    if "growth" in record["code"] or record["code"] == "iip":
        return
    for place, point in enumerate(record["series"]):
        if point["value"] is not None and not 0 <= point["value"] <= 100:
            said = _("%(found)s is not between %(lowest)s and %(highest)s.")
            found = {"found": point["value"], "lowest": "0", "highest": "100"}
            raise Wrong(said % found, "series", (point["period"], place), "value")
