"""Numbers and dates in HTML that say what they are: `<data value>` and `<time datetime>`.

What comes out is HTML; a place that needs plain text takes the words of `printed.py`, or `bare`.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from portal.languages.printed import date_in_words, day_in_words

_MACHINE = re.compile(r"(?:19|20|21)\d\d(?:-\d\d(?:-\d\d)?)?")
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def timed(machine: str, words: Any) -> SafeString:
    """`machine`: a year, a month or a day, "2025-12"."""
    return format_html('<time datetime="{}">{}</time>', machine, words)


def dated(printed: str | None) -> SafeString:
    """A date as a source prints it, in words: "late 2024" -> <time datetime="2024">. Empty for
    none; a text without a year stays a text."""
    if not printed:
        return SafeString("")
    found = _MACHINE.search(printed)
    words = date_in_words(printed)
    return timed(found[0], words) if found else conditional_escape(words)


def on_day(value: date | datetime | None) -> SafeString:
    """One day with the name of the day; of a moment, its day in Vietnam."""
    if value is None:
        return SafeString("")
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return timed(day.isoformat(), day_in_words(day))


def with_days(text: str) -> SafeString:
    """A citation, each of its whole dates marked: "soha.vn, 2025-12-05"."""
    escaped = conditional_escape(text)
    return mark_safe(_DAY.sub(lambda found: dated(found[0]), escaped))  # noqa: S308 - escaped


def valued(number: Any, words: Any = None) -> SafeString:
    """`number` for machines, `words` for people (the number itself where there are none)."""
    return format_html(
        '<data value="{}">{}</data>', str(number), number if words is None else words
    )


def bare(words: Any) -> str:
    """The plain text of what was marked, for a PDF or a script that sets texts, not HTML."""
    return unescape(strip_tags(str(words)))


def fill(sentence: str, parts: Mapping[str, Any]) -> SafeString:
    """A sentence of the catalogue with its %(name)s filled in; parts that are HTML stay so."""
    safe = {name: conditional_escape(part) for name, part in parts.items()}
    return mark_safe(conditional_escape(sentence) % safe)  # noqa: S308 - escaped part by part
