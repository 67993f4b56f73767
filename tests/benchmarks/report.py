"""What `make bench` prints: one table for each size, then how pages grow. No thresholds."""

import statistics
import sys
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.client import Page, Round
from tests.servers import free_port

NAMES = {
    "bare": "(a) bare Django view, the same bytes",
    "list": "(b) park list, warm",
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
    found: dict[str, list[Round]] = field(default_factory=dict)


def table(site: Site) -> None:
    """Rates are medians of the rounds; `cpu` is what one rendering costs the web process, which
    other work on the machine does not change."""
    say(
        f"  {'page':38} {'req/s':>8} {'to (a)':>7} {'p50 ms':>8} {'p99 ms':>8} "
        f"{'cpu ms':>7} {'queries':>8}"
    )
    bare = rate(site.found["bare"])
    for name, rounds in site.found.items():
        seconds = sorted(second for one in rounds for second in one.seconds)
        counted = site.told["rendered"].get(name.removesuffix(" uncached"), {})
        if name in ("list", "park"):
            counted = {"queries": 0}
        say(
            f"  {NAMES[name]:38} {rate(rounds):8.0f} {rate(rounds) / bare:7.2f} "
            f"{1000 * seconds[len(seconds) // 2]:8.2f} "
            f"{1000 * seconds[int(len(seconds) * 0.99)]:8.2f} "
            f"{counted.get('cpu_ms', ''):>7} {counted.get('queries', ''):>8}"
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
        if name not in ("list", "park"):
            cpu = [site.told["rendered"][page]["cpu_ms"] for site in (large, small)]
            line += f" (in processor time {cpu[0] / cpu[1]:.2f} ×)"
        say(line)


def rate(rounds: list[Round]) -> float:
    return statistics.median(one.rate for one in rounds)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
