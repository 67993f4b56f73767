"""A file of plots is taken whole or refused whole, with every faulty line named."""

from typing import Any

import pytest

from parks.directory.models import Park
from parks.directory.plots import reading
from parks.directory.plots.faults import FaultyFile
from parks.directory.plots.reading import read_plots
from tests.parks.directory.plots.conftest import (
    BOW_TIE,
    SQUARE,
    collection,
    line,
    polygon,
    table,
)

pytestmark = pytest.mark.usefixtures("bay", "hill", "in_english")


def faults_of(name: str, content: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(FaultyFile) as refused:
        read_plots(name, content)
    return [(one.line, one.column, str(one.sentence)) for one in refused.value.faults]


def test_a_table_in_order_becomes_plots() -> None:
    rows = read_plots(
        "plots.csv", table(line(), line(code="A2", sectors="", latitude="", longitude=""))
    )
    first, second = rows
    assert (first.line, first.park, first.code) == (2, "bay-park", "A1")
    assert str(first.values["price_max_usd_m2"]) == "110.50"
    assert first.values["sectors"] == ["C", "26"]
    assert first.values["shape"] == {"type": "Point", "coordinates": [106.98, 20.95]}
    assert (second.values["sectors"], second.values["shape"]) == ([], None)


def test_a_polygon_gets_a_point_that_lies_in_it() -> None:
    (row,) = read_plots("plots.geojson", collection((line(), polygon(SQUARE))))
    assert row.values["shape"]["type"] == "Polygon"
    assert 106.98 < float(row.values["longitude"]) < 106.99
    assert 20.95 < float(row.values["latitude"]) < 20.96


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ({"park": ""}, "park", "needed"),
        ({"park": "atlantis"}, "park", "no park"),
        ({"code": ""}, "code", "needed"),
        ({"code": "x" * 41}, "code", "40 characters"),
        ({"status": "sold"}, "status", "none of"),
        ({"area_ha": ""}, "area_ha", "needed"),
        ({"area_ha": "-3"}, "area_ha", "more than nothing"),
        ({"area_ha": "0"}, "area_ha", "more than nothing"),
        ({"area_ha": "1.234.5"}, "area_ha", "not a number"),
        ({"area_ha": "1e9"}, "area_ha", "not a number"),
        ({"area_ha": "NaN"}, "area_ha", "not a number"),
        ({"area_ha": "9999999"}, "area_ha", "too large"),
        ({"area_ha": "1.23456"}, "area_ha", "decimal"),
        ({"smallest_lot_ha": "13"}, "smallest_lot_ha", "larger than the plot"),
        ({"sectors": "C 1"}, "sectors", "VSIC"),
        ({"price_min_usd_m2": "200"}, "price_min_usd_m2", "above the highest"),
        ({"price_as_of": ""}, "price_as_of", "needs its date"),
        ({"price_as_of": "2026-02-30"}, "price_as_of", "no such day"),
        ({"price_as_of": "05/2026"}, "price_as_of", "Write the date"),
        ({"latitude": "48.85", "longitude": "2.35"}, "geometry", "outside"),
        ({"latitude": ""}, "latitude", "latitude and longitude"),
        ({"offer": "tent"}, "offer", "none of"),
    ],
)
def test_a_wrong_value_is_named_by_line_and_column(
    wrong: dict[str, Any], column: str, said: str
) -> None:
    content = table(line(), line(code="A2"), line(**{"code": "A3", **wrong}))
    ((at, where, sentence),) = faults_of("plots.csv", content)
    assert (at, where) == (4, column)
    assert said in sentence


def test_every_faulty_line_is_named_at_once() -> None:
    content = table(
        line(area_ha="-1"), line(code="A2"), line(code="A3", status="sold"), line(code="A2")
    )
    content += b"only,three,cells\n"
    assert [(at, column) for at, column, _said in faults_of("plots.csv", content)] == [
        (2, "area_ha"),
        (4, "status"),
        (5, "code"),
        (6, ""),
    ]


def test_the_same_code_in_two_parks_is_two_plots() -> None:
    assert len(read_plots("plots.csv", table(line(), line(park="hill-park")))) == 2
    ((at, column, said),) = faults_of("plots.csv", table(line(), line()))
    assert (at, column) == (3, "code")
    assert "line 2" in said


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (polygon(BOW_TIE), "crosses itself at latitude 20.95500, longitude 106.98500"),
        (polygon([[106.98, 20.95], [107.9, 25.0], [106.99, 20.96], [106.98, 20.95]]), "outside"),
        (polygon([[106.98, 20.95], [106.99, 20.95]]), "cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "no corners"),
        ({"type": "Polygon", "coordinates": "here"}, "cannot be read"),
        ({"type": "LineString", "coordinates": SQUARE}, "neither a point nor a polygon"),
        ({"type": "Point", "coordinates": [106.98]}, "longitude and a latitude"),
        ({"type": "Point", "coordinates": [10**400, 1]}, "cannot be read"),
        ("here", "cannot be read"),
    ],
)
def test_a_shape_that_is_none_is_refused_with_its_line(geometry: Any, said: str) -> None:
    content = collection((line(), polygon(SQUARE)), (line(code="A2"), geometry))
    ((at, column, sentence),) = faults_of("plots.geojson", content)
    assert (at, column) == (3, "geometry")
    assert said in sentence


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plots.csv", b"", "empty"),
        ("plots.csv", b"code;area\nA1;3\n", "is missing"),
        ("plots.csv", table(), "holds no plot"),
        ("plots.csv", b"PK\x03\x04 a spreadsheet", "spreadsheet"),
        ("plots.csv", collection((line(), None)), "holds JSON"),
        ("plots.geojson", table(line()), "no JSON"),
        ("plots.geojson", b'{"type": "Feature"}', "FeatureCollection"),
        ("plots.geojson", b'{"type": "FeatureCollection", "features": 3}', "no list"),
        ("plots.xlsx", b"anything", "must end in"),
        ("plots.csv", b"\xff\xfeA\x001", "UTF-8"),
        ("plots.csv", b"code\x00", "null character"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_called_so(
    name: str, content: bytes, said: str
) -> None:
    assert said in faults_of(name, content)[0][2]


def test_broken_json_and_open_quotes_are_named_by_line() -> None:
    assert (
        faults_of("plots.geojson", b'{"type":\n "FeatureCollection",\n "features": [}')[0][0] == 3
    )
    assert faults_of("plots.csv", table(line()) + b'"bay-park,A2\n')[0][0] >= 3
    deep = b'{"type": "FeatureCollection", "features": ' + b"[" * 100_000
    assert "deeply" in faults_of("plots.geojson", deep)[0][2]


def test_an_open_quote_hides_no_other_fault() -> None:
    broken = table(line(area_ha="-1"), line(code="A2")) + b'bay-park,"A3,ready,1\n'
    broken += table(line(code="A4", status="sold"), line(code="A5")).partition(b"\n")[2]
    told = faults_of("plots.csv", broken)
    assert [(at, column) for at, column, _said in told] == [
        (2, "area_ha"), (4, ""), (5, "status"),
    ]  # fmt: skip
    assert "quote" in told[1][2]
    endless = faults_of("plots.csv", table(line(area_ha="-1")) + b'"x\n' * 5_000)
    assert endless[0][:2] == (2, "area_ha")
    assert "reading stopped" in endless[-1][2]


def test_every_line_that_is_no_utf8_is_named_and_the_others_are_checked() -> None:
    content = table(
        line(code="\u00e9"), line(code="A2", area_ha="-1"), line(code="A3"),
        line(code="\u00e9\u00e9", status="sold"),
    )  # fmt: skip
    told = faults_of("plots.csv", content.decode().encode("latin-1"))
    assert [(at, column) for at, column, _said in told] == [
        (2, "code"), (3, "area_ha"), (5, "code"), (5, "status"),
    ]  # fmt: skip
    drawn = collection((line(code="A1", area_ha="-1"), None), (line(code="A2"), None))
    bad = drawn.replace(b'"code": "A1"', b'"code": "\xe9"').replace(b'"C 26"', b'"\xff"')
    assert {(at, column) for at, column, _said in faults_of("plots.geojson", bad)} == {
        (2, "code"), (2, "area_ha"), (2, "sectors"), (3, "sectors"),
    }  # fmt: skip
    header = table(line()).replace(b"offer", b"off\xe9r")
    assert "UTF-8" in faults_of("plots.csv", header)[0][2]


def test_many_faults_are_not_taken_for_many_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    wrong = table(*(line(code=f"A{n}", area_ha="-1", status="sold") for n in range(3)))
    assert len(faults_of("plots.csv", wrong)) == 6
    more = table(*(line(code=f"A{n}", area_ha="-1") for n in range(4)))
    assert [at for at, _column, _said in faults_of("plots.csv", more)] == [0, 2, 3, 4]


def test_unknown_and_doubled_columns_are_named() -> None:
    content = b"park,code,code,status,area_ha,colour\n"
    said = [sentence for _line, _column, sentence in faults_of("plots.csv", content)]
    assert any("colour" in one for one in said)
    assert any("twice" in one for one in said)


def test_what_came_of_a_spreadsheet_with_a_mark_in_front_is_read() -> None:
    assert len(read_plots("PLOTS.CSV", b"\xef\xbb\xbf" + table(line()))) == 1


def test_a_file_larger_than_allowed_is_refused(settings: Any, bay: Park) -> None:
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    assert "larger than 1 MB" in faults_of("plots.csv", table(line()) + b" " * 1024 * 1024)[0][2]
