"""The disk is full, the power goes: the file of heads is whole again the next night."""

import resource
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from investors.cases.anchors import anchor_file, verify_anchors, write_anchor
from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from tests.cast import MakeEnquiry

pytestmark = pytest.mark.django_db
FILES = resource.RLIMIT_FSIZE


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def full_after() -> Iterator[Any]:
    """No file may grow past so many bytes, as on a disk that is full."""
    before, soft_and_hard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(FILES)
    yield lambda size: resource.setrlimit(FILES, (size, soft_and_hard[1]))
    resource.setrlimit(FILES, soft_and_hard)
    signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def another(
    make_enquiry: MakeEnquiry, procedure: ProcedureVersion, hoa: User, calendar: object
) -> Any:
    return lambda: open_case(make_enquiry(), procedure, by=hoa)


def test_a_full_disk_leaves_the_file_as_it_was(another: Any, full_after: Any) -> None:
    another()
    write_anchor(timezone.now())
    whole = anchor_file().read_bytes()
    another()
    full_after(len(whole) + 60)
    with pytest.raises(OSError, match="too large"):
        write_anchor(timezone.now())
    assert anchor_file().read_bytes() == whole
    full_after(resource.RLIM_INFINITY)
    assert write_anchor(timezone.now()) == 1
    assert list(verify_anchors()) == []


def cut_off_the_last_line() -> None:
    whole = anchor_file().read_bytes()
    anchor_file().write_bytes(whole[:-40])


def test_a_line_that_was_cut_off_is_named_so_and_takes_no_other_with_it(another: Any) -> None:
    another()
    write_anchor(timezone.now())
    second: Case = another()
    write_anchor(timezone.now())
    cut_off_the_last_line()
    named = StringIO()
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_events", stdout=StringIO(), stderr=named)
    assert "cut off while it was written" in named.getvalue()
    assert write_anchor(timezone.now()) == 1  # what the torn line had lost
    said, named = StringIO(), StringIO()
    call_command("verify_events", stdout=said, stderr=named)
    assert "nothing was touched" in said.getvalue()
    assert "the next one holds what it lost" in named.getvalue()
    assert write_anchor(timezone.now()) == 0
    assert [(one.number, one.remark) for one in verify_anchors()] == [(2, True)]
    assert second.reference in anchor_file().read_text().splitlines()[2]


def test_a_line_cut_short_by_hand_is_still_found(another: Any) -> None:
    for _night in range(3):
        another()
        write_anchor(timezone.now())
    lines = anchor_file().read_text().splitlines()
    anchor_file().write_text("\n".join([lines[0], lines[1][:-40], lines[2]]) + "\n")
    assert {one.number for one in verify_anchors() if not one.remark} == {2, 3}
