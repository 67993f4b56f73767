"""Incentives are rows with their article, or they are withheld."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from parks.directory.figures import publish
from parks.directory.loading import MORE, load
from parks.directory.models import Figure, Incentive, IncentiveEvent, Park
from parks.directory.rows import write_row
from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import Source, State
from portal.refusals import Refused
from tests.parks.directory.altered import FILE
from tests.parks.directory.visiting import words

SignIn = Callable[[User], Client]
ROWS = json.loads(MORE["incentives"].read_text(encoding="utf-8"))
NO_EVENTS = {f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
READ = {
    "document": "1/2000/QH10",
    "article": "9",
    "clause": "2",
    "document_url": "https://example.org/law",
    "state": State.PUBLISHED,
}


@pytest.fixture
def rate(loaded: Report) -> Incentive:
    return Incentive.objects.get(origin="cit-zones-before-2025-10-rate")


@pytest.fixture
def source(loaded: Report) -> Source:
    return Source.objects.get(key="vov_cit")


def published(row: Incentive, source: Source, by: User, **more: Any) -> Incentive:
    return write_row(row, {**READ, **more}, [source], by=by, reason="read in the law")


def test_every_row_of_the_file_is_loaded_and_those_without_an_article_are_withheld(
    loaded: Report,
) -> None:
    rows = Incentive.objects.all()
    assert loaded.counts["incentives", CREATED] == rows.count() == len(ROWS["records"])
    assert not rows.exclude(article="").exists()
    assert set(rows.values_list("state", flat=True)) == {State.WITHHELD}
    assert not Figure.objects.filter(kind="incentives").exists()
    assert not any("incentives" in record for record in FILE["records"])


def test_a_row_says_tax_measure_years_and_the_dates_of_the_certificate(rate: Incentive) -> None:
    assert (rate.tax, rate.relief, rate.years) == ("corporate_income_tax", "rate", 15)
    assert rate.percent == 10
    assert (rate.licensed_from, rate.licensed_until) == (None, date(2025, 9, 30))
    assert (rate.area, rate.park) == ("zones", None)


def test_loading_again_changes_nothing(loaded: Report) -> None:
    again = load()
    assert again.counts["incentives", UNCHANGED] == len(ROWS["records"])
    assert IncentiveEvent.objects.count() == len(ROWS["records"])


def test_what_an_official_read_in_the_law_is_not_overruled(
    rate: Incentive, source: Source, editor: User, tmp_path: Path
) -> None:
    published(rate, source, editor)
    changed = json.loads(json.dumps(ROWS))
    changed["records"][0]["years"], changed["records"][1]["years"] = 30, 31
    path = tmp_path / "incentives.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    report = load(incentives=path)
    assert (report.counts["incentives", KEPT], report.counts["incentives", CHANGED]) == (1, 1)
    rate.refresh_from_db()
    assert (rate.years, rate.state) == (15, State.PUBLISHED)


def test_a_row_that_left_the_file_is_withheld(
    rate: Incentive, source: Source, tmp_path: Path
) -> None:
    write_row(rate, READ, [source])
    path = tmp_path / "incentives.json"
    path.write_text(json.dumps({**ROWS, "records": ROWS["records"][1:]}), encoding="utf-8")
    load(incentives=path)
    rate.refresh_from_db()
    assert rate.state == State.WITHHELD
    event = rate.events.first()
    assert event
    assert event.reason == "no longer in the data file"


def test_the_pages_and_the_api_show_a_row_with_its_article_and_count_the_withheld(
    rate: Incentive, source: Source, editor: User, visitor: Client
) -> None:
    for address in ("/en/parks/song-khoai/", "/en/parks/money-and-people/"):
        text = words(visitor, address)
        assert "4 further statements are withheld until they are compared with the law." in text
        assert "15 years" not in text
    assert visitor.get("/api/v1/incentives/").json()["results"] == []
    published(rate, source, editor)
    for address in ("/en/parks/song-khoai/", "/en/parks/money-and-people/"):
        text = words(visitor, address)
        assert "preferential rate: 10 %, 15 years" in text
        assert "until Tue 30 Sep 2025" in text
        assert "Article 9, clause 2, 1/2000/QH10" in text
        assert "3 further statements" in text
        assert "Not published: incentives of land rent, import duty" in text
    (row,) = visitor.get("/api/v1/incentives/").json()["results"]
    assert (row["percent"], row["years"], row["licensed_until"]) == (10.0, 15, "2025-09-30")
    assert (row["document"], row["article"], row["sources"][0]["key"]) == (
        "1/2000/QH10", "9", "vov_cit",
    )  # fmt: skip


def test_a_row_stands_only_where_it_holds(
    rate: Incentive, source: Source, editor: User, visitor: Client
) -> None:
    published(rate, source, editor)  # in economic zones
    assert "15 years" in words(visitor, "/en/parks/van-don/")  # a zone itself
    assert "15 years" not in words(visitor, "/en/parks/cai-lan/")  # in none
    of_one = {"area": "one", "park": Park.objects.get(slug="quang-yen-coastal")}
    published(rate, source, editor, **of_one)
    assert "15 years" in words(visitor, "/en/parks/song-khoai/")  # inside that zone
    assert "15 years" not in words(visitor, "/en/parks/van-don/")
    api = "/api/v1/incentives/?park="
    assert len(visitor.get(f"{api}song-khoai").json()["results"]) == 1
    assert visitor.get(f"{api}van-don").json()["results"] == []
    assert visitor.get(f"{api}atlantis").status_code == 404


def test_nothing_of_a_withheld_park_is_shown(
    rate: Incentive, source: Source, editor: User, visitor: Client
) -> None:
    hidden = Park.objects.get(slug="quan-trieu")
    published(rate, source, editor, area="one", park=hidden)
    assert "15 years" not in words(visitor, "/en/parks/money-and-people/")
    assert visitor.get("/api/v1/incentives/").json()["results"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.PUBLISHED},
        {"percent": None},
        {"relief": "exempt"},
        {"whole_term": True},
        {"years": 0},
        {"licensed_from": date(2026, 1, 1)},
        {"area": "one"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses_a_row_that_contradicts_itself(
    rate: Incentive, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Incentive.objects.filter(pk=rate.pk).update(**wrong)
    assert Incentive.objects.filter(pk=rate.pk).update(years=16) == 1


# --- In the admin -------------------------------------------------------------------------


def filled(row: Incentive, **changed: Any) -> dict[str, Any]:
    names = [*("tax", "relief", "percent", "years", "counted_from", "condition", "area")]
    names += ["document", "article", "clause", "document_url", "as_of", "confidence", "state"]
    data = {name: getattr(row, name) for name in names}
    data["licensed_until"] = row.licensed_until
    data["sources"] = [one.pk for one in row.sources.all()]
    last = row.events.order_by("-pk").first()
    whole = {**data, "last_change": last.pk if last else 0, "note": row.note, **NO_EVENTS}
    return {name: "" if value is None else value for name, value in {**whole, **changed}.items()}


def test_an_editor_publishes_a_row_with_its_article_and_the_history_says_why(
    rate: Incentive, editor: User, signed_in: SignIn
) -> None:
    address = reverse("admin:directory_incentive_change", args=[rate.pk])
    browser = signed_in(editor)
    assert browser.get(address).status_code == 200
    before = public_version()
    again = browser.post(address, filled(rate, state="published", why="read"))
    assert again.status_code == 200
    assert {"document", "article"} <= set(again.context["adminform"].errors)
    done = browser.post(address, filled(rate, **READ, why="read in the law"))
    assert done.status_code == 302
    event = IncentiveEvent.objects.filter(row=rate).first()
    assert event
    assert (event.actor, event.reason) == (editor, "read in the law")
    assert (event.before.get("article"), event.after["article"]) == (None, "9")
    browser.cookies["portal_language"] = "en"
    assert "<p>article: 9</p>" in browser.get(address).text  # the history, in words
    assert public_version() > before


def test_the_form_asks_for_source_and_reason(
    rate: Incentive, editor: User, signed_in: SignIn
) -> None:
    address = reverse("admin:directory_incentive_change", args=[rate.pk])
    refused = signed_in(editor).post(address, filled(rate, sources=[]))
    assert {"sources", "why"} <= set(refused.context["adminform"].errors)


def test_only_editors_write_rows(rate: Incentive, source: Source, hoa: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        write_row(rate, {"years": 3}, [source], by=hoa)
    with pytest.raises(Refused, match=r"source|nguồn"):
        write_row(rate, {"years": 3}, [], by=editor)
    assert write_row(rate, {"years": 3}, [source], by=editor).years == 3


def test_a_text_of_former_days_is_not_published_again(loaded: Report, editor: User) -> None:
    park = Park.objects.get(slug="song-khoai")
    text = Figure.objects.create(park=park, kind="incentives", text_vi="x", state=State.WITHHELD)
    text.sources.add(Source.objects.get(key="vov_cit"))
    with pytest.raises(Refused):
        publish(text, by=editor)
    known = Figure.objects.get(park=park, kind="area_total_ha", chosen=True)
    publish(known, by=editor)
