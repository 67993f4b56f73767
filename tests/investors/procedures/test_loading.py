"""Loading again changes nothing; what officials did since stays."""

import json
from pathlib import Path
from typing import Any

import pytest

from investors.procedures.loading import load
from investors.procedures.models import (
    Instrument,
    Procedure,
    ProcedureVersion,
)
from investors.procedures.publishing import correct, draft_from, publish
from portal.accounts.models import User
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED
from portal.provenance.models import State
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
IRC = "cap-gcn-dang-ky-dau-tu-khong-chu-truong"


def version_of(slug: str) -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure__slug=slug)


def write(file: dict[str, Any], folder: Path) -> Path:
    path = folder / "procedures.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return path


def test_every_record_is_there_and_loading_again_changes_nothing(
    loaded: None, file: dict[str, Any]
) -> None:
    slugs = {one["slug"] for one in (*file["records"], *file["referrals"])}
    assert slugs < set(Procedure.objects.values_list("slug", flat=True))
    assert Procedure.objects.count() == len(slugs) + len(file["abolished"])
    assert Instrument.objects.count() == len(file["instruments"])
    again = load()
    assert not again.changed_anything
    assert again.counts["procedures", UNCHANGED] == Procedure.objects.count()
    assert ProcedureVersion.objects.count() == Procedure.objects.count()


def test_the_report_says_what_is_withheld(db: None) -> None:
    report = load()
    assert report.counts["procedures", CREATED] == 48
    assert report.withheld["procedures"] == 2


def test_a_public_text_with_a_remark_is_refused_whole(
    db: None, file: dict[str, Any], tmp_path: Path
) -> None:
    file["records"][0]["result_document"]["en"] = "Decision (to be checked)"
    with pytest.raises(Refused, match="to be checked"):
        load(write(file, tmp_path))
    assert not Procedure.objects.exists()


def test_a_changed_record_is_a_new_version_and_the_old_one_stays(
    loaded: None, file: dict[str, Any], tmp_path: Path
) -> None:
    old = version_of(IRC)
    record = next(one for one in file["records"] if one["slug"] == IRC)
    record["statutory_days"]["value"] = 8
    report = load(write(file, tmp_path))
    assert report.counts["procedures", CHANGED] == 1
    old.refresh_from_db()
    assert (old.status, old.statutory_days) == ("superseded", 10)
    new = ProcedureVersion.objects.published().get(procedure__slug=IRC)
    assert (new.number, new.statutory_days) == (2, 8)


def test_a_reload_leaves_what_an_official_published(
    loaded: None, file: dict[str, Any], tmp_path: Path, editor: User
) -> None:
    theirs = draft_from(version_of(IRC), editor)
    ProcedureVersion.objects.filter(pk=theirs.pk).update(internal_days=6)
    publish(theirs, editor)
    record = next(one for one in file["records"] if one["slug"] == IRC)
    record["statutory_days"]["value"] = 8
    report = load(write(file, tmp_path))
    assert report.counts["procedures", KEPT] == 1
    published = ProcedureVersion.objects.published().get(procedure__slug=IRC)
    assert published.pk == theirs.pk
    waiting = ProcedureVersion.objects.get(procedure__slug=IRC, status="draft")
    assert (waiting.statutory_days, waiting.published_at) == (8, None)
    assert load(write(file, tmp_path)).counts["procedures", UNCHANGED] == 48


def test_a_reload_leaves_a_corrected_state(
    loaded: None, file: dict[str, Any], tmp_path: Path, editor: User
) -> None:
    procedure = Procedure.objects.get(slug=IRC)
    correct(procedure, {"state": State.WITHHELD}, editor)
    record = next(one for one in file["records"] if one["slug"] == IRC)
    record["name_en"] = "Another name"
    load(write(file, tmp_path))
    procedure.refresh_from_db()
    assert procedure.state == State.WITHHELD
