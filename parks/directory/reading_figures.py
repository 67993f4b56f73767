"""The figures of one record: every value of the file with its sources, date and state."""

from collections.abc import Iterator, Mapping
from typing import Any

from parks.directory.facets import sector_key
from parks.directory.reading import Entry, number, source_keys
from parks.directory.reading_rules import Rules
from portal.provenance.models import Confidence

_UNIT_KINDS = {"phường": "ward", "xã": "commune", "đặc khu": "special zone"}

# A name with what is said of it, where the script has brackets of its own.
_ASIDE = {"zh-hans": "{}（{}）", "ja": "{}（{}）"}  # noqa: RUF001

# Path in the record -> (kind, field whose sources count, key of the date)
_NUMBERS: dict[str, tuple[str, str, str]] = {
    "area_total_ha": ("area_total_ha", "area_total_ha", "area_total_as_of"),
    "area_industrial_ha": ("area_industrial_ha", "area_industrial_ha", ""),
    "area_leased_ha": ("area_leased_ha", "area_leased_ha", ""),
    "occupancy_pct": ("occupancy_pct", "occupancy_pct", "occupancy_as_of"),
    "lease_price_usd_m2_min": (
        "lease_price_usd_m2_min",
        "lease_price_usd_m2_min",
        "lease_price_as_of",
    ),
    "lease_price_usd_m2_max": (
        "lease_price_usd_m2_max",
        "lease_price_usd_m2_max",
        "lease_price_as_of",
    ),
    "wastewater_treatment.design_capacity_m3_day": (
        "wastewater_m3_day",
        "wastewater_treatment",
        "",
    ),
    "wastewater_treatment.planned_capacity_m3_day": (
        "wastewater_planned",
        "wastewater_treatment",
        "",
    ),
    "power.capacity_mva": ("power_mva", "power", ""),
    "water_supply_m3_day": ("water_m3_day", "water_supply_m3_day", ""),
    "established_year": ("established_year", "established_year", ""),
    "lease_until": ("lease_until", "lease_until", ""),
}
# Path -> (kind, field whose sources count, language of the file's text)
_TEXTS: dict[str, tuple[str, str, str]] = {
    "water_source": ("water_source", "water_source", "vi"),
    "wastewater_treatment.standard": ("wastewater_standard", "wastewater_treatment", "vi"),
    "developer": ("developer", "developer", "vi"),
    "established_basis": ("established_basis", "established_year", "en"),
}


class Reader(Rules):
    """Reads the figures of one record."""

    def entries(self) -> list[Entry]:
        return [
            *self._numbers(),
            *self._texts(),
            *self._fees(),
            *self._treatment(),
            *self._areas(),
            *self._investments(),
            *self._named("tenant", "notable_tenants"),
            *self._substations(),
            *self._sectors(),
            *self._distances(),
            *self._communes(),
        ]

    def _numbers(self) -> Iterator[Entry]:
        for path, (kind, cited, dated) in _NUMBERS.items():
            if self.at(path) is None:
                continue
            as_of = (self.record[dated] or "") if dated else ""
            keys = self.keys(cited)
            value = number(self.at(path))
            reasons: dict[str, str] = {}
            for conflict in self.record["conflicts"]:
                if conflict["field"] == path and conflict.get("values"):
                    reasons = self.wording.with_others(self.both(conflict["why"]))
                    yield from self._rejected(kind, path, conflict)
            said = self.said(
                kind, path, keys, value=value, as_of=as_of, confidence=self.sureness(cited)
            )
            yield Entry(said, reasons=reasons)

    def _rejected(self, kind: str, path: str, conflict: Mapping[str, Any]) -> Iterator[Entry]:
        for rival in conflict["values"]:
            if rival["value"] == conflict["kept"]:
                continue
            origin = f"conflicts.{path}={rival['value']}"
            value = number(rival["value"])
            said = self.said(kind, path, [rival["source"]], origin=origin, value=value)
            yield Entry(said, chosen=False)

    def _texts(self) -> Iterator[Entry]:
        for path, (kind, cited, language) in _TEXTS.items():
            text = self.at(path)
            if not text:
                continue
            texts = self.both(text) if language == "en" else {language: text}
            keys = self.keys(cited)
            sureness = self.sureness(cited)
            yield Entry(self.said(kind, path, keys, texts=texts, confidence=sureness))

    def _fees(self) -> Iterator[Entry]:
        fee = self.record["management_fee"]
        if fee:
            yield Entry(
                self.said(
                    "management_fee",
                    "management_fee",
                    [fee["source"]],
                    value=number(fee["amount"]),
                    unit=fee["unit"],
                    as_of=fee["as_of"] or "",
                )
            )

    def _treatment(self) -> Iterator[Entry]:
        known = self.record["central_treatment"]
        words = {"yes": {"vi": "có", "en": "yes"}, "no": {"vi": "không có", "en": "no"}}
        if known["value"] in words:
            yield Entry(
                self.said(
                    "central_treatment",
                    "central_treatment",
                    [known["source"]],
                    texts=words[known["value"]],
                    as_of=known["as_of"] or "",
                )
            )

    def _areas(self) -> Iterator[Entry]:
        for index, part in enumerate(self.record["area_details"]):
            yield self.item(
                "area_part", "area_details", index, part["label"], [part["source"]],
                value=number(part["ha"]), texts=self.both(part["label"]),
            )  # fmt: skip

    def _investments(self) -> Iterator[Entry]:
        columns = {"investment_vnd": "vnd_bn", "investment_usd": "usd_m"}
        for index, money in enumerate(self.record["investment_capital"]):
            for kind, amount in columns.items():
                if money[amount] is not None:
                    yield self.item(
                        kind, "investment_capital", index, money["what"], [money["source"]],
                        value=number(money[amount]), texts=self.both(money["what"]),
                        as_of=money.get("as_of") or "",
                    )  # fmt: skip

    def _named(self, kind: str, path: str) -> Iterator[Entry]:
        keys = self.keys(path)
        for index, one in enumerate(self.record[path]):
            texts = {"vi": one["name"], "en": one["name"]}
            if one["detail"]:
                # The name stays as it is; what is said of it has its translations.
                told = self.wording.with_others(self.both(one["detail"]))
                texts |= {
                    lang: _ASIDE.get(lang, "{} ({})").format(one["name"], detail)
                    for lang, detail in told.items()
                }
            yield self.item(kind, path, index, one["name"], keys, texts=texts)

    def _substations(self) -> Iterator[Entry]:
        keys = self.keys("power")
        for index, name in enumerate(self.record["power"]["substations"]):
            texts = self.both(name)
            yield self.item("substation", "power.substations", index, name, keys, texts=texts)

    def _sectors(self) -> Iterator[Entry]:
        keys = self.keys("priority_sectors")
        for index, sector in enumerate(self.record["priority_sectors"]):
            yield self.item(
                "priority_sector", "priority_sectors", index, sector_key(sector["vi"]), keys,
                texts=dict(sector),
            )  # fmt: skip

    def _distances(self) -> Iterator[Entry]:
        keys = source_keys("distances_km", self.record)
        for index, (place, km) in enumerate(self.record["distances_km"].items()):
            if km is not None:
                said = self.said(
                    "road_distance",
                    f"distances_km.{place}",
                    keys,
                    item=place,
                    position=index,
                    value=number(km),
                )
                yield Entry(said)
        for index, road in enumerate(self.record["distances_other_km"]):
            yield self.item(
                "road_distance_other", "distances_other_km", index, road["to"], [road["source"]],
                value=number(road["km"]), texts={"vi": road["to"]},
            )  # fmt: skip
        for index, (place, km) in enumerate((self.record["straight_line_km"] or {}).items()):
            # Computed from pins that nobody surveyed: never better than low.
            said = self.said(
                "straight_line", f"straight_line_km.{place}", ["derived"],
                item=place, position=index, value=number(km), confidence=str(Confidence.LOW),
            )  # fmt: skip
            yield Entry(said)

    def _communes(self) -> Iterator[Entry]:
        for index, unit in enumerate(self.record["location"]["communes_since_2025_07"]):
            english = f"{unit['name_en']} {_UNIT_KINDS[unit['unit_kind_vi']]}"
            vietnamese = f"{unit['unit_kind_vi']} {unit['name_vi']}"
            keys = [key for key in source_keys("location", self.record) if key == "nso_codes"]
            yield self.item(
                "commune", "location.communes_since_2025_07", index, unit["code"], keys,
                texts={"vi": vietnamese, "en": english}, confidence=unit["mapping_confidence"],
            )  # fmt: skip
