"""`make bench`: the real server with two workers, measured beside a bare Django view.

In each round every page is measured once, in turn, so that whatever else the machine does hits
all of them; the table gives the median of the rounds. Nothing is asserted here. Options:

    make bench ARGS="--sizes 20,1000,100000 --databases sqlite,postgresql --rounds 5"

and then, unless `--landbank 0`, a directory of the size of a national land bank.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg

from portal.parent import web_command
from tests.benchmarks.client import Page, ask_once, measure
from tests.benchmarks.report import Row, Site, growth, landbank, say, table
from tests.benchmarks.vitals import vitals_of
from tests.live import ROOT
from tests.servers import Server, free_port, start_postgresql

WORKERS = 2
CACHED_REQUESTS = 8_000  # half a second or more: in less, one hiccup of the machine is the figure
RENDERED_REQUESTS = 60
LANDBANK_PARKS, LANDBANK_PLOTS = 4_500, 100_000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", default="20,1000,100000", help="parks, by commas")
    asked.add_argument("--databases", default="sqlite,postgresql")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--landbank", type=int, default=LANDBANK_PARKS, help="parks; 0: none")
    options = asked.parse_args()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {WORKERS} workers a server.")
    try:
        for kind in options.databases.split(","):
            with database_server(kind, folder) as server:
                if sizes:
                    sites = [prepare(kind, server, size, folder) for size in sizes]
                    bench(kind, sites, folder / f"{kind}-pages", options.rounds)
                if options.landbank:
                    site = prepare(kind, server, options.landbank, folder, LANDBANK_PLOTS)
                    bench(kind, [site], folder / f"{kind}-landbank", options.rounds)
                    landbank(kind, site)
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


def prepare(kind: str, server: Server | None, size: int, folder: Path, plots: int = 0) -> Site:
    var = folder / f"{kind}-{size}"
    var.mkdir()
    env = {
        **os.environ,
        "DATABASE_URL": database(server, size, var),
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_PROFILE": "development",
        "PORTAL_VAR": str(var),
        "REDIS_URL": "",
    }
    begun = time.perf_counter()
    fill = [sys.executable, "-m", "tests.benchmarks.prepare", str(size), str(plots)]
    told = json.loads(output(fill, env))
    seconds = time.perf_counter() - begun
    say(f"{kind}: {size:,} generated parks and {plots:,} plots in {seconds:.0f} s")
    site = Site(size, env, told)
    if plots:
        sums = [sys.executable, "-m", "tests.benchmarks.landbank", str(plots)]
        site.sums = json.loads(output(sums, env))
    return site


def bench(kind: str, sites: list[Site], folder: Path, rounds: int) -> None:
    """All sizes are served at once and measured in turn, so that they share what the machine
    does besides."""
    folder.mkdir()
    with ExitStack() as servers:
        for site in sites:
            server = servers.enter_context(
                served(web_command(site.port, WORKERS), site.port, site.env)
            )
            site.pages = {
                name: replace(page, server=server)
                for name, page in pages_of(site.port, site.told).items()
            }
            keep_page(site.pages["list"], folder / str(site.size))
        port = free_port()
        bare = [*web_command(port, WORKERS)[:-1], "tests.benchmarks.bare:application"]
        env = {**sites[0].env, "BARE_PAGES": str(folder)}
        server = servers.enter_context(served(bare, port, env, f"/{sites[0].size}"))
        for site in sites:
            same = site.pages["list"].headers
            site.pages = {"bare": Page(port, f"/{site.size}", same, server), **site.pages}
        measure_all(sites, rounds)
        for site in sites:
            if site.sums:
                site.vitals = vitals_of(f"http://localhost:{site.port}{site.told['pages']['list']}")
    for site in sites:
        say(f"\n{kind}, {site.size:,} parks")
        table(site)
    growth(kind, sites)


def pages_of(port: int, told: Row) -> dict[str, Page]:
    brotli = {"Accept-Encoding": "br"}
    # A cookie of any session keeps the front cache out of the way.
    past_the_cache = {**brotli, "Cookie": "portal_session=none"}
    addresses = told["pages"]
    pages = {
        "list": Page(port, addresses["list"], brotli),
        "map": Page(port, addresses["map"], brotli),
        "list uncached": Page(port, addresses["list"], past_the_cache),
        "filtered": Page(port, addresses["filtered"], past_the_cache),
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


def measure_all(sites: list[Site], rounds: int) -> None:
    for site in sites:
        for page in site.pages.values():
            for _ in range(WORKERS * 4):  # every worker has met every page
                status, _head, _body = ask_once(page)
                if status != 200:
                    raise SystemExit(f"{page.path} answered {status}")
    names = list(sites[0].pages)
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            rendered = name.endswith("uncached") or name in ("track", "filtered")
            for site in sites if number % 2 else reversed(sites):
                requests = RENDERED_REQUESTS if rendered else CACHED_REQUESTS
                site.found.setdefault(name, []).append(measure(site.pages[name], requests))


@contextmanager
def served(
    command: list[str], port: int, env: dict[str, str], path: str = "/healthz"
) -> Iterator[int]:
    """The process that answers, until the block ends."""
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
        yield process.pid
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


if __name__ == "__main__":
    main()
