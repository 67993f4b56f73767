"""Editors' remarks stay with the officials; the command says what it did."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from parks.directory.loading import load
from parks.directory.models import Park
from portal.provenance.models import Source
from portal.refusals import Refused
from tests.parks.directory.altered import changed_file


@pytest.mark.parametrize(
    "field",
    [
        {"summary_en": "Mid-sized park (boundary to be checked)"},
        {"summary_vi": "Khu công nghiệp, cần đối chiếu ranh giới"},
        {"name_en": "Dong Mai TODO"},
        {"summary_en": "Legal form of the branch changed over time; confirm on the certificate"},
        {"aliases": ["KCN Đông Mai (unsourced)"]},
    ],
)
def test_a_public_text_with_an_editors_remark_is_refused_whole(
    db: None, tmp_path: Path, field: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="dong-mai"):
        load(changed_file(tmp_path, "dong-mai", **field))
    assert not Park.objects.exists()
    assert not Source.objects.exists()


def test_a_piece_of_an_editors_note_is_recognised_in_a_public_text(
    db: None, tmp_path: Path
) -> None:
    note = "The developer told us on the telephone that half is sold"
    path = changed_file(tmp_path, "dong-mai", editor_note=note, summary_en=f"Note: {note}.")
    with pytest.raises(Refused, match="telephone"):
        load(path)


def test_the_command_reports_and_a_dry_run_changes_nothing(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_data", "--dry-run")
    assert "parks: 24 created, 0 changed, 0 unchanged, 2 withheld" in capsys.readouterr().out
    assert not Park.objects.exists()
    call_command("load_data")
    call_command("load_data")
    out = capsys.readouterr().out
    assert "parks: 0 created, 0 changed, 24 unchanged, 2 withheld" in out
