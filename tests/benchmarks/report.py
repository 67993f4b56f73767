"""What `make bench` prints: one table for each size, then how pages grow. No thresholds."""

import statistics
import sys
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.client import Page, Round
from tests.benchmarks.vitals import Vitals
from tests.servers import free_port

NAMES = {
    "bare": "(a) bare Django view, the same bytes",
    "list": "(b) park list, warm",
    "map": "    map data, warm",
    "list uncached": "(c) park list, rendered",
    "filtered": "    park list, filtered, rendered",
    "park": "(d) park page, warm",
    "park uncached": "    park page, rendered",
    "track": "(e) tracked case, rendered",
}
Row = dict[str, Any]


@dataclass
class Site:
    """One portal of one size; `found` are its rounds by page."""

    size: int
    env: dict[str, str]
    told: Row
    port: int = field(default_factory=free_port)
    pages: dict[str, Page] = field(default_factory=dict)
    sums: Row = field(default_factory=dict)  # what `landbank.py` told
    vitals: list[Vitals] = field(default_factory=list)
    found: dict[str, list[Round]] = field(default_factory=dict)


def table(site: Site) -> None:
    """Rates are medians of the rounds; `cpu` is what one rendering costs the web process, which
    other work on the machine does not change. `server µs` is what an answer costs the server in
    processor time as it is measured, without the client that shares the machine with it; the last
    column is how many times less that is than for (a)."""
    say(
        f"  {'page':38} {'req/s':>8} {'to (a)':>7} {'p50 ms':>8} {'p99 ms':>8} "
        f"{'cpu ms':>7} {'queries':>8} {'server µs':>10} {'(a) to':>7}"
    )
    bare, bare_cpu = rate(site.found["bare"]), server_cpu(site.found["bare"])
    for name, rounds in site.found.items():
        seconds = sorted(second for one in rounds for second in one.seconds)
        counted = site.told["rendered"].get(name.removesuffix(" uncached"), {})
        if name in ("list", "map", "park"):
            counted = {"queries": 0}
        say(
            f"  {NAMES[name]:38} {rate(rounds):8.0f} {rate(rounds) / bare:7.2f} "
            f"{1000 * seconds[len(seconds) // 2]:8.2f} "
            f"{1000 * seconds[int(len(seconds) * 0.99)]:8.2f} "
            f"{counted.get('cpu_ms', ''):>7} {counted.get('queries', ''):>8} "
            f"{1e6 * server_cpu(rounds):10.0f} {bare_cpu / server_cpu(rounds):7.2f}"
        )


def growth(kind: str, sites: list[Site]) -> None:
    """How many times longer a page takes at the largest size than at the one before it."""
    if len(sites) < 2:
        return
    small, large = sites[-2:]
    say("")
    for name in large.found:
        if name == "bare":
            continue
        times = rate(small.found[name]) / rate(large.found[name])
        line = f"{kind}: {NAMES[name].strip()}: {large.size:,} takes {times:.2f} × {small.size:,}"
        page = name.removesuffix(" uncached")
        if name not in ("list", "map", "park"):
            cpu = [site.told["rendered"][page]["cpu_ms"] for site in (large, small)]
            line += f" (in processor time {cpu[0] / cpu[1]:.2f} ×)"
        say(line)


def landbank(kind: str, site: Site) -> None:
    """The sums of a directory of this size, each beside what it is measured against."""
    plots, facets, match, page = (site.sums[name] for name in ("plots", "facets", "match", "list"))
    say(f"\n{kind}, {site.size:,} parks, sums in one process")
    lines = {
        "plots after 90 % ÷ first page": _ratio(plots["deep_ms"], plots["first_ms"]),
        "the same in the API": _ratio(plots["api_deep_ms"], plots["api_first_ms"]),
        "counts of the filters, kept": f"{facets['kept_ms']:.1f} ms",
        "counts of the filters, one grouped query": f"{facets['grouped_ms']:.1f} ms",
        f"match: scoring {match['parks']:,} parks, processor": f"{match['rank_cpu_ms']:.1f} ms",
        "match: reading the columns": f"{match['fetch_ms']:.1f} ms",
        "match: all, ten parks in words": f"{match['whole_ms']:.1f} ms",
        "list rendered ÷ plain strings, processor": _ratio(
            page["drawn_cpu_ms"], page["plain_cpu_ms"]
        ),
        "our scripts before the map": f"{page['own_script_bytes'] / 1000:.1f} kB",
        "list, compressed": f"{page['compressed_bytes'] / 1000:.1f} kB",
        "queries of the list; filtered": f"{page['queries']}; {page['queries_filtered']}",
    }
    for name, said in lines.items():
        say(f"  {name:44} {said}")
    for one in site.vitals:
        say(
            f"  at {one.width} px: largest paint {one.paint_ms:.0f} ms, layout shift "
            f"{one.shift:.4f}, our scripts {one.script_bytes / 1000:.1f} kB"
        )


def _ratio(above: float, below: float) -> str:
    return f"{above:.1f} ÷ {below:.1f} ms = {above / below:.2f}"


def rate(rounds: list[Round]) -> float:
    return statistics.median(one.rate for one in rounds)


def server_cpu(rounds: list[Round]) -> float:
    return statistics.median(one.cpu for one in rounds)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
