"""`manage.py load_data`: one fault in one file is one sentence, and nothing is changed."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from investors.procedures.loading import FILE as PROCEDURES
from investors.procedures.models import Procedure
from parks.directory.loading import FILE as PARKS
from parks.directory.loading import MORE
from parks.directory.models import Figure, Park
from portal.pages.loading import FILE as INDICATORS
from portal.pages.models import Indicator
from portal.provenance.models import Source
from portal.workdays.loading import FILE as CALENDAR
from portal.workdays.models import CalendarYear
from tests.live import ROOT

WHOLE = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (
    PARKS, *MORE.values(), PROCEDURES, INDICATORS, CALENDAR
)}  # fmt: skip
Change = Callable[[dict[str, Any]], object]
pytestmark = pytest.mark.usefixtures("in_english")


def first(file: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = file["records"][0]
    return record


def set_(**values: Any) -> Change:
    return lambda file: first(file).update(values)


def drop(key: str) -> Change:
    return lambda file: first(file).pop(key)


def deeper(*steps: Any, to: Any) -> Change:
    def change(file: dict[str, Any]) -> None:
        inside: Any = file
        for step in steps[:-1]:
            inside = inside[step]
        inside[steps[-1]] = to

    return change


def twice(key: str) -> Change:
    return lambda file: file[key].append(copy.deepcopy(file[key][0]))


def written(folder: Path, name: str, change: Change) -> Path:
    file = copy.deepcopy(WHOLE[name])
    change(file)
    path = folder / name
    path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(CommandError) as said:
        call_command("load_data", str(path), stdout=StringIO())
    assert said.value.returncode == 1
    sentence = str(said.value)
    assert sentence.endswith("Nothing was changed.")
    assert "\n" not in sentence
    return sentence.removesuffix(" Nothing was changed.")


def nothing_there() -> bool:
    tables = (Source, Park, Figure, Procedure, Indicator, CalendarYear)
    return not any(table.objects.exists() for table in tables)


PARK = "parks.json, records “song-khoai”"
IN_PARKS: list[tuple[str, Change, str]] = [
    ("a slug that is none", set_(slug="Sông Khoai"), "records “Sông Khoai”, slug: “Sông Khoai” is"),
    ("no name", drop("name_vi"), f"{PARK}, name_vi: is missing."),
    ("no slug", drop("slug"), "parks.json, records 1, slug: is missing."),
    ("an unknown kind", set_(kind="castle"), f"{PARK}, kind: “castle” is not known here. Known: "),
    ("an unknown status", set_(status="sleeping"), f"{PARK}, status: “sleeping” is not known"),
    ("a negative area", set_(area_total_ha=-5), f"{PARK}, area_total_ha: -5 is not between 0"),
    ("an area in words", set_(area_total_ha="700"), f"{PARK}, area_total_ha: “700” is not a num"),
    ("a share over 100", set_(occupancy_pct=101), "occupancy_pct: 101 is not between 0 and 100."),
    ("a day that never was", set_(area_total_as_of="2025-02-31"), "“2025-02-31” is not a date."),
    ("a date in words", set_(lease_price_as_of="soon"), "lease_price_as_of: “soon” is not a date."),
    ("a pin in another province", set_(lat=10.8), f"{PARK}, lat: 10.8 is not between 20.6 and"),
    ("latitude for longitude", set_(lon=20.96), f"{PARK}, lon: 20.96 is not between 106.35 and"),
    ("the same park twice", twice("records"), f"{PARK}, slug: “song-khoai” stands here twice."),
    ("a source that is none", set_(sources=["hearsay"]), f"{PARK}, sources[0]: “hearsay” is not"),
    ("an unknown zone", set_(parent_zone_slug="atlantis"), "parent_zone_slug: “atlantis” is"),
    ("an unknown unit", set_(management_fee={"amount": 1, "unit": "gold", "as_of": None,
     "source": "soha_2025"}), f"{PARK}, management_fee.unit: “gold” is not known here."),
    ("a part with no size", deeper("records", 0, "area_details", 1, "ha", to=None),
     f"{PARK}, area_details[1].ha: null is not a number."),
    ("the same company twice", lambda file: first(file)["notable_tenants"].append(
        dict(first(file)["notable_tenants"][0])), f"{PARK}, tenant: “jinko-solar” stands"),
    ("a name too long to keep", set_(name_vi="x" * 201), "the text has 201 characters; 200 is"),
    ("a withheld field that is none", set_(withheld_fields=["area_totl_ha"]),
     f"{PARK}, withheld_fields[0]: “area_totl_ha” names no field of this record."),
    ("a null byte", set_(name_en="a\x00b"), f"{PARK}, name_en: holds characters"),
    ("an unknown grade", deeper("source_index", "soha_2025", "grade", to="gossip"),
     "parks.json, source_index.soha_2025.grade: “gossip” is not known here."),
    ("records as an object", deeper("records", to={}), "parks.json, records: an object is"),
    ("incentives as a text", set_(incentives={"vi": "x", "en": "x"}),
     f"{PARK}, incentives: are rows of incentives.json"),
    ("no records", lambda file: file.pop("records"), "parks.json, records: is missing."),
]  # fmt: skip
ELSEWHERE: list[tuple[str, str, Change, str]] = [
    ("procedures.json", "an unknown kind", set_(kind="favour"), ", kind: “favour” is not known"),
    ("procedures.json", "an unknown unit",
     deeper("records", 0, "statutory_days", "unit", to="weeks"),
     ", statutory_days.unit: “weeks” is not known here. Known: working, calendar."),
    ("procedures.json", "no days", drop("statutory_days"), ", statutory_days: is missing."),
    ("procedures.json", "a law that is not listed",
     deeper("records", 0, "legal_basis", 0, "document", to="1/1900"), "legal_basis[0].document:"),
    ("procedures.json", "a step twice", lambda f: first(f)["steps"].append(first(f)["steps"][0]),
     ", steps[6].order: “1” stands here twice."),
    ("procedures.json", "a referral twice", twice("referrals"), "referrals “chap-thuan-chu-tr"),
    ("procedures.json", "a day that never was", 
     deeper("instruments", 0, "issued", to="2025-13-01"),
     "instruments “143/2025/QH15”, issued: “2025-13-01” is not a date."),
    ("indicators.json", "an unknown unit", set_(unit="hearts"), "records “pci”, unit: “hearts”"),
    ("indicators.json", "a period that is none",
     deeper("records", 0, "series", 0, "period", to="x"),
     "records “pci”, series[0].period: “x” is not a period."),
    ("indicators.json", "a share over 100", deeper("records", 2, "series", 0, "value", to=140),
     "records “par_index”, series[0].value: 140 is not between 0 and 100."),
    ("indicators.json", "one period twice", lambda f: first(f)["series"].append(
        first(f)["series"][0]), "records “pci”, series[12].period: “2013” stands here twice."),
    ("incentives.json", "published without its article", set_(publish=True),
     "records “cit-zones-before-2025-10-rate”, article: is missing: an incentive is published"),
    ("incentives.json", "a rate without a number", set_(percent=None), "percent: a rate or a red"),
    ("incentives.json", "an unknown tax", set_(tax="window_tax"), "tax: “window_tax” is not known"),
    ("incentives.json", "a rate over 100", set_(percent=110), "percent: 110 is not between 0 and"),
    ("incentives.json", "an unknown park", set_(area="one", park_slug="atlantis"),
     "park_slug: “atlantis” is not known here."),
    ("incentives.json", "no park where one is meant", set_(area="one"), "park_slug: is named wher"),
    ("incentives.json", "a certificate that ends before it begins",
     set_(licensed_from="2026-01-01"), "licensed_until: ends before it begins."),
    ("incentives.json", "the same twice", twice("records"), "key: “cit-zones-before-2025-10-rate”"),
    ("incentives.json", "a source that is none", set_(sources=["hearsay"]), "“hearsay” is not kn"),
    ("calendar.json", "a day that never was", deeper("calendar", 0, "date", to="2026-02-30"),
     "calendar “2026-02-30”, date: “2026-02-30” is not a date."),
    ("calendar.json", "an unknown kind", deeper("calendar", 0, "kind", to="fun"), "kind: “fun”"),
    ("calendar.json", "a year that is none", deeper("calendar_years", "soon", to="published"),
     "calendar_years.soon: “soon” is not a year."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"), [case[1:] for case in IN_PARKS], ids=[case[0] for case in IN_PARKS]
)
def test_a_fault_in_a_park_is_one_sentence_and_nothing_is_loaded(
    db: None, tmp_path: Path, change: Change, sentence: str
) -> None:
    assert sentence in refused(written(tmp_path, "parks.json", change))
    assert nothing_there()


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [(name, change, sentence) for name, _what, change, sentence in ELSEWHERE],
    ids=[f"{name}: {what}" for name, what, _change, _sentence in ELSEWHERE],
)
def test_a_fault_in_another_file_is_told_the_same_way(
    db: None, tmp_path: Path, name: str, change: Change, sentence: str
) -> None:
    told = refused(written(tmp_path, name, change))
    assert told.startswith(name)
    assert sentence in told
    assert nothing_there()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "parks.json is not JSON: line 1, column 1"),
        (b'{"records": [', "parks.json is not JSON: line 1, column 14"),
        (b"[]", "parks.json: a list is not an object of named values."),
        (b"null", "parks.json: null is not an object of named values."),
        (b'{"a": "\xff"}', "parks.json is not UTF-8 (byte 7)."),
        (b'{"a": NaN}', "parks.json: NaN is not a number."),
        (b"[" * 100_000, "parks.json is not JSON."),
        (b'{"a": ' + b"9" * 5_000 + b"}", "parks.json is not JSON."),
        (
            b'{"records": [{"slug": "hai-ha", "kind": "a", "kind": "b"}]}',
            "parks.json: “hai-ha”, kind: the key “kind” stands twice in one object.",
        ),
    ],
)
def test_what_is_no_json_object_is_said_to_be_none(
    db: None, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "parks.json"
    path.write_bytes(content)
    assert sentence in refused(path)
    assert nothing_there()


def test_a_file_that_is_not_there_or_that_no_room_reads_is_named(db: None, tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "parks.json")
    with pytest.raises(CommandError, match=r"No room reads a file called castles\.json"):
        call_command("load_data", str(tmp_path / "castles.json"))


def test_a_fault_in_the_last_file_undoes_what_the_first_ones_changed(
    db: None, tmp_path: Path
) -> None:
    call_command("load_data", stdout=StringIO())
    parks = written(tmp_path, "parks.json", set_(name_en="Another name"))
    broken = written(tmp_path, "indicators.json", set_(unit="hearts"))
    with pytest.raises(CommandError):
        call_command("load_data", str(parks), str(broken), stdout=StringIO())
    assert Park.objects.get(slug="song-khoai").name_en != "Another name"
    call_command("load_data", str(parks), stdout=StringIO())
    assert Park.objects.get(slug="song-khoai").name_en == "Another name"


def test_the_real_files_load_with_a_report_and_a_second_time_change_nothing(db: None) -> None:
    said, again = StringIO(), StringIO()
    call_command("load_data", stdout=said)
    assert "parks: 24 created, 0 changed, 0 unchanged, 2 withheld" in said.getvalue()
    call_command("load_data", stdout=again)
    lines = [line for line in again.getvalue().splitlines() if ":" in line]
    assert len(lines) == len([line for line in said.getvalue().splitlines() if ":" in line])
    assert all(" 0 created, 0 changed, " in line for line in lines)
    assert "  parks: 0 created, 0 changed, 24 unchanged, 2 withheld" in lines


def test_the_command_ends_with_1_and_no_traceback(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
        "PORTAL_VAR": str(tmp_path),
        "PORTAL_ENV_FILE": os.devnull,
    }
    broken = written(tmp_path, "calendar.json", deeper("calendar", 0, "kind", to="party"))
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "load_data", str(broken)],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "“party”" in done.stderr
