"""`manage.py due_date`, called as the program it is and from Python."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.accounts.models import User
from portal.workdays.loading import load
from portal.workdays.publishing import propose_year, publish_year

ROOT = Path(__file__).parents[3]
NOVEMBER = "2026-11-02T10:00"
SUPPLEMENT = ["--pause", "2026-11-06", "2026-11-20"]


@pytest.fixture(autouse=True)
def calendar(db: None) -> None:
    load()


def answer(*line: str) -> dict[str, Any]:
    out = StringIO()
    call_command("due_date", *line, "--json", stdout=out)
    return dict(json.loads(out.getvalue()))


def refusal(*line: str) -> str:
    """The sentence, which must be the same in the object and in the error, with exit 2."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("due_date", *line, "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert error.value.returncode == 2
    assert told == {
        "due": None,
        "certainty": None,
        "authority_days": None,
        "investor_days": None,
        "lines": [],
        "error": str(error.value),
    }
    return str(error.value)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ([NOVEMBER, "10", "working"], "2026-11-16"),
        (["2026-11-16T10:00", "10", "working"], "2026-12-01"),
        (["2026-08-20T10:00", "5", "working"], "2026-08-26"),
        (["2026-08-28T10:00", "3", "working"], "2026-09-07"),
        ([NOVEMBER, "10", "working", *SUPPLEMENT], "2026-12-01"),
        ([NOVEMBER, "10", "working", *SUPPLEMENT, "--effect", "restart"], "2026-12-07"),
        (["2026-10-01T10:00", "30", "calendar"], "2026-11-02"),
        (["2026-11-02T15:30", "10", "working", "--cutoff", "15:00"], "2026-11-17"),
        (["2026-11-02T15:00", "10", "working", "--cutoff", "15:00"], "2026-11-16"),
        (["2026-11-02", "10", "working", "--extend", "2", "--extend", "3"], "2026-11-23"),
        (["2026-12-28", "4", "working"], "2027-01-04"),
    ],
)
def test_it_counts_the_table_of_the_rules(line: list[str], due: str) -> None:
    told = answer(*line)
    assert told["due"] == due
    assert told["certainty"] == ("provisional" if due.startswith("2027") else "firm")
    assert told["error"] is None
    assert all(isinstance(sentence, str) for sentence in told["lines"])


def test_days_used_are_told() -> None:
    told = answer(NOVEMBER, "10", "working", *SUPPLEMENT)
    assert (told["authority_days"], told["investor_days"]) == (10, 10)


@pytest.mark.parametrize("still", ["-", "open"])
def test_an_open_pause_has_no_date_and_is_no_error(still: str) -> None:
    told = answer(NOVEMBER, "10", "working", "--pause", "2026-11-06", still)
    assert (told["due"], told["error"]) == (None, None)
    assert "6 working days left" in told["lines"][-1]


def test_a_year_not_published_has_no_date_but_a_sentence() -> None:
    told = answer("2027-12-28", "10", "working")
    assert told["due"] is None
    assert "the calendar of 2028 is not published" in told["error"]
    assert told["lines"] == [told["error"]]


def test_it_uses_the_calendar_that_officials_published(editor: User) -> None:
    propose_year(2028, by=editor)
    assert answer("2027-12-28", "4", "working")["due"] is None
    publish_year(2028, by=editor)
    assert answer("2027-12-28", "4", "working")["due"] == "2028-01-04"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["soon", "10", "working"], "“soon” is not a date"),
        (["10000-01-01", "10", "working"], "is not a date"),
        (["2026-02-30", "10", "working"], "is not a date"),
        (["2026-11-02T25:00", "10", "working"], "is not a date"),
        (["2026-11-02T10:00:30", "10", "working"], "is not a date"),
        (["2026-11-02 10:00", "10", "working"], "is not a date"),
        (["٢٠٢٦-11-02", "10", "working"], "is not a date"),
        (["", "10", "working"], "is not a date"),
        ([NOVEMBER, "ten", "working"], "is not a number of days"),
        ([NOVEMBER, "1.5", "working"], "is not a number of days"),
        ([NOVEMBER, "9" * 5000, "working"], "is not a number of days"),
        ([NOVEMBER, "0", "working"], "at least one day"),
        ([NOVEMBER, "-5", "working"], "at least one day"),
        ([NOVEMBER, "999999999", "calendar"], "at most"),
        ([NOVEMBER, "10", "lunar"], "is not one of: working or calendar"),
        ([NOVEMBER, "10", "working", "--effect", "stop"], "is not one of: pause or restart"),
        ([NOVEMBER, "10", "working", "--cutoff", "25:00"], "is not an hour"),
        ([NOVEMBER, "10", "working", "--cutoff", "3pm"], "is not an hour"),
        ([NOVEMBER, "10", "working", "--extend", "0"], "extension adds at least one day"),
        ([NOVEMBER, "10", "working", "--extend", "many"], "is not a number of days"),
        ([NOVEMBER, "10", "working", "--pause", "2026-11-20", "2026-11-06"], "earlier than"),
        ([NOVEMBER, "10", "working", "--pause", "2026-11-01", "2026-11-06"], "before the file"),
        ([NOVEMBER, "10", "working", "--pause", "2026-11-06", "later"], "is not a date"),
        ([NOVEMBER, "10", "working", "--pause", "open", "2026-11-06"], "is not a date"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(line: list[str], sentence: str) -> None:
    assert sentence in refusal(*line)


def test_without_json_it_prints_the_date_and_the_lines() -> None:
    out = StringIO()
    call_command("due_date", NOVEMBER, "10", "working", stdout=out)
    assert out.getvalue().splitlines() == [
        "2026-11-16 (Mon 16 Nov 2026)",
        "  Received on Mon 2 Nov 2026; the day of receipt does not count.",
        "  The term is 10 working days.",
        "  Due on Mon 16 Nov 2026.",
    ]


# --- As a program --------------------------------------------------------------------------


def program(*line: str) -> "subprocess.CompletedProcess[str]":
    """On a database of its own without a calendar: what is said before one is needed."""
    env = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
    return subprocess.run(
        [sys.executable, "manage.py", "due_date", *line],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "line",
    [
        [],
        [NOVEMBER],
        [NOVEMBER, "10", "working", "--pause", "2026-11-06"],
        [NOVEMBER, "10", "working", "--colour", "red"],
        [NOVEMBER, "10", "working", "more"],
    ],
)
def test_a_line_that_cannot_be_taken_apart_exits_2_with_json(line: list[str]) -> None:
    done = program(*line, "--json")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["due"] is None
    assert told["error"].startswith("Not understood: ")
    assert done.stderr.strip() == told["error"]


def test_bad_input_exits_2_and_says_so_once() -> None:
    done = program(NOVEMBER, "ten", "working", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == "“ten” is not a number of days."
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_said_in_a_sentence() -> None:
    done = program(NOVEMBER, "10", "working", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "The calendar cannot be read: migrate and load it."
    assert "Traceback" not in done.stderr


def test_the_order_of_the_options_does_not_matter() -> None:
    first = answer("--cutoff", "15:00", *SUPPLEMENT, NOVEMBER, "10", "working")
    assert first == answer(NOVEMBER, "10", "working", *SUPPLEMENT, "--cutoff", "15:00")


def test_it_asks_the_database_little(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3, connection=connection):
        answer(NOVEMBER, "10", "working")
