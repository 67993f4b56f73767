"""All heads of all chains, written outside the database: what was cut off at an end is missed.

`var/anchors/heads.jsonl` grows by one signed line a night, each carrying the digest of the line
before. Operators copy the file where the portal cannot write.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from investors.cases.chain import START, canonical, mac, same_mac
from investors.cases.models import Case, Event
from investors.cases.verifying import Finding

NIGHTLY_HOUR = 2  # of the schedule in the settings
GRACE = timedelta(minutes=10)
Heads = dict[str, tuple[int, str]]  # reference -> count of events, digest of the last


def anchor_file() -> Path:
    return Path(settings.VAR) / "anchors" / "heads.jsonl"


def write_anchor(now: datetime) -> int:
    """Adds a line with the heads that changed since the last one; the number of them.

    Running twice adds a second, shorter line and does no harm.
    """
    path = anchor_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known, last, _broken = _read(file)
        changed = {
            reference: [count, head]
            for reference, count, head in Case.objects.values_list(
                "reference", "event_count", "event_head"
            ).iterator()
            if known.get(reference) != (count, head)
        }
        content = {"at": now.isoformat(), "previous": last, "heads": changed}
        line = json.dumps({**content, "mac": mac(canonical(content))}, ensure_ascii=False)
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
        os.utime(path, (now.timestamp(), now.timestamp()))  # `anchor_if_missed` reads it
    return len(changed)


def anchor_if_missed(now: datetime) -> int:
    """Makes up for a night on which nobody was there to write it; -1: it was written."""
    path = anchor_file()
    at = timezone.localtime(now)
    night = at.replace(hour=NIGHTLY_HOUR, minute=0, second=0, microsecond=0)
    if night + GRACE > at:
        night -= timedelta(days=1)
    if path.exists() and path.stat().st_mtime >= night.timestamp():
        return -1
    return write_anchor(now)


def verify_anchors(reference: str = "") -> Iterator[Finding]:
    """Compares the last anchored head of every case with the event of that number."""
    path = anchor_file()
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        heads, _last, broken = _read(file)
    for number in broken:
        yield Finding("anchors", number, "this line is not as it was written, or one is missing")
    for kept, (count, head) in heads.items():
        if reference and kept != reference:
            continue
        if count == 0:
            continue
        event = Event.objects.filter(case__reference=kept, number=count).first()
        if event is None:
            yield Finding(kept, count, "was anchored and is gone")
        elif event.digest != head:
            yield Finding(kept, count, "is not the event that was anchored")


def _read(lines: Any) -> tuple[Heads, str, list[int]]:
    """The newest head of each case, the digest of the last line, and lines that are not ours."""
    heads: Heads = {}
    last, broken = START, []
    for number, line in enumerate(lines, start=1):
        try:
            content = json.loads(line)
            kept = content.pop("mac")
            right = same_mac(canonical(content), kept) and content["previous"] == last
        except (ValueError, KeyError, AttributeError, TypeError):
            right = False
        last = hashlib.sha256(line.encode()).hexdigest()
        if right:
            heads |= {ref: (count, head) for ref, (count, head) in content["heads"].items()}
        else:
            broken.append(number)
    return heads, last, broken
