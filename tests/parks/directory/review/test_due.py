"""When a value is to be reviewed: counted from its date or recording, or named by an official."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from parks.directory.figures import change
from parks.directory.models import Figure
from parks.directory.said import said_of
from portal.accounts.models import User
from portal.provenance.models import Source
from tests.forms import sent_as_drawn
from tests.parks.directory.review.desk import listed, step
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("in_english")
SignIn = Callable[[User], Client]


def test_a_confirmed_day_of_review_stays_until_the_value_or_its_date_is_another(
    stale: Figure, report: Source, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    due = f"{date.today().year + 1}-06-30"
    sent = {"sources": [report.pk], "as_of": "2020-02", "next_review": due}
    assert step(browser, stale, "confirm", **sent).status_code == 302
    address = f"/admin/directory/figure/{stale.pk}/change/"

    def corrected(**typed: Any) -> str:
        data = sent_as_drawn(browser.get(address)) | {"why": "a slip", **typed}
        assert browser.post(address, data).status_code == 302
        stale.refresh_from_db()
        return str(stale.review_due)

    assert corrected(note="seen by the editor", text_vi="cả khu", confidence="medium") == due
    assert (stale.note, stale.confidence) == ("seen by the editor", "medium")
    assert corrected(value="501") == "2022-02-28"
    assert step(browser, stale, "confirm", **sent).status_code == 302
    assert corrected(note="again") == due
    assert corrected(as_of="2020-03") == "2022-03-28"


def test_words_that_say_something_else_are_counted_anew(
    say: Callable[..., Figure], editor: User
) -> None:
    words = say("water_source", "2020-02", value=None, unit="", texts={"vi": "hồ Yên Lập"})
    confirmed = change(words, replace(said_of(words), review_due=date(2090, 1, 1)), by=editor)
    noted = change(confirmed, replace(said_of(confirmed), note="read"), by=editor)
    assert noted.review_due == date(2090, 1, 1)
    other = replace(said_of(noted), texts={"vi": "sông Uông"})
    assert change(noted, other, by=editor).review_due == date(2022, 2, 28)


def test_a_value_without_a_date_falls_due_after_the_day_it_was_recorded(
    say: Callable[..., Figure], editor: User, signed_in: SignIn, visitor: Client
) -> None:
    with time_machine.travel("2024-01-31T03:00:00Z"):
        undated = say("area_leased_ha", "")
    assert undated.review_due == date(2024, 7, 28)
    page = words(visitor, f"/en/parks/{undated.park.slug}/")
    assert "500 ha date not stated to be reviewed since Sun 28 Jul 2024" in page
    browser = signed_in(editor)
    assert listed(browser, "late") == [undated.pk] == listed(browser, "mine")
    noted = change(undated, replace(said_of(undated), note="read"), by=editor)
    assert noted.review_due == date(2024, 7, 28)
    assert change(noted, replace(said_of(noted), value=Decimal(501)), by=editor).review_due
    assert listed(browser, "late") == []


def test_values_recorded_before_that_rule_are_counted_from_their_recording(
    say: Callable[..., Figure], stale: Figure
) -> None:
    undated = say("occupancy_pct", "", unit="%")
    recorded = datetime(2024, 3, 31, 20, tzinfo=UTC)  # the first of April in Vietnam
    Figure.objects.filter(pk=undated.pk).update(review_due=None, recorded_at=recorded)
    migration = import_module("parks.directory.migrations.0013_undated_figures_fall_due")
    migration.count_from_the_recording(apps, None)
    undated.refresh_from_db()
    assert undated.review_due == date(2024, 10, 1)
    due = stale.review_due
    stale.refresh_from_db()
    assert stale.review_due == due
