"""What a directory of the size of a national land bank costs, in one process.

`python -m tests.benchmarks.landbank PARKS PLOTS` prints one line of JSON: for each sum that
`make bench` names, its processor time or ratio. The database must be filled (`prepare`).
"""

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import brotli  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.db import connection  # noqa: E402 - needs the loaded apps
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from parks.directory.counting import tally  # noqa: E402
from parks.directory.facets import kept  # noqa: E402
from parks.directory.forms import read_wish  # noqa: E402
from parks.directory.listing import list_parks  # noqa: E402
from parks.directory.match.finding import find, read_columns, sectors_of  # noqa: E402
from parks.directory.match.needs import read_needs  # noqa: E402
from parks.directory.match.score import rank  # noqa: E402
from parks.directory.models import Plot  # noqa: E402
from parks.directory.plots.listing import PAGE, list_plots  # noqa: E402
from tests.benchmarks.plain import plain_list  # noqa: E402

TIMES = 31
PARKS = 4_500
NEEDS = "sector=logistics&area=50&power=20&discharge=1200&port=60&must=area&must=port"
FILTERS = "area_min=100&port_max=60&unknown=1"


def cpu_ms(act: Callable[[], object], times: int = TIMES) -> float:
    """The median processor time of this process in milliseconds; the first runs warm it up."""
    act(), act()
    took = []
    for _ in range(times):
        begun = time.process_time()
        act()
        took.append(time.process_time() - begun)
    return round(1000 * statistics.median(took), 2)


def wall_ms(act: Callable[[], object], times: int = TIMES) -> float:
    """As `cpu_ms`, of the clock: with PostgreSQL the work is done in another process."""
    act(), act()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        took.append(time.perf_counter() - begun)
    return round(1000 * statistics.median(took), 2)


def deep_key(rank_of: int) -> str:
    """The key of the page that begins after `rank_of` plots, the largest first."""
    row = Plot.objects.public().order_by("-area_ha", "pk")[rank_of - 1 : rank_of].get()
    return f"{row.area_ha.normalize():f}~{row.pk}"


def plots(count: int) -> dict[str, Any]:
    found = Plot.objects.public().select_related("park")
    deep = deep_key(count * 9 // 10)
    assert len(list_plots(found, deep).plots) == PAGE  # noqa: S101
    first, last = (wall_ms(partial(list_plots, found, key)) for key in ("", deep))
    # The API walks the numbers of the rows.
    keys = list(Plot.objects.order_by("pk").values_list("pk", flat=True))
    ask = Client(HTTP_HOST="localhost").get
    api = [
        wall_ms(partial(ask, "/api/v1/plots/", {"after": after}))
        for after in (0, keys[count * 9 // 10])
    ]
    return {"first_ms": first, "deep_ms": last, "api_first_ms": api[0], "api_deep_ms": api[1]}


def facets() -> dict[str, float]:
    counts = kept()
    _form, wish = read_wish(QueryDict(FILTERS), counts.sectors)
    return {
        "kept_ms": wall_ms(kept),
        "grouped_ms": wall_ms(lambda: tally(wish, counts)),
    }


def match() -> dict[str, float]:
    _form, needs = read_needs(QueryDict(NEEDS), kept().sectors)
    # A third of the generated are zones, which are not let: as many rows as a land bank has parks.
    rows, sectors = (list(read_columns()) * 2)[:PARKS], sectors_of()
    return {
        "parks": len(rows),
        "rank_cpu_ms": cpu_ms(lambda: rank(rows, needs, sectors)),
        "fetch_ms": wall_ms(read_columns),
        "whole_ms": wall_ms(lambda: find(needs), 11),
    }


def listing() -> dict[str, Any]:
    """The list as templates draw it, beside the same page put together from strings."""
    address = reverse("parks:list")
    browser = Client(HTTP_HOST="localhost")
    page = browser.get(address).content
    drawn = cpu_ms(lambda: browser.get(address))
    plain = plain_list(page.decode())
    _form, wish = read_wish(QueryDict(""), ())
    return {
        "drawn_cpu_ms": drawn,
        "plain_cpu_ms": cpu_ms(lambda: plain(list_parks(wish, kept()))),
        "compressed_bytes": len(brotli.compress(page, quality=5)),
        "own_script_bytes": sum(len(read_static(src)) for src in scripts_in(page.decode())),
        "queries": queries(browser, address),
        "queries_filtered": queries(browser, f"{address}?{FILTERS}"),
    }


def scripts_in(page: str) -> list[str]:
    """What the page itself loads; the library of the map comes only when the map is asked for."""
    return re.findall(r'<script[^>]* src="/static/([^"]+)"', page)


def read_static(path: str) -> bytes:
    found = finders.find(path)
    if not isinstance(found, str):
        raise SystemExit(f"{path} is not found")
    with open(found, "rb") as file:
        return file.read()


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        browser.get(address)
    return len(seen)


def main(plot_count: int) -> None:
    setup_test_environment(debug=False)
    with translation.override("en"):
        told = {
            "plots": plots(plot_count),
            "facets": facets(),
            "match": match(),
            "list": listing(),
        }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
