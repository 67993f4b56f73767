"""Fills a fresh database for measuring and counts what each page costs.

`python -m tests.benchmarks.prepare PARKS PLOTS` prints one line of JSON: the addresses to measure,
the reference and secret of a case, and what rendering each page costs.
"""

import json
import os
import re
import statistics
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - needs the loaded apps
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from investors.cases.models import Case  # noqa: E402
from parks.directory.models import Park  # noqa: E402
from portal.accounts.demo import demo_secret  # noqa: E402
from tests.benchmarks.generate import generate_parks, generate_plots  # noqa: E402

MIDDLE = 2  # the park in the middle of the generated ones
RENDERINGS = 21


def rendered(browser: Client, address: str) -> dict[str, float]:
    """Queries of one rendering, and the median of its processor time in this process."""
    browser.get(address)  # caches of the process are warm, as in a server that has run a while
    with CaptureQueriesContext(connection) as seen:
        reply = browser.get(address)
    queries = len(seen)  # now: the next request empties the log
    if reply.status_code != 200:
        raise SystemExit(f"{address} answered {reply.status_code}")
    took = []
    for _ in range(RENDERINGS):
        begun = time.process_time()
        browser.get(address)
        took.append(time.process_time() - begun)
    return {"queries": queries, "cpu_ms": round(1000 * statistics.median(took), 1)}


def tracked_page(browser: Client, reference: str) -> str:
    """The address a reader lands on after giving reference and secret."""
    address = reverse("cases:track")
    form = {"reference": reference, "secret": demo_secret()}
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', browser.get(address).content.decode())
    reply = browser.post(address, {**form, "csrfmiddlewaretoken": token[1] if token else ""})
    return str(reply.headers.get("Location", ""))


def main(parks: int, plots: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_data", verbosity=0, stdout=sys.stderr)
    call_command("load_demo", verbosity=0, stdout=sys.stderr)
    generate_parks(parks)
    if plots:
        generate_plots(plots)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    setup_test_environment(debug=False)
    browser = Client(HTTP_HOST="localhost")
    with translation.override("en"):
        slug = (
            Park.objects.filter(slug__startswith="sample-").order_by("slug")[parks // MIDDLE].slug
        )
        case = Case.objects.order_by("pk").first()
        pages: dict[str, Any] = {
            "list": reverse("parks:list"),
            "map": reverse("parks:map"),
            "filtered": f"{reverse('parks:list')}?area_min=300",
            "park": reverse("parks:park", args=[slug]),
            "procedures": reverse("procedures:list"),
            "track": tracked_page(browser, case.reference) if case else "",
        }
        costs = {
            name: rendered(browser if name == "track" else Client(HTTP_HOST="localhost"), page)
            for name, page in pages.items()
            if page
        }
    told = {
        "pages": pages,
        "rendered": costs,
        "track_form": reverse("cases:track").replace("/vi/", "/en/"),
        "reference": case.reference if case else "",
        "secret": demo_secret(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
