"""What `data/calendar.json` must look like, as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.provenance.checking import (
    Wrong,
    check_file,
    day,
    each,
    flag,
    mapping,
    one_of,
    shape,
    text,
)
from portal.provenance.files import SOURCES, source_keys
from portal.workdays.models import CalendarYear, DayRule


def check(name: str, file: Mapping[str, Any]) -> None:
    """Refused with one sentence at the first fault of the file called `name`."""
    check_file(name, file, shape({"source_index": SOURCES}))
    entry = shape(
        {
            "date": day,
            "kind": one_of(DayRule.Kind.values),
            "name_vi": text(200),
            "name_en": text(200),
            "confirmed": flag,
            "source": one_of(source_keys(file)),
        }
    )
    years = mapping(one_of(CalendarYear.Status.values), keys=_year)
    check_file(name, file, shape({"calendar_years": years, "calendar": each(entry, by="date")}))


def _year(value: Any) -> None:
    if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4):
        raise Wrong(_("“%(found)s” is not a year.") % {"found": value})
