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
from io import FileIO
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
    with path.open("a+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        written = path.read_bytes()
        known, last, _broken, _torn = _read(written)
        changed = {
            reference: [count, head]
            for reference, count, head in Case.objects.values_list(
                "reference", "event_count", "event_head"
            ).iterator()
            if known.get(reference) != (count, head)
        }
        content = {"at": now.isoformat(), "previous": last, "heads": changed}
        line = json.dumps({**content, "mac": mac(canonical(content))}, ensure_ascii=False)
        # A line that was cut off (no power) is ended here, so that it takes no other with it.
        start = "\n" if written and not written.endswith(b"\n") else ""
        _add(file, f"{start}{line}\n".encode(), len(written))
        os.utime(path, (now.timestamp(), now.timestamp()))  # `anchor_if_missed` reads it
    return len(changed)


def _add(file: FileIO, line: bytes, end: int) -> None:
    """Writes the whole line, or (a full disk) leaves the file as it was."""
    try:
        while line:
            line = line[file.write(line) or 0 :]
        os.fsync(file.fileno())
    except OSError:
        file.truncate(end)
        raise


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
    heads, last, broken, torn = _read(path.read_bytes())
    for number in broken:
        yield Finding("anchors", number, "this line is not as it was written, or one is missing")
    for number, ended in torn:
        after = "the next one holds what it lost" if ended else "no line has followed it yet"
        what = f"this line was cut off while it was written; {after}"
        yield Finding("anchors", number, what, remark=ended)
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


def _read(written: bytes) -> tuple[Heads, str, list[int], list[tuple[int, bool]]]:
    """The newest head of each case, the digest of the last line, lines that are not ours, and
    lines that were cut off, with whether a signed line that follows vouches for the rest."""
    heads: Heads = {}
    last, broken, torn = START, [], []
    open_end = 0  # the number of the line before, where that was cut off
    for number, line in enumerate(written.splitlines(), start=1):
        content = _content(line)
        right = content is not None and content["previous"] == last
        last = hashlib.sha256(line + b"\n").hexdigest()
        if open_end:
            if right:
                torn.append((open_end, True))
            else:
                broken.append(open_end)
        open_end = 0
        if right and content is not None:
            heads |= {ref: (count, head) for ref, (count, head) in content["heads"].items()}
        elif _is_cut_off(line):
            open_end = number
        else:
            broken.append(number)
    if open_end:
        torn.append((open_end, False))
    return heads, last, sorted(broken), torn


def _content(line: bytes) -> dict[str, Any] | None:
    """What a line says; None: it was not signed by us."""
    try:
        content: dict[str, Any] = json.loads(line)
        kept = content.pop("mac")
        right = same_mac(canonical(content), kept) and bool(content["previous"])
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    return content if right else None


def _is_cut_off(line: bytes) -> bool:
    """It begins as our lines do and ends in the middle."""
    try:
        json.loads(line)
    except ValueError:
        return line[:1] in (b"", b"{")
    return False
