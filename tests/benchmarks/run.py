"""`make bench`: the real server with two workers, measured beside a bare Django view.

In each round every page is measured once, in turn, so that whatever else the machine does hits
all of them; the table gives the median of the rounds. Nothing is asserted here. Options:

    make bench ARGS="--sizes 20,1000,100000 --databases sqlite,postgresql --rounds 5"
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import psycopg

from portal.parent import web_command
from tests.benchmarks.client import Page, Round, ask_once, measure
from tests.live import ROOT
from tests.servers import Server, free_port, start_postgresql

WORKERS = 2
CACHED_REQUESTS = 800
RENDERED_REQUESTS = 60
NAMES = {
    "bare": "(a) bare Django view, the same bytes",
    "list": "(b) park list, warm",
    "list uncached": "(c) park list, rendered",
    "park": "(d) park page, warm",
    "park uncached": "    park page, rendered",
    "track": "(e) tracked case, rendered",
}
Row = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", default="20,1000,100000", help="parks, by commas")
    asked.add_argument("--databases", default="sqlite,postgresql")
    asked.add_argument("--rounds", type=int, default=5)
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {WORKERS} workers.")
    try:
        for kind in options.databases.split(","):
            with database_server(kind, folder) as server:
                found = {
                    size: bench(kind, server, size, folder, options.rounds)
                    for size in map(int, options.sizes.split(","))
                }
            growth(kind, found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database_server(kind: str, folder: Path) -> Iterator[Server | None]:
    if kind == "sqlite":
        yield None
        return
    server = start_postgresql(folder / "postgresql")
    try:
        yield server
    finally:
        server.stop()


def database(server: Server | None, size: int, var: Path) -> str:
    if server is None:
        return f"sqlite:///{var / 'bench.sqlite3'}"
    base, name = server.url.rsplit("/", 1)[0], f"bench_{size}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{base}/{name}"


def bench(kind: str, server: Server | None, size: int, folder: Path, rounds: int) -> Row:
    """One database of one size: prepared, served, measured, printed."""
    var = folder / f"{kind}-{size}"
    var.mkdir()
    env = {
        **os.environ,
        "DATABASE_URL": database(server, size, var),
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_PROFILE": "development",
        "PORTAL_VAR": str(var),
        "REDIS_URL": "",
        "BARE_PAGE": str(var / "page"),
    }
    begun = time.perf_counter()
    told = json.loads(output([sys.executable, "-m", "tests.benchmarks.prepare", str(size)], env))
    say(f"\n{kind}, {size:,} generated parks (prepared in {time.perf_counter() - begun:.0f} s)")
    port, bare_port = free_port(), free_port()
    with served(web_command(port, WORKERS), port, env):
        pages = pages_of(port, told)
        keep_page(pages["list"], var / "page")
        bare = [*web_command(bare_port, WORKERS)[:-1], "tests.benchmarks.bare:application"]
        with served(bare, bare_port, env, "/"):
            pages = {"bare": Page(bare_port, "/", pages["list"].headers), **pages}
            found = measure_all(pages, rounds)
    table(found, told["queries"])
    return found


def pages_of(port: int, told: Row) -> dict[str, Page]:
    brotli = {"Accept-Encoding": "br"}
    # A cookie of any session keeps the front cache out of the way.
    past_the_cache = {**brotli, "Cookie": "portal_session=none"}
    addresses = told["pages"]
    pages = {
        "list": Page(port, addresses["list"], brotli),
        "list uncached": Page(port, addresses["list"], past_the_cache),
        "park": Page(port, addresses["park"], brotli),
        "park uncached": Page(port, addresses["park"], past_the_cache),
    }
    if addresses["track"]:
        pages["track"] = Page(port, addresses["track"], {**brotli, "Cookie": sign_in(port, told)})
    return pages


def sign_in(port: int, told: Row) -> str:
    """The cookies of a browser that gave reference and secret."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://localhost:{port}{told['track_form']}"
    with browser.open(address) as reply:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', reply.read().decode())
    form = {"reference": told["reference"], "secret": told["secret"]}
    form["csrfmiddlewaretoken"] = token[1] if token else ""
    request = urllib.request.Request(  # noqa: S310 - our own address
        address, urllib.parse.urlencode(form).encode(), {"Referer": address}
    )
    with browser.open(request):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def keep_page(page: Page, folder: Path) -> None:
    """The bytes and headers of the warm list, for the bare view to send."""
    ask_once(page)
    _status, head, body = ask_once(page)
    lines = (line.decode().partition(": ") for line in head.split(b"\r\n")[1:])
    skipped = ("date", "server", "connection")
    folder.mkdir()
    (folder / "headers.json").write_text(
        json.dumps({name: value for name, _, value in lines if name not in skipped})
    )
    (folder / "body").write_bytes(body)


def measure_all(pages: dict[str, Page], rounds: int) -> dict[str, list[Round]]:
    for page in pages.values():
        for _ in range(WORKERS * 4):  # every worker has met every page
            status, _head, _body = ask_once(page)
            if status != 200:
                raise SystemExit(f"{page.path} answered {status}")
    found: dict[str, list[Round]] = {name: [] for name in pages}
    for number in range(rounds):
        names = list(pages)
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            rendered = name.endswith("uncached") or name == "track"
            requests = RENDERED_REQUESTS if rendered else CACHED_REQUESTS
            found[name].append(measure(pages[name], requests))
    return found


def table(found: dict[str, list[Round]], queries: dict[str, int]) -> None:
    say(f"  {'page':38} {'req/s':>8} {'to (a)':>7} {'p50 ms':>8} {'p99 ms':>8} {'queries':>8}")
    bare = rate(found["bare"])
    for name, rounds in found.items():
        seconds = sorted(second for one in rounds for second in one.seconds)
        asked = queries.get(name.removesuffix(" uncached"), "")
        warm = "0" if name in ("list", "park") else "–" if name == "bare" else str(asked)
        say(
            f"  {NAMES[name]:38} {rate(rounds):8.0f} {rate(rounds) / bare:7.2f} "
            f"{1000 * seconds[len(seconds) // 2]:8.2f} "
            f"{1000 * seconds[int(len(seconds) * 0.99)]:8.2f} {warm:>8}"
        )


def growth(kind: str, found: dict[int, Row]) -> None:
    """How much slower the largest is than the middle one, of pages that are rendered."""
    sizes = sorted(found)
    if len(sizes) < 2:
        return
    for name in ("list uncached", "park uncached"):
        slower = rate(found[sizes[-2]][name]) / rate(found[sizes[-1]][name])
        say(f"{kind}: {NAMES[name].strip()}: {sizes[-1]:,} parks take {slower:.2f} × {sizes[-2]:,}")


def rate(rounds: list[Round]) -> float:
    return statistics.median(one.rate for one in rounds)


@contextmanager
def served(command: list[str], port: int, env: dict[str, str], path: str = "/healthz") -> Any:
    log = Path(env["PORTAL_VAR"]) / f"server-{port}.log"
    with log.open("wb") as told:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=told, stderr=told
        )
    try:
        latest = time.monotonic() + 60
        while not is_up(port, path):
            if process.poll() is not None or time.monotonic() > latest:
                raise SystemExit(f"The server did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def is_up(port: int, path: str) -> bool:
    try:
        return ask_once(Page(port, path))[0] == 200
    except OSError:
        return False


def output(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return done.stdout.strip().splitlines()[-1]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
