"""A case's history as the pages tell it, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from investors.cases.models import Case, Event
from investors.cases.moves import MOVES
from portal.accounts.models import Role
from portal.languages.templatetags.day import day

# What is in the history and no move of the table.
OTHERS: dict[str, Any] = {
    "opened": gettext_lazy("Case opened, in preparation"),
    "date_moved": gettext_lazy("The calendar was corrected; the date was counted anew"),
    "recounted": gettext_lazy("The calendar was corrected; the date shown stays as it was"),
}
INTERNAL = ("recounted",)


@dataclass(frozen=True)
class Entry:
    """What `pieces/timeline.html` shows."""

    title: Any
    at: datetime
    who: str
    role: str
    changed: str
    body: str
    internal: bool = False
    sent: tuple[tuple[str, str], ...] = ()


def events_of(case: Case) -> list[Event]:
    """One query, newest first."""
    return list(case.events.select_related("actor", "payload").order_by("-number"))


def story_for_investor(events: Sequence[Event]) -> list[Entry]:
    return [_entry(event, for_investor=True) for event in events if _is_public(event)]


def story_for_officials(events: Sequence[Event]) -> list[Entry]:
    return [_entry(event, for_investor=False) for event in events]


def _is_public(event: Event) -> bool:
    if event.move in OTHERS:
        return event.move not in INTERNAL
    return MOVES[event.move].public


def _entry(event: Event, *, for_investor: bool) -> Entry:
    move = MOVES.get(event.move)
    data = event.payload.data
    note_shown = move is not None and move.note_shown
    note = data.get("note", "") if note_shown or not for_investor else ""
    papers = [f"– {paper}" for paper in data.get("papers", [])]
    lines = [note, *papers]
    if data.get("national_code"):
        lines.append(data["national_code"])
    if event.payload.erased_at:
        lines = [_("The text was erased.")]
    return Entry(
        title=move.said if move else OTHERS[event.move],
        at=event.at,
        who=event.actor.name if event.actor else "",
        role=str(Role(event.actor_role).label) if event.actor_role else "",
        changed=_changed(event),
        body="\n".join(line for line in lines if line),
        internal=not for_investor and bool(note) and not note_shown,
    )


def _changed(event: Event) -> str:
    facts = event.facts
    words = []
    if days := facts.get("days"):
        text = ngettext("%(count)s day more.", "%(count)s days more.", days)
        words.append(text % {"count": days})
    if result := facts.get("result"):
        words.append(_("Result: %(result)s.") % {"result": Case.Result(result).label})
    if due := facts.get("due"):
        text = _("Due: %(day)s, a day off, as the slip says.") if facts.get("day_off") else ""
        words.append((text or _("Due: %(day)s.")) % {"day": day(due)})
    if held := facts.get("held"):
        text = _("The clock is paused: the date of %(day)s does not count meanwhile.")
        words.append(text % {"day": day(held)})
    if gone := facts.get("gone"):
        text = _("The date of %(day)s no longer holds. A new one is to be set.")
        words.append(text % {"day": day(gone)})
    return " ".join(words)
