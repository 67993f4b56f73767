"""Editors bring in files of plots: checked first, all or nothing, with history and totals."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from parks.directory.figures import record
from parks.directory.models import Figure, Park, Plot, PlotEvent
from parks.directory.plots.desk_views import SHOWN
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.reading import read_plots
from parks.directory.said import Said
from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.provenance.models import Confidence, Source, State
from portal.refusals import Refused
from tests.parks.directory.plots.conftest import SQUARE, collection, line, park_of, polygon, table

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("bay", "hill", "in_english")


def sent(plan: Source, content: bytes, name: str = "plots.csv", **more: Any) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile(name, content),
        "sources": [plan.pk],
        "as_of": "2026-05",
        "confidence": "high",
        "state": "published",
        "why": "survey of May",
        **more,
    }


def send(browser: Client, data: dict[str, Any]) -> Any:
    return browser.post(reverse("admin:plots_import"), data)


def test_an_editor_checks_a_file_and_then_brings_it_in(
    editor: User, signed_in: SignIn, plan: Source, bay: Park
) -> None:
    browser = signed_in(editor)
    assert browser.get(reverse("admin:plots_import")).status_code == 200
    content = table(line(), line(code="A2", status="leased", area_ha="7.25"))
    before = public_version()
    checked = send(browser, sent(plan, content, check="1"))
    assert checked.context["outcome"].startswith("2 ")
    assert not Plot.objects.exists()
    assert public_version() == before
    assert send(browser, sent(plan, content, **{"import": "1"})).status_code == 302
    first = Plot.objects.get(code="A1")
    assert (first.park, first.area_ha, first.state) == (bay, Decimal("12.5"), State.PUBLISHED)
    assert [source.key for source in first.sources.all()] == ["plan-2026"]
    event = PlotEvent.objects.get(plot=first)
    assert (event.actor, event.reason, event.before) == (editor, "survey of May", {})
    assert event.after["sources"] == ["plan-2026"]
    assert public_version() > before


@pytest.mark.parametrize("name", ["lan", "head", "administrator"])
def test_others_do_not(
    name: str, request: pytest.FixtureRequest, signed_in: SignIn, plan: Source
) -> None:
    browser = signed_in(request.getfixturevalue(name))
    assert browser.get(reverse("admin:plots_import")).status_code in (302, 403)
    answer = send(browser, sent(plan, table(line()), **{"import": "1"}))
    assert answer.status_code in (302, 403)
    assert not Plot.objects.exists()


def test_one_faulty_line_refuses_the_whole_file_and_says_where(
    editor: User, signed_in: SignIn, plan: Source
) -> None:
    content = table(line(), line(code="A2", area_ha="-1"))
    answer = send(signed_in(editor), sent(plan, content, **{"import": "1"}))
    assert answer.status_code == 422
    assert [(one.line, one.column) for one in answer.context["faults"]] == [(3, "area_ha")]
    assert not Plot.objects.exists()
    assert b"survey of May" in answer.content


def test_all_faults_of_a_long_file_come_as_a_table_that_runs_nothing(
    editor: User, head: User, signed_in: SignIn, plan: Source
) -> None:
    content = table(*(line(code=f"A{n}", area_ha="-1") for n in range(SHOWN + 50)))
    content = content.replace(b"-1,land", b"-1,=1+1", 1)
    browser = signed_in(editor)
    page = send(browser, sent(plan, content, check="1"))
    assert (len(page.context["faults"]), page.context["more"]) == (SHOWN, 51)
    assert 'name="report"' in page.text
    given = {"file": SimpleUploadedFile("plots.csv", content), "report": "1"}
    answer = send(browser, given)
    assert answer["Content-Disposition"] == 'attachment; filename="plots-faults.csv"'
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header[:2] == ["Dòng", "Cột"]
    assert len(rows) == SHOWN + 51
    assert [row[:2] for row in rows[:2]] == [["2", "area_ha"], ["2", "offer"]]
    for cells in rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    given["file"] = SimpleUploadedFile("plots.csv", content)
    assert send(signed_in(head), given).status_code == 403
    assert not Plot.objects.exists()


def test_a_file_that_is_too_large_is_never_kept(
    editor: User, signed_in: SignIn, plan: Source, settings: Any
) -> None:
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    answer = send(signed_in(editor), sent(plan, table(line()) + b"\n" * 2_000_000))
    assert answer.status_code == 413
    assert "1 MB" in str(answer.context["faults"][0].sentence)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"sources": []}, "sources"), ({"as_of": "soon"}, "as_of"), ({"as_of": "2999"}, "as_of"),
     ({"why": ""}, "why")],
)  # fmt: skip
def test_a_file_without_its_proof_is_refused(
    wrong: dict[str, Any], field: str, editor: User, signed_in: SignIn, plan: Source
) -> None:
    answer = send(signed_in(editor), sent(plan, table(line()), **wrong, **{"import": "1"}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Plot.objects.exists()


def test_a_second_file_changes_what_differs_and_leaves_the_rest(proof: Proof) -> None:
    write_plots(
        read_plots("p.csv", table(line(), line(code="A2"), line(code="A3"))), proof, by=None
    )
    changed = table(line(), line(code="A2", status="leased"), line(code="A4"))
    outcome = write_plots(read_plots("p.csv", changed), proof, by=None)
    assert (outcome.created, outcome.changed, outcome.unchanged, outcome.left) == (1, 1, 1, 1)
    assert Plot.objects.get(code="A2").status == Plot.Status.LEASED
    assert PlotEvent.objects.filter(plot__code="A2").first().before["status"] == "ready"  # type: ignore[union-attr]
    assert PlotEvent.objects.filter(plot__code="A1").count() == 1


def test_totals_are_computed_from_plots_and_say_so(proof: Proof, bay: Park, plan: Source) -> None:
    content = table(
        line(area_ha="12.5"),
        line(code="A2", status="levelled", area_ha="20.25"),
        line(code="A3", status="leased", area_ha="40"),
        line(code="A4", status="reserved", area_ha="3"),
        line(code="A5", status="not_cleared", area_ha="5"),
    )
    write_plots(read_plots("p.csv", content), proof, by=None)
    bay.refresh_from_db()
    assert (bay.area_free_ha, bay.area_leased_ha) == (Decimal("32.75"), Decimal(40))
    assert bay.largest_plot_ha == Decimal("20.25")
    free = Figure.objects.get(park=bay, kind="area_free_ha")
    assert (free.text_en, free.as_of, free.chosen) == ("computed from 5 plots", "2026-05", True)
    assert {source.key for source in free.sources.all()} == {"plots", "plan-2026"}


def test_nothing_is_totalled_while_a_plot_is_withheld(
    proof: Proof, bay: Park, plan: Source
) -> None:
    write_plots(read_plots("p.csv", table(line())), proof, by=None)
    hidden = Proof((plan,), "2026-06", Confidence.HIGH, State.WITHHELD)
    write_plots(read_plots("p.csv", table(line(code="A2"))), hidden, by=None)
    bay.refresh_from_db()
    assert bay.area_free_ha is None
    shown = Proof((plan,), "2026-06", Confidence.LOW, State.UNVERIFIED)
    write_plots(read_plots("p.csv", table(line(code="A2"))), shown, by=None)
    bay.refresh_from_db()
    free = Figure.objects.get(park=bay, kind="area_free_ha")
    assert bay.area_free_ha == 25
    assert (free.state, free.confidence, free.as_of) == (State.UNVERIFIED, "low", "2026-05")


def test_a_value_that_a_person_chose_stays_chosen(
    proof: Proof, bay: Park, plan: Source, editor: User
) -> None:
    said = Said("area_free_ha", value=Decimal(99), unit="ha", as_of="2026-04", sources=(plan,),
                state=State.PUBLISHED)  # fmt: skip
    record(bay, said, by=editor, why="told by letter")
    write_plots(read_plots("p.csv", table(line())), proof, by=None)
    bay.refresh_from_db()
    assert bay.area_free_ha == 99
    assert Figure.objects.filter(park=bay, kind="area_free_ha").count() == 2


def test_invented_plots_never_enter_a_real_park(proof: Proof, plan: Source) -> None:
    park_of("invented-park", demonstration=True)
    invented = Proof((plan,), "2026-05", Confidence.LOW, State.PUBLISHED, demonstration=True)
    with pytest.raises(Refused, match="real park"):
        write_plots(read_plots("p.csv", table(line())), invented, by=None)
    with pytest.raises(Refused, match="demonstration"):
        write_plots(read_plots("p.csv", table(line(park="invented-park"))), proof, by=None)
    assert not Plot.objects.exists()
    rows = read_plots("p.csv", table(line(park="invented-park")))
    assert write_plots(rows, invented, by=None).created == 1


def test_one_plot_is_corrected_by_hand_by_the_same_rules(
    proof: Proof, editor: User, signed_in: SignIn, plan: Source
) -> None:
    rows = read_plots("p.geojson", collection((line(), polygon(SQUARE))))
    write_plots(rows, proof, by=None)
    plot = Plot.objects.get()
    address = reverse("admin:directory_plot_change", args=[plot.pk])
    browser = signed_in(editor)
    page = browser.get(address)
    assert page.status_code == 200
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    data |= {
        "sources": [plan.pk],
        "why": "leased in June",
        "status": "leased",
        "sectors_text": "C1",
    }
    refused = browser.post(address, data)
    assert "sectors_text" in refused.context["adminform"].form.errors
    assert browser.post(address, {**data, "sectors_text": "C 26"}).status_code == 302
    plot.refresh_from_db()
    assert (plot.status, plot.sectors) == ("leased", ["C", "26"])
    assert plot.shape
    assert plot.shape["type"] == "Polygon"
    assert plot.events.first().reason == "leased in June"  # type: ignore[union-attr]
