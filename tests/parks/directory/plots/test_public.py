"""Readers see a park's plots with their proof, page by page; invented ones are labelled."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from parks.directory.editing import write_park
from parks.directory.models import Park, Plot
from parks.directory.plots.demo import load_demo_parks
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.listing import PAGE
from parks.directory.plots.reading import read_plots
from portal.provenance.models import Confidence, Source, State
from portal.refusals import Refused
from tests.parks.directory.plots.conftest import line, table
from tests.plain import plain

pytestmark = pytest.mark.usefixtures("bay", "hill", "in_english")
PAGE_OF = "/en/parks/bay-park/plots/"


def take(proof: Proof, *lines: dict[str, Any]) -> None:
    write_plots(read_plots("p.csv", table(*lines)), proof, by=None)


def codes(response: Any) -> list[str]:
    return [row["plot"].code for row in response.context["rows"]]


def test_plots_stand_with_their_land_price_and_proof(visitor: Client, proof: Proof) -> None:
    take(proof, line(), line(code="A2", status="leased", area_ha="30", sectors=""))
    page = visitor.get(PAGE_OF)
    assert codes(page) == ["A2", "A1"]
    html = page.content.decode()
    assert re.search(r'<data value="12\.50*">12\.5 ha</data>', html)
    assert "Plan of plots" in html
    assert "as of May 2026" in plain(html)
    park = visitor.get("/en/parks/bay-park/").content.decode()
    assert "All plots with their sources" in park
    assert "computed from 2 plots" in park


@pytest.mark.parametrize("address", [PAGE_OF, "/en/parks/bay-park/"])
def test_each_total_says_its_date_and_source_and_leads_to_the_form(
    visitor: Client, proof: Proof, address: str
) -> None:
    take(proof, line(), line(code="A2", status="leased", area_ha="30"))
    report = Source.objects.create(key="report-2024", title="Report of 2024", grade="official")
    older = Proof((report, *proof.sources), "2024-03", Confidence.LOW, State.UNVERIFIED)
    take(older, line(code="A3", area_ha="1.5"))
    page = visitor.get(address).text
    ready, leased = re.split(r"<(?:dt|p class=\"figure-label\" data-name)>(?=Ready|Leased)", page)[
        1:3
    ]
    leased = leased.partition("</details>")[0]
    for said in ("14 ha", "as of Mar 2024", "Plan of plots", "Report of 2024", "low confidence",
                 "not yet compared with the original"):  # fmt: skip
        assert said in strip_tags(ready)
    assert "/en/enquiries/new/?park=bay-park&amp;subject=" in ready
    assert "30 ha" in strip_tags(leased)
    assert "as of May 2026" in strip_tags(leased)
    assert "Report of 2024" not in leased
    assert "not yet compared" not in leased


def test_each_plot_leads_to_the_form_that_says_it_is_wrong(visitor: Client, proof: Proof) -> None:
    take(proof, line(), line(code="A2", status="leased", area_ha="30"))
    page = visitor.get(PAGE_OF).text
    for code in ("A1", "A2"):
        row = page.partition(f'<tr data-slug="{code}">')[2].partition("</tr>")[0]
        link = re.search(r'href="(/en/enquiries/new/[^"]+)">This is wrong', row)
        assert link
        form = visitor.get(unescape(link[1]))
        assert f"Plot {code}" in form.text
        assert "bay-park Industrial Park" in form.text


def test_a_withheld_plot_is_nowhere(visitor: Client, proof: Proof, plan: Source) -> None:
    hidden = Proof((plan,), "2026-05", Confidence.HIGH, State.WITHHELD)
    take(hidden, line(code="HIDDEN-1", area_ha="77.75"))
    for address in (PAGE_OF, "/en/parks/bay-park/", "/api/v1/plots/?park=bay-park"):
        text = visitor.get(address).content.decode()
        assert "HIDDEN-1" not in text
        assert "77.75" not in text
    take(proof, line(code="SEEN-1"))
    Park.objects.filter(slug="bay-park").update(published=False)
    assert visitor.get(PAGE_OF).status_code == 404
    assert visitor.get("/api/v1/plots/?park=bay-park").json()["results"] == []


def test_every_plot_is_met_once_over_all_pages(visitor: Client, proof: Proof) -> None:
    made = [
        line(code=f"P{number:03}", area_ha=str(1 + number % 7)) for number in range(2 * PAGE + 9)
    ]
    take(proof, *made)
    met: list[str] = []
    address = PAGE_OF
    while address:
        page = visitor.get(address)
        met += codes(page)
        address = page.context["pages"]["next"]
    assert sorted(met) == sorted(one["code"] for one in made)


@pytest.mark.parametrize("after", ["x", "1e999~3", "NaN~1", "5~", "~", "5~9999999999999999999999"])
def test_a_place_that_is_none_is_the_first_page(after: str, visitor: Client, proof: Proof) -> None:
    take(proof, line())
    assert codes(visitor.get(PAGE_OF, {"after": after})) == ["A1"]


def test_a_filter_that_is_none_is_named_and_left_out(visitor: Client, proof: Proof) -> None:
    take(proof, line(), line(code="A2", status="leased"))
    assert codes(visitor.get(f"{PAGE_OF}?status=leased")) == ["A2"]
    odd = visitor.get(f"{PAGE_OF}?status=sold")
    assert len(codes(odd)) == 2
    assert "“sold” is no state of land" in odd.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_plots(visitor: Client, proof: Proof) -> None:
    def spent() -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(PAGE_OF)
        return len(queries)

    take(proof, line())
    few = spent()
    take(proof, *(line(code=f"B{number}") for number in range(30)))
    assert spent() == few <= 5


def test_the_api_gives_plots_with_geometry_and_sources(visitor: Client, proof: Proof) -> None:
    take(proof, line())
    (row,) = visitor.get("/api/v1/plots/").json()["results"]
    assert (row["park"], row["code"], row["area_ha"]) == ("bay-park", "A1", 12.5)
    assert row["geometry"] == {"type": "Point", "coordinates": [106.98, 20.95]}
    assert [source["key"] for source in row["sources"]] == ["plan-2026"]
    assert row["demonstration"] is False
    assert visitor.get("/api/v1/plots/?status=sold").status_code == 400


def test_the_demonstration_is_labelled_everywhere_and_in_no_list(visitor: Client) -> None:
    assert load_demo_parks() == 32
    assert load_demo_parks() == 32
    bay = Park.objects.get(slug="demo-bay")
    assert bay.area_free_ha == 12 + 17 + 27 + 47
    assert bay.wastewater_headroom_m3_day == 3200
    for address in ("/en/parks/demo-bay/", "/en/parks/demo-bay/plots/",
                    "/en/parks/?demonstration=on"):  # fmt: skip
        assert "demonstration, not a real record" in visitor.get(address).content.decode()
    rows = visitor.get("/api/v1/plots/?park=demo-bay").json()["results"]
    assert {row["demonstration"] for row in rows} == {True}
    assert visitor.get("/api/v1/plots/").json()["results"] == []
    assert "demo-bay" not in visitor.get("/en/parks/").content.decode()


def test_production_loads_no_demonstration(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(Refused):
        load_demo_parks()
    assert not Plot.objects.exists()


def test_no_park_takes_the_address_of_a_page() -> None:
    with pytest.raises(Refused, match="address"):
        write_park("compare", {"name_vi": "Khu"})
