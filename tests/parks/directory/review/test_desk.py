"""Values past their review date are on the editors' worklist, and leave it by a step."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from parks.directory.models import Figure, Park
from portal.accounts.models import Organisation, User
from portal.desk.worklists import PAGE
from portal.provenance.models import Source, State
from tests.parks.directory.review.desk import LIST, listed, step
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("in_english")
SignIn = Callable[[User], Client]


def test_a_value_past_its_date_is_marked_on_the_page_and_on_the_worklist(
    stale: Figure, say: Callable[..., Figure], editor: User, signed_in: SignIn, visitor: Client
) -> None:
    fresh = say("area_leased_ha", str(date.today().year))
    assert "to be reviewed since" in words(visitor, f"/en/parks/{stale.park.slug}/")
    browser = signed_in(editor)
    assert listed(browser, "late") == [stale.pk] == listed(browser, "mine")
    assert fresh.pk not in listed(browser, "late")
    ((_row, left, _take),) = browser.get(LIST).context["rows"]
    assert (left.state, left.due) == ("late", stale.review_due)
    lanes = [lane for _t, lanes in browser.get("/admin/").context["desks"] for lane in lanes]
    assert next(lane for lane in lanes if lane.url == f"{LIST}?list=late").count == 1


@pytest.mark.parametrize("who", ["hoa", "leader", "administrator", "oanh", "lan"])
def test_others_neither_see_the_lists_nor_make_a_step(
    stale: Figure, who: str, signed_in: SignIn, request: pytest.FixtureRequest, editor: User
) -> None:
    other = signed_in(request.getfixturevalue(who))
    for address in (LIST, f"{LIST}{stale.pk}/"):
        assert other.get(address).status_code in (302, 403)
        assert signed_in(editor).get(address).status_code == 200
    assert step(other, stale, "withhold").status_code in (302, 403)
    stale.refresh_from_db()
    assert stale.state == State.PUBLISHED


def test_still_right_asks_for_source_date_and_next_review_and_takes_it_off_the_list(
    stale: Figure, report: Source, editor: User, signed_in: SignIn, visitor: Client
) -> None:
    browser = signed_in(editor)
    page = step(browser, stale, "confirm", sources=[], as_of="soon", next_review="2020-01-01")
    assert page.status_code == 422
    assert set(page.context["refused"].errors) == {"sources", "as_of", "next_review"}
    page = step(browser, stale, "confirm", sources=[report.pk], as_of="2026-02-31")
    assert "as_of" in page.context["refused"].errors
    as_of, due = f"{date.today().year}-01", f"{date.today().year + 1}-06-30"
    sent = {"sources": [report.pk], "as_of": as_of, "next_review": due}
    assert step(browser, stale, "confirm", **sent).status_code == 302
    stale.refresh_from_db()
    assert (stale.value, stale.as_of, str(stale.review_due)) == (Decimal(500), as_of, due)
    assert listed(browser, "late") == []
    event = stale.events.first()
    assert event
    assert (event.verb, event.actor, event.reason) == ("review", editor, "looked at it")
    assert event.after["sources"] == ["report-2"]
    assert event.after["review_due"] == due
    assert "to be reviewed since" not in words(visitor, f"/en/parks/{stale.park.slug}/")


def test_a_withheld_value_is_on_no_list_and_can_be_published_again(
    stale: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    assert step(browser, stale, "withhold").status_code == 302
    assert listed(browser, "late") == []
    assert step(browser, stale, "publish").status_code == 302
    assert listed(browser, "late") == [stale.pk]


def test_a_value_of_an_operator_waits_until_an_official_publishes_it_in_place_of_the_former(
    stale: Figure,
    say: Callable[..., Figure],
    operator: Organisation,
    oanh: User,
    editor: User,
    signed_in: SignIn,
) -> None:
    Park.objects.filter(pk=stale.park_id).update(operator=operator)
    stale.park.refresh_from_db()
    theirs = say("area_total_ha", "2026-05", by=oanh, value=Decimal(520))
    browser = signed_in(editor)
    assert listed(browser, "given") == [theirs.pk] == listed(browser, "unverified")
    assert str(operator) in browser.get(LIST, {"list": "given"}).text
    page = step(browser, theirs, "publish", takes_place="on")
    assert "reason_vi" in page.context["refused"].errors
    assert (
        step(browser, theirs, "publish", takes_place="on", reason_vi="mới hơn").status_code == 302
    )
    stale.refresh_from_db()
    theirs.refresh_from_db()
    assert (theirs.state, theirs.chosen, stale.superseded_by) == (State.PUBLISHED, True, theirs)
    assert stale.park.figures.get(pk=theirs.pk).recorded_for == operator
    assert listed(browser, "given") == []
    assert Park.objects.get(pk=stale.park_id).area_total_ha == 520


def test_the_operator_of_a_park_keeps_what_an_official_recorded(
    stale: Figure, operator: Organisation, editor: User, signed_in: SignIn
) -> None:
    browser, address = signed_in(editor), f"{LIST}{stale.pk}/"
    assert browser.get(address).context["owner"] == editor
    Park.objects.filter(pk=stale.park_id).update(operator=operator)
    assert browser.get(address).context["owner"] == operator


def test_a_second_click_is_one_step_and_an_old_page_is_refused(
    stale: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    seen = stale.events.get().pk
    for _click in range(2):
        assert step(browser, stale, "withhold", seen=seen).status_code == 302
    assert stale.events.count() == 2
    page = step(browser, stale, "publish", seen=seen)
    assert page.status_code == 409
    stale.refresh_from_db()
    assert stale.state == State.WITHHELD
    assert step(browser, stale, "publish").status_code == 302


def test_the_list_goes_on_after_its_last_row_with_few_queries(
    park: Park, editor: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    Figure.objects.bulk_create(
        Figure(
            park=park,
            kind="tenant",
            item=f"t{number}",
            chosen=True,
            state=State.PUBLISHED,
            review_due=date(2020, 1, 1 + number % 7),
        )
        for number in range(PAGE + 5)
    )
    browser = signed_in(editor)
    browser.get(LIST)
    with django_assert_max_num_queries(20):
        page = browser.get(LIST, {"list": "late"})
    first = [row.pk for row, _left, _take in page.context["rows"]]
    rest = listed(browser, "late", page.context["after"])
    assert (len(first), len(rest)) == (PAGE, 5)
    assert len({*first, *rest}) == PAGE + 5


def test_a_value_of_a_kind_that_is_no_longer_kept_is_neither_found_nor_shown(
    stale: Figure, editor: User, signed_in: SignIn
) -> None:
    former = Figure.objects.create(
        park=stale.park, kind="incentives", text_vi="x", state=State.WITHHELD, chosen=True
    )
    browser = signed_in(editor)
    found = browser.get(LIST, {"q": stale.park.slug})
    assert [row.pk for row, _left, _take in found.context["rows"]] == [stale.pk]
    assert browser.get(f"{LIST}{former.pk}/").status_code == 404
    assert browser.get(f"{LIST}{stale.pk}/").status_code == 200


@pytest.mark.parametrize("address", ["999/", "999/withhold/", "1/nonsense/", "?list=nonsense"])
def test_what_is_not_there_is_not_found(
    address: str, stale: Figure, editor: User, signed_in: SignIn
) -> None:
    assert signed_in(editor).get(f"{LIST}{address}").status_code == 404
    assert signed_in(editor).get(f"{LIST}{stale.pk}/").status_code == 200
