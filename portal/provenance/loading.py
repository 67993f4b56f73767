"""Loading cited records: the source index, states of fields, and a report of what changed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.provenance.models import Source, State
from portal.provenance.sources import columns_of_officials, write_source

# What the loader says of a row.
CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
KEPT = "kept"  # an official changed it since: the file does not overrule a person


@dataclass
class Report:
    """Counts by outcome and kind of row; `withheld` counts rows the public will not see."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, outcome: str, *, withheld: bool = False) -> None:
        self.counts[kind, outcome] += 1
        self.withheld[kind] += withheld

    @property
    def changed_anything(self) -> bool:
        return any(n for (_, what), n in self.counts.items() if what not in (UNCHANGED, KEPT))

    def lines(self) -> list[str]:
        kinds = dict.fromkeys(kind for kind, _ in self.counts)
        return [
            f"{kind}: {self.counts[kind, CREATED]} created, {self.counts[kind, CHANGED]} changed, "
            f"{self.counts[kind, UNCHANGED]} unchanged, {self.withheld[kind]} withheld"
            + (f", {self.counts[kind, KEPT]} kept by officials" if self.counts[kind, KEPT] else "")
            for kind in kinds
        ]


def load_sources(index: Mapping[str, Mapping[str, Any]], report: Report) -> dict[str, Source]:
    """Every entry of a file's `source_index` as a row, by key. What an official corrected in one
    is left as it is."""
    rows: dict[str, Source] = {}
    titles = public_titles(index)
    known, corrected = Source.objects.in_bulk(list(index), field_name="key"), columns_of_officials()
    for key, entry in index.items():
        wanted = {
            "title": titles[key],
            "note": entry["what"],
            "url": entry.get("url") or "",
            "locator": entry.get("locator") or "",
            "grade": entry["grade"],
            "grade_note": entry.get("grade_note") or "",
        }
        row = known.get(key)
        differs = {name for name, told in wanted.items() if getattr(row, name, None) != told}
        free = {name: wanted[name] for name in differs - corrected.get(key, set())}
        if row is None or free:
            rows[key] = write_source(key, free, reason="data file")
            outcome = CREATED if row is None else CHANGED
        else:
            rows[key] = row
            outcome = KEPT if differs else UNCHANGED
        report.add("sources", outcome)
    return rows


# The two sources without an address whose names are the citation itself.
_NAMED = {
    "blds2015": "91/2015/QH13, art. 147(2), 148(5)",
    "tienphong_20251229": (
        "Báo Tiền Phong, 2025-12-29, “Công nghiệp xanh: Động lực tăng tốc mới của công nghiệp "
        "Quảng Ninh”"
    ),
}
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def public_titles(index: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """By key; where several pages of one publisher would read the same, each with the end of its
    address: "investinquangninh.vn/…/page12.html"."""
    titles = {key: public_title(key, entry) for key, entry in index.items()}
    count = Counter(titles.values())
    for key, title in titles.items():
        page = urlsplit(index[key].get("url") or "").path.rstrip("/").rpartition("/")[2]
        if count[title] > 1 and page:
            host, comma, day = title.partition(", ")
            titles[key] = f"{host}/…/{unquote(page)}{comma}{day}"
    return titles


def public_title(key: str, entry: Mapping[str, Any]) -> str:
    """Publisher and date, the same in every language: "soha.vn, 2025-12-05".

    The files describe sources for editors ("low-grade host", "one deadline is unreliable");
    those words are for officials and stay in `Source.note`.
    """
    if key in _NAMED:
        return _NAMED[key]
    host = (urlsplit(entry.get("url") or "").hostname or "").removeprefix("www.")
    day = _DAY.search(entry["what"])
    return f"{host}, {day[0]}" if host and day else host


def state_of(path: str, record: Mapping[str, Any]) -> State:
    """The state of the value at `path` ("area_details[0]", "steps[].days_indicative").

    A withheld record or a withheld parent path withholds everything below it.
    """
    if record.get("publish") is False or _named(path, record.get("withheld_fields") or ()):
        return State.WITHHELD
    if _named(path, record.get("unverified_fields") or ()):
        return State.UNVERIFIED
    return State.PUBLISHED


def _named(path: str, names: Iterable[str]) -> bool:
    general = re.sub(r"\[\d+\]", "[]", path)
    return any(
        candidate == name or candidate.startswith((f"{name}.", f"{name}["))
        for name in names
        for candidate in (path, general)
    )
