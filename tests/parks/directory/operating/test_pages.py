"""An operator's people keep the facts of its parks, and of no others; officials publish them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from parks.directory.figures import publish, record, withhold
from parks.directory.models import Figure, Park, Plot
from parks.directory.said import Said
from portal.accounts.models import Organisation, User
from portal.provenance.models import Grade, Source, State
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("in_english")
HOME = "/en/my/parks/"
MINE = f"{HOME}song-khoai/"
AREA = f"{MINE}values/area_total_ha/"
SignIn = Callable[[User], Client]
SAID = {"value": "500", "as_of": "2026-05", "source_title": "Land use report of May 2026"}
PLOT = {
    **{"code": "A-1", "status": "ready", "offer": "land", "area_ha": "5"},
    **{"as_of": "2026-05", "source_title": "Land use report of May 2026"},
}


@pytest.fixture(autouse=True)
def operated(park: Park, operator: Organisation) -> Park:
    park.operator = operator
    park.save(update_fields=["operator"])
    return park


@pytest.fixture
def elsewhere(park: Park, rival_operator: Organisation) -> Park:
    values = {field.attname: getattr(park, field.attname) for field in Park._meta.concrete_fields}
    values |= {"id": None, "slug": "hai-ha", "operator_id": rival_operator.pk}
    return Park.objects.create(**values)


def test_a_value_is_received_waits_and_is_public_once_an_official_publishes_it(
    oanh: User, editor: User, signed_in: SignIn, visitor: Client, settings: Any
) -> None:
    settings.SHOW_UNVERIFIED = False
    browser = signed_in(oanh)
    assert "Song Khoai" in browser.get(HOME).text
    page = browser.post(AREA, {**SAID, "why": "new survey"}, follow=True)
    assert "Received." in page.text
    figure = Figure.objects.get()
    assert (figure.value, figure.unit, figure.state) == (Decimal(500), "ha", "unverified")
    source = figure.sources.get()
    assert (source.title, source.grade) == ("Land use report of May 2026", Grade.DEVELOPER)
    event = figure.events.get()
    assert (event.actor, event.reason) == (oanh, "new survey")
    assert "500 ha" not in words(visitor, "/en/parks/song-khoai/")
    assert "500 ha" in browser.get(MINE).text
    publish(figure, by=editor)
    assert "500 ha" in words(visitor, "/en/parks/song-khoai/")


def test_what_waits_can_be_corrected_and_what_is_published_gets_a_new_value_beside_it(
    oanh: User, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(oanh)
    browser.post(AREA, SAID)
    figure = Figure.objects.get()
    own = f"{AREA}{figure.pk}/"
    assert b"Land use report" in browser.get(own).content
    assert browser.post(own, {**SAID, "value": "501"}).status_code == 302
    figure.refresh_from_db()
    assert figure.value == 501
    assert Source.objects.filter(grade=Grade.DEVELOPER).count() == 1
    publish(figure, by=editor)
    assert browser.post(own, {**SAID, "value": "502"}).status_code == 404
    assert browser.post(AREA, {**SAID, "value": "502"}).status_code == 302
    kept = set(Figure.objects.values_list("value", "chosen"))
    assert kept == {(Decimal(501), True), (Decimal(502), False)}


@pytest.mark.parametrize("who", ["tam", "lan", "hoa", "editor"])
def test_a_strangers_park_is_not_there(
    who: str, oanh: User, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    stranger = signed_in(request.getfixturevalue(who))
    for address in (MINE, AREA, f"{MINE}plots/new/"):
        assert stranger.get(address).status_code == 404
        assert signed_in(oanh).get(address).status_code == 200
    assert stranger.post(AREA, SAID).status_code == 404
    assert stranger.post(f"{MINE}plots/new/", PLOT).status_code == 404
    assert not Figure.objects.exists()
    assert not Plot.objects.exists()


def test_oanh_has_nothing_to_do_at_the_rivals_park(
    elsewhere: Park, oanh: User, tam: User, signed_in: SignIn
) -> None:
    there = f"{HOME}hai-ha/"
    assert signed_in(oanh).get(there).status_code == 404
    assert signed_in(oanh).post(f"{there}values/wage/", SAID).status_code == 404
    assert signed_in(tam).get(there).status_code == 200
    signed_in(tam).post(f"{there}values/area_total_ha/", SAID)
    theirs = Figure.objects.get()
    assert signed_in(oanh).get(f"{AREA}{theirs.pk}/").status_code == 404


def test_a_colleague_who_only_looks_sees_and_writes_nothing(
    vinh: User, oanh: User, signed_in: SignIn
) -> None:
    page = signed_in(vinh).get(MINE)
    assert page.status_code == 200
    assert AREA not in page.text
    assert AREA in signed_in(oanh).get(MINE).text
    assert signed_in(vinh).post(AREA, SAID).status_code == 404
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": ""}, "value"),
        ({"value": "-1"}, "value"),
        ({"value": "many"}, "value"),
        ({"source_title": ""}, "source_title"),
        ({"source_title": "two\nlines"}, "source_title"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"as_of": "soon"}, "as_of"),
        ({"as_of": "2999"}, "as_of"),
        ({"as_of": "2026-02-31"}, "as_of"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(
    wrong: dict[str, str], field: str, oanh: User, signed_in: SignIn
) -> None:
    page = signed_in(oanh).post(AREA, {**SAID, **wrong})
    assert page.status_code == 422
    errors = page.context["form"].errors
    assert field in errors or (field == "value" and errors)
    assert not Source.objects.filter(grade=Grade.DEVELOPER).exists()
    assert not Figure.objects.exists()


@pytest.mark.parametrize("kind", ["nonsense", "tenant", "straight_line"])
def test_lists_and_what_is_no_kind_are_not_given_here(
    kind: str, oanh: User, signed_in: SignIn
) -> None:
    assert signed_in(oanh).get(f"{MINE}values/{kind}/").status_code == 404
    assert signed_in(oanh).get(f"{MINE}values/water_source/").status_code == 200


def test_an_operators_plot_is_unverified_and_corrected_by_its_own_page(
    oanh: User, signed_in: SignIn
) -> None:
    browser = signed_in(oanh)
    assert browser.post(f"{MINE}plots/new/", PLOT).status_code == 302
    plot = Plot.objects.get()
    assert (plot.state, plot.status, plot.events.get().actor) == ("unverified", "ready", oanh)
    again = browser.post(f"{MINE}plots/new/", PLOT)
    assert "code" in again.context["form"].errors
    changed = {**PLOT, "status": "leased"}
    assert browser.post(f"{MINE}plots/{plot.pk}/", changed).status_code == 302
    plot.refresh_from_db()
    assert plot.status == "leased"
    assert Figure.objects.get(kind="area_leased_ha").state == State.UNVERIFIED


def test_nothing_that_officials_withhold_is_shown_to_an_operator(
    oanh: User, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(oanh)
    browser.post(AREA, SAID)
    browser.post(f"{MINE}plots/new/", PLOT)
    assert {"500 ha", "A-1"} <= {
        part for part in ("500 ha", "A-1") if part in browser.get(MINE).text
    }
    figure, plot = Figure.objects.get(kind="area_total_ha"), Plot.objects.get()
    withhold(figure, by=editor)
    Plot.objects.update(state=State.WITHHELD)
    page = browser.get(MINE).text
    assert "500 ha" not in page
    assert "A-1" not in page
    assert browser.get(f"{AREA}{figure.pk}/").status_code == 404
    assert browser.get(f"{MINE}plots/{plot.pk}/").status_code == 404


def test_my_page_leads_there_only_where_there_is_a_park(
    oanh: User, lan: User, signed_in: SignIn
) -> None:
    assert HOME in signed_in(oanh).get("/en/my/").text
    assert HOME not in signed_in(lan).get("/en/my/").text
    assert "No park is yours" in signed_in(lan).get(HOME).text


def test_values_past_their_review_are_told_to_the_operator_of_the_park_alone(
    elsewhere: Park, operated: Park, oanh: User, vinh: User, tam: User, editor: User,
    signed_in: SignIn,
) -> None:  # fmt: skip
    assert "past" not in signed_in(oanh).get("/en/my/").text
    source = Source.objects.create(key="decision-1", title="Decision 1", grade=Grade.OFFICIAL)

    def old(kind: str, **more: Any) -> Figure:
        said = {"as_of": "2015-01", "sources": (source,), "state": State.PUBLISHED, **more}
        return record(operated, Said(kind, **said), by=editor)

    old("area_total_ha", value=Decimal(714), unit="ha")
    old("tenant", item="foxlink", texts={"vi": "Foxlink", "en": "Foxlink"})
    old("water_source", texts={"vi": "hồ", "en": "a hidden lake"}, state=State.WITHHELD)
    page = signed_in(oanh).get(MINE).text
    told = page.partition('id="stale"')[2].partition("</section>")[0]
    assert '<data value="714">' in told
    assert "Foxlink" in told
    assert "hidden lake" not in page
    assert told.count("to be reviewed since") == 2
    assert f'href="{AREA}"' in told
    assert "/en/enquiries/new/?park=song-khoai" in told
    assert 'href="/en/enquiries/new/' in signed_in(vinh).get(MINE).text
    for address in ("/en/my/", HOME):
        assert "2 values past their review date" in signed_in(oanh).get(address).text
        assert "past" not in signed_in(tam).get(address).text
    assert 'id="stale"' not in signed_in(tam).get(f"{HOME}hai-ha/").text


def test_an_official_names_the_operator_of_a_park(
    operated: Park, rival_operator: Organisation, lan_company: Organisation, editor: User,
    signed_in: SignIn,
) -> None:  # fmt: skip
    address = f"/admin/directory/park/{operated.pk}/change/"
    browser = signed_in(editor)
    form = browser.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    data |= {f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    data |= {"why": "decision 2", "aliases": "[]", "former_communes": "[]"}
    refused = browser.post(address, {**data, "operator": lan_company.pk})
    assert "operator" in refused.context["adminform"].errors
    assert browser.post(address, {**data, "operator": rival_operator.pk}).status_code == 302
    operated.refresh_from_db()
    assert operated.operator == rival_operator
