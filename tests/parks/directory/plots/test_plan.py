"""The plan of a park's plots draws what the table says, and nothing that is withheld."""

from typing import Any

import pytest
from django.test import Client

from parks.directory.models import Park
from parks.directory.plots import on_map
from parks.directory.plots.demo import load_demo_parks
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.reading import read_plots
from portal.provenance.models import Confidence, Source, State
from tests.parks.directory.plots.conftest import SQUARE, collection, line, polygon, table

pytestmark = pytest.mark.usefixtures("bay", "hill", "in_english")
PAGE = "/en/parks/bay-park/plots/"
DATA = "/en/parks/bay-park/plots.json"
CODE, STATE, SAID, PLACE = range(4)


def take(proof: Proof, *lines: dict[str, Any]) -> None:
    write_plots(read_plots("p.csv", table(*lines)), proof, by=None)


def plots(visitor: Client, query: str = "") -> list[list[Any]]:
    found: list[list[Any]] = visitor.get(DATA + query).json()["plots"]
    return found


def test_a_plot_is_its_outline_or_a_point_that_says_so(visitor: Client, proof: Proof) -> None:
    drawn = collection((line(code="OUTLINE", area_ha="20"), polygon(SQUARE)))
    write_plots(read_plots("p.geojson", drawn), proof, by=None)
    take(proof, line(code="POINT"))
    outline, point = plots(visitor)
    assert (outline[CODE], point[CODE]) == ("OUTLINE", "POINT")  # the largest first
    assert outline[PLACE] == {"type": "Polygon", "coordinates": [SQUARE]}
    assert outline[SAID] == "20 ha"
    assert point[PLACE] == {"type": "Point", "coordinates": [106.98, 20.95]}
    assert point[SAID] == "12.5 ha · a point, the outline is not published"


def test_the_plan_shows_the_state_that_the_table_shows(visitor: Client, proof: Proof) -> None:
    take(proof, line(), line(code="A2", status="leased"))
    said = visitor.get(DATA).json()
    labels = {row[CODE]: said["labels"][row[STATE]] for row in said["plots"]}
    assert labels == {"A1": "ready to lease", "A2": "leased"}
    assert [row[CODE] for row in plots(visitor, "?status=leased")] == ["A2"]
    assert len(plots(visitor, "?status=castle")) == 2
    assert f'data-map="{DATA}?status=leased"' in visitor.get(f"{PAGE}?status=leased").text


def test_a_withheld_plot_is_not_drawn(visitor: Client, proof: Proof, plan: Source) -> None:
    take(proof, line(code="SEEN-1"))
    hidden = Proof((plan,), "2026-05", Confidence.HIGH, State.WITHHELD)
    take(hidden, line(code="HIDDEN-1"))
    assert [row[CODE] for row in plots(visitor)] == ["SEEN-1"]
    Park.objects.filter(slug="bay-park").update(published=False)
    assert visitor.get(DATA).status_code == 404


def test_without_a_published_place_there_is_no_plan(visitor: Client, proof: Proof) -> None:
    take(proof, line(latitude="", longitude=""))
    for address in (PAGE, "/en/parks/bay-park/"):
        assert "data-map=" not in visitor.get(address).text
    assert plots(visitor) == []
    take(proof, line(code="A2"))
    for address in (PAGE, "/en/parks/bay-park/"):
        assert f'data-map="{DATA}"' in visitor.get(address).text


def test_an_invented_plot_says_so_on_the_plan_and_beside_it(visitor: Client) -> None:
    load_demo_parks()
    rows = visitor.get("/en/parks/demo-bay/plots.json").json()["plots"]
    assert rows
    assert all("demonstration, not a real record" in row[SAID] for row in rows)
    page = visitor.get("/en/parks/demo-bay/").text
    assert "demonstration, not a real record" in page.partition("data-map=")[2]


def test_of_too_many_plots_the_largest_are_drawn_and_that_is_said(
    visitor: Client, proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(proof, line(), line(code="A2", area_ha="30"))
    assert visitor.get(DATA).json()["more"] == ""
    monkeypatch.setattr(on_map, "MOST", 1)
    cut = visitor.get(DATA).json()
    assert [row[CODE] for row in cut["plots"]] == ["A2"]
    assert cut["more"] == "The plan shows the 1 largest plots."


def test_two_queries(visitor: Client, proof: Proof, django_assert_num_queries: Any) -> None:
    take(proof, line(), line(code="A2"))
    with django_assert_num_queries(2):
        plots(visitor)
