"""What somebody found who tried to break the directory: odd input, and rights stretched."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parks.directory.brochure import making
from parks.directory.brochure.document import document_of, version_of
from parks.directory.brochure.models import Brochure
from parks.directory.figures import change, choose, record
from parks.directory.models import Figure, Park, Plot
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.reading import read_plots
from parks.directory.said import Said
from parks.directory.shortlist.keeping import keep
from portal.accounts.models import Organisation, User
from portal.provenance.models import Source, State
from portal.refusals import Refused
from portal.spreadsheets import harmless
from tests.parks.directory.plots.conftest import SQUARE, line, park_of, polygon, table
from tests.parks.directory.plots.test_import import SignIn, send, sent

pytestmark = pytest.mark.usefixtures("bay", "in_english")


@pytest.fixture
def bay(db: None) -> Park:
    return park_of("bay-park")


@pytest.fixture
def plan(db: None) -> Source:
    return Source.objects.create(key="plan-2026", title="Plan of plots", grade="official")


@pytest.fixture
def operated(bay: Park, operator: Organisation) -> Park:
    bay.operator = operator
    bay.save(update_fields=["operator"])
    return bay


def said(plan: Source, value: int, kind: str = "area_total_ha", **more: Any) -> Said:
    told = {"unit": "ha", "as_of": "2026", "confidence": "high", "state": State.PUBLISHED}
    return Said(kind, value=Decimal(value), sources=(plan,), **{**told, **more})


def of_one(geometry: str, code: str = "A1", area: str = "12", park: str = "bay-park") -> bytes:
    told = f'{{"park":"{park}","code":"{code}","status":"ready","area_ha":{area}}}'
    feature = f'{{"type":"Feature","geometry":{geometry},"properties":{told}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()


def point(more: str) -> str:
    return f'{{"type":"Point","coordinates":[106.98,20.95{more}]}}'


OPEN = str(polygon(SQUARE[:-1])).replace("'", '"')


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a number of 5000 digits.json", of_one("null", area="1" * 5000)),
        ("a height of 400 digits.json", of_one(point("," + "1" * 400))),
        ("a height that is none.json", of_one(point(",NaN"))),
        ("an endless height.json", of_one(point(",1e999"))),
        ("half a letter.json", of_one("null", code="\\ud800")),
        ("half a letter for a park.json", of_one("null", park="\\ud800")),
        ("a null for a park.json", of_one("null", park="a\\u0000")),
        ("a point in a list.json", of_one('{"type":"Point","coordinates":[[106.98,20.95]]}')),
        ("an open outline.json", of_one(OPEN)),
        ("a mark of UTF-8 alone.csv", b"\xef\xbb\xbf"),
        ("a code that turns around.csv", table(line(code="A\u202e1"))),
    ],
)
def test_an_odd_file_is_refused_with_a_sentence(
    name: str, content: bytes, editor: User, signed_in: SignIn, plan: Source
) -> None:
    answer = send(signed_in(editor), sent(plan, content, name, **{"import": "1"}))
    assert (answer.status_code, Plot.objects.count()) == (422, 0)
    assert answer.context["faults"]


def test_of_a_geometry_only_the_shape_is_kept(
    editor: User, signed_in: SignIn, plan: Source
) -> None:
    content = of_one('{"type":"Point","coordinates":[106.98,20.95],"note":"secret \\u0000"}')
    answer = send(signed_in(editor), sent(plan, content, "plots.geojson", **{"import": "1"}))
    assert answer.status_code == 302
    assert Plot.objects.get().shape == {"type": "Point", "coordinates": [106.98, 20.95]}


@pytest.mark.parametrize("as_of", ["2026-02-31", "2026-13", "1900-01-00"])
def test_a_day_that_does_not_exist_is_named(
    as_of: str, editor: User, signed_in: SignIn, plan: Source, bay: Park
) -> None:
    browser = signed_in(editor)
    assert send(browser, sent(plan, table(line()), as_of=as_of, check="1")).status_code == 422
    assert add(browser, bay, plan, "area_total_ha", "5", as_of=as_of).context["errors"]


def add(browser: Client, park: Park, plan: Source, kind: str, value: str, **more: Any) -> Any:
    filled = {"park": park.pk, "kind": kind, "item": "", "value": value, "unit": "ha"}
    filled |= {"as_of": "2026", "sources": [plan.pk], "confidence": "high", "state": "published"}
    counted = {"events-TOTAL_FORMS": "0", "events-INITIAL_FORMS": "0", "why": "x"}
    return browser.post(reverse("admin:directory_figure_add"), {**filled, **counted, **more})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("occupancy_pct", "1234"),
        ("area_total_ha", "99999999999"),
        ("area_total_ha", "-5"),
        ("straight_line", "999999999"),
    ],
)
def test_a_value_that_no_column_holds_is_refused(
    kind: str, value: str, editor: User, signed_in: SignIn, plan: Source, bay: Park
) -> None:
    item = "cai_lan_port" if kind == "straight_line" else ""
    answer = add(signed_in(editor), bay, plan, kind, value, item=item)
    assert answer.status_code < 500
    assert not Figure.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans", "ko", "ja"])
def test_a_date_that_does_not_exist_is_printed_as_it_stands(
    language: str, client: Client, bay: Park
) -> None:
    source = Source.objects.create(key="s", title="soha.vn, 2026-02-31", grade="press")
    Park.objects.filter(pk=bay.pk).update(status_as_of="2026-13", status_source=source)
    for page in ("", "bay-park/", "compare/?park=bay-park"):
        assert client.get(f"/{language}/parks/{page}").status_code == 200


@pytest.mark.parametrize("slug", ["<x>", "\u202eא", "a b", "../x", "nowhere", "1,2"])
def test_a_brochure_of_what_can_be_no_park_is_not_found(client: Client, slug: str) -> None:
    address = reverse("parks:compare_brochure")
    assert client.get(address, {"park": slug}, follow=True).status_code == 404


def test_a_brochure_that_kills_its_workers_is_given_up(bay: Park) -> None:
    document = document_of([bay.slug], "en")
    assert document is not None
    now = timezone.now()
    row = Brochure.objects.create(
        parks=bay.slug,
        language="en",
        version=version_of(document),
        state=Brochure.State.MAKING,
        attempts=making.MOST_ATTEMPTS,
        lease_until=now - timedelta(minutes=1),
    )
    assert not making.make(row.pk, now)
    row.refresh_from_db()
    assert row.state == Brochure.State.FAILED


def test_a_shown_value_is_not_moved_onto_another(editor: User, plan: Source, bay: Park) -> None:
    record(bay, said(plan, 5), by=editor)
    free = record(bay, said(plan, 3, "area_free_ha"), by=editor)
    with pytest.raises(Refused):
        change(free, said(plan, 3), by=editor)


def test_an_operator_writes_no_sum_and_unseats_nothing(
    operated: Park, oanh: User, editor: User, plan: Source
) -> None:
    proof = Proof((plan,), "2026", state="published")
    write_plots(read_plots("x.csv", table(line())), proof, by=editor)
    total = Figure.objects.get(origin="plots:area_free_ha")
    claimed = said(plan, 999, "area_free_ha", origin=total.origin)
    with pytest.raises(Refused):
        change(total, claimed, by=oanh)
    own = record(operated, said(plan, 999, "area_leased_ha", origin="plots:x"), by=oanh)
    assert (own.state, own.origin) == (State.UNVERIFIED, "")
    ours = record(operated, said(plan, 5), by=editor)
    with pytest.raises(PermissionDenied):
        record(operated, said(plan, 999), by=oanh, chosen=True)
    ours.refresh_from_db()
    assert ours.chosen


def test_parks_that_are_gone_leave_room_in_a_shortlist(lan: User, bay: Park) -> None:
    parks = [park_of(f"p{number}") for number in range(20)]
    keep(parks, by=lan)
    Park.objects.filter(slug__in=["p0", "p1"]).update(published=False)
    assert keep([bay], by=lan) == 1


@pytest.mark.parametrize("text", ["=1", "＝1", "＋1", "－1", "＠1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.django_db(transaction=True)
def test_of_editors_who_supersede_at_once_one_value_stands(
    editor: User, plan: Source, bay: Park
) -> None:
    years = range(2020, 2024)
    figures = [record(bay, said(plan, one, as_of=str(one)), by=editor) for one in years]
    ready = Barrier(3)

    def take(figure: Figure) -> None:
        ready.wait()
        try:
            choose(figure, by=editor, reasons={"en": "newer"}, superseding=True)
        except Refused:  # a newer one was quicker
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(take, figures[1:]))
    bay.refresh_from_db()
    assert bay.area_total_ha == Figure.objects.get(chosen=True).value
