"""Phases and developers stand with their dates and their proof, and officials keep them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parks.directory.loading import MORE, load
from parks.directory.models import Developer, DeveloperEvent, Park, Phase, PhaseEvent
from parks.directory.rows import write_row
from portal.accounts.models import Organisation, OrganisationName, User
from portal.provenance.loading import CREATED, UNCHANGED, Report
from portal.provenance.models import Source, State
from portal.refusals import Refused
from tests.parks.directory.visiting import words

SignIn = Callable[[User], Client]
FILE = json.loads(MORE["phases"].read_text(encoding="utf-8"))
NO_EVENTS = {f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}


def changed(tmp_path: Path, part: str, key: str, fields: dict[str, Any]) -> Path:
    file = json.loads(json.dumps(FILE))
    next(one for one in file[part] if one["key"] == key).update(fields)
    path = tmp_path / "phases.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return path


def test_every_row_is_loaded_once(loaded: Report) -> None:
    assert loaded.counts["phases", CREATED] == Phase.objects.count() == len(FILE["phases"])
    assert loaded.counts["developers", CREATED] == len(FILE["developers"])
    again = load()
    assert again.counts["developers", UNCHANGED] == Developer.objects.count()
    assert PhaseEvent.objects.count() == len(FILE["phases"])


def test_a_phase_stands_with_area_stage_dates_and_source(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/bac-tien-phong/")
    assert "Phases phase 1 , 318.8 ha (planned) 2017 – 2021" in text
    assert "phase 2 , 874.1 ha (planned) 2022 – 2031" in text
    assert "giai đoạn 1 , 318,8 ha" in words(visitor, "/vi/parks/bac-tien-phong/")


def test_a_name_without_a_source_is_marked_and_a_share_without_one_is_withheld(
    loaded: Report, visitor: Client
) -> None:
    text = words(visitor, "/en/parks/song-khoai/")
    assert "Developers Công ty CP Đô thị Amata Hạ Long date not stated" in text
    assert "Marubeni" not in text
    marubeni = Developer.objects.get(name="Marubeni")
    assert (marubeni.state, marubeni.since) == (State.WITHHELD, "2024-06")
    assert marubeni.share_pct == 20
    assert "Viglacera date not stated to be checked" in words(visitor, "/en/parks/cai-lan/")


def test_the_api_gives_the_same_rows(loaded: Report, visitor: Client) -> None:
    said = visitor.get("/api/v1/parks/bac-tien-phong/").json()
    first, second = said["phases"]
    assert (first["area_ha"], first["stage"], first["starts"]) == (318.8, "planned", "2017")
    assert (second["ends"], second["sources"][0]["key"]) == ("2031", "bizhub_2016")
    assert said["former_district"] == "thị xã Quảng Yên"
    (only,) = visitor.get("/api/v1/parks/song-khoai/").json()["developers"]
    assert only["name"] == "Công ty CP Đô thị Amata Hạ Long"


@pytest.mark.parametrize(
    ("part", "key", "fields", "sentence"),
    [
        ("phases", "hai-ha-1", {"starts": "2020", "ends": "2019"}, "ends: ends before it begins"),
        ("phases", "hai-ha-1", {"area_ha": -5}, "area_ha: -5 is not between"),
        ("phases", "hai-ha-1", {"stage": "asleep"}, "stage: “asleep” is not known here"),
        ("phases", "hai-ha-1", {"starts": "2025-02-31"}, "“2025-02-31” is not a date"),
        ("phases", "hai-ha-1", {"park_slug": "atlantis"}, "park_slug: “atlantis” is not known"),
        ("developers", "song-khoai-amata", {"share_pct": 101}, "share_pct: 101 is not between"),
        ("developers", "song-khoai-amata", {"sources": ["x"]}, "sources[0]: “x” is not known"),
        ("developers", "song-khoai-amata", {"key": "song-khoai-marubeni"}, "stands here twice"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_a_fault_in_the_file_is_one_sentence_and_changes_nothing(
    loaded: Report, tmp_path: Path, part: str, key: str, fields: dict[str, Any], sentence: str
) -> None:
    events = PhaseEvent.objects.count() + DeveloperEvent.objects.count()
    with pytest.raises(Refused) as refused, transaction.atomic():
        load(phases=changed(tmp_path, part, key, fields))
    said = str(refused.value.sentence)
    assert said.startswith(f"phases.json, {part}")
    assert sentence in said
    assert PhaseEvent.objects.count() + DeveloperEvent.objects.count() == events


def test_a_changed_file_changes_the_row_and_keeps_the_history(
    loaded: Report, tmp_path: Path
) -> None:
    load(phases=changed(tmp_path, "phases", "hai-ha-1", {"area_ha": 661}))
    row = Phase.objects.get(origin="hai-ha-1")
    event = row.events.first()
    assert event
    assert row.area_ha == 661
    assert (event.before["area_ha"], event.after["area_ha"]) == ("660", "661")


def test_an_editor_changes_a_phase_in_the_admin(
    loaded: Report, editor: User, signed_in: SignIn, visitor: Client
) -> None:
    row = Phase.objects.get(origin="hai-ha-1")
    last = row.events.order_by("-pk").first()
    assert last
    address = reverse("admin:directory_phase_change", args=[row.pk])
    data = {
        "park": row.park_id, "name_vi": row.name_vi, "name_en": row.name_en, "area_ha": "660",
        "stage": "operating", "starts": "2014-04", "ends": "soon", "as_of": "",
        "sources": [one.pk for one in row.sources.all()], "confidence": row.confidence,
        "state": "published", "note": "", "why": "read", "last_change": last.pk, **NO_EVENTS,
    }  # fmt: skip
    browser = signed_in(editor)
    refused = browser.post(address, data)
    assert {"ends"} == set(refused.context["adminform"].errors)
    assert browser.post(address, {**data, "ends": ""}).status_code == 302
    event = PhaseEvent.objects.filter(row=row).first()
    assert event
    assert (event.actor, event.after["stage"]) == (editor, "operating")
    browser.cookies["portal_language"] = "en"
    assert "<p>stage: operating</p>" in browser.get(address).text  # the history, in words
    assert "phase 1 , 660 ha (operating) from Apr 2014" in words(visitor, "/en/parks/hai-ha/")


def test_nothing_of_a_withheld_park_is_public_and_shares_are_percentages(
    loaded: Report, editor: User
) -> None:
    source = Source.objects.get(key="soha_2025")
    hidden = Park.objects.get(slug="quan-trieu")
    told = {"park": hidden, "name": "Somebody", "state": State.PUBLISHED}
    row = write_row(Developer(), told, [source], by=editor)
    assert not Developer.objects.public().filter(pk=row.pk).exists()
    assert Developer.objects.filter(pk=row.pk).update(share_pct=100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Developer.objects.filter(pk=row.pk).update(share_pct=101)


# --- Names with dates ---------------------------------------------------------------------


def test_former_units_and_later_phases_are_named(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/song-khoai/")
    assert "ended on Mon 30 Jun 2025: thị xã Quảng Yên, Sông Khoai" in text
    later = "Later phases: Hai Ha Seaport Industrial Park, phase 2"
    assert later in words(visitor, "/en/parks/hai-ha/")
    assert "Later phases" not in text


def test_the_authority_stands_under_todays_name_and_its_former_ones_with_dates(
    loaded: Report, visitor: Client
) -> None:
    body = Organisation.objects.get(key="qn-eza")
    today = timezone.localdate()
    text = words(visitor, "/en/parks/song-khoai/")
    assert "Authority Quang Ninh Economic Zone Authority" in text
    assert "Former name of the authority" not in text
    body.names.update(valid_until=date(2026, 8, 31))
    named = {"organisation": body, "valid_from": date(2026, 9, 1), "state": State.PUBLISHED}
    assert today > date(2026, 9, 1)
    OrganisationName.objects.create(name_vi="Tên mới", name_en="New Authority", **named)
    hidden = {**named, "state": State.WITHHELD, "valid_until": date(2026, 9, 2)}
    OrganisationName.objects.create(name_vi="Tên kín", name_en="Hidden", **hidden)
    text = words(visitor, "/en/parks/song-khoai/")
    assert "Authority New Authority (from Tue 1 Sep 2026)" in text
    assert "Quang Ninh Economic Zone Authority (until Mon 31 Aug 2026)" in text
    assert "Hidden" not in text
