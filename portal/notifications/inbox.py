"""What a person was told, in the portal: their page of messages, and how many are unread."""

from dataclasses import dataclass
from datetime import datetime

from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.notifications.rendering import Rendered, notice_words

PAGE = 20
MOST_COUNTED = 99


@dataclass(frozen=True)
class Entry:
    notice: Notice
    words: Rendered


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    newest: int | None  # the number of the first notice; what came later was not shown
    older: int | None  # where the next page begins


def inbox_of(user: User, language: str, before: int | None = None) -> Page:
    """Newest first, in the language of the page; `before` is a notice's number."""
    notices = Notice.objects.in_inbox_of(user)
    if before is not None:
        notices = notices.filter(pk__lt=before)
    found = list(notices[: PAGE + 1])
    shown = found[:PAGE]
    return Page(
        entries=[Entry(notice, notice_words(notice, language)) for notice in shown],
        newest=shown[0].pk if shown else None,
        older=shown[-1].pk if len(found) > PAGE else None,
    )


def unread_count(user: User) -> int:
    """At most `MOST_COUNTED` + 1; one query, kept on the user for the rest of the request."""
    kept: int | None = getattr(user, "_portal_unread", None)
    if kept is None:
        kept = Notice.objects.in_inbox_of(user).unread()[: MOST_COUNTED + 1].count()
        user._portal_unread = kept  # type: ignore[attr-defined]
    return kept


def mark_read(user: User, now: datetime, up_to: int) -> int:
    """Everything up to and including the notice of that number: how many were unread."""
    unread = Notice.objects.in_inbox_of(user).unread()
    return unread.filter(pk__lte=up_to).update(read_at=now)
