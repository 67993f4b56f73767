"""Forms know from which state of a record they were drawn: `seen`, the count of its steps.

The same wish from the same drawing is a second click, and is answered with the first event; each
room finds that one in its own history. Another wish from a drawing that is no longer true is
refused with what changed meanwhile.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django import forms
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.refusals import Refused

MOST_NAMED = 3
MOST_STEPS = 2**31 - 1
OUT_OF_DATE = _("The page is out of date. Look at it again first.")


class Drawn(Protocol):
    """An enquiry, a case: it knows how many steps were made of it."""

    @property
    def seen(self) -> int: ...


def drawn_from() -> forms.IntegerField:
    """The field `seen`: a form that comes without it, or with no such count, is refused."""
    wrong = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=MOST_STEPS,
        error_messages=dict.fromkeys(wrong, OUT_OF_DATE),
    )


class StepForm(forms.Form):
    """One step of one record; a room adds its fields. `seen` tells a page gone stale.

    `kept` names the fields whose text is shown again when the step is no longer open.
    """

    kept: tuple[str, ...] = ()
    seen = drawn_from()

    def __init__(
        self, record: Drawn, name: str, move: Any, data: Mapping[str, Any] | None = None
    ) -> None:
        sent = None if data is None else {key: data.get(key) for key in data}
        super().__init__(sent, prefix=name)
        self.name, self.move = name, move
        self.fields["seen"].initial = record.seen

    def redrawn(self, record: Drawn) -> None:
        """What was typed stays; whoever reads the page now has seen what changed meanwhile."""
        self.data = {**self.data, self.add_prefix("seen"): str(record.seen)}

    def texts(self) -> list[str]:
        """What was typed into a step that is no longer open, to be copied and not lost."""
        typed = (self.data.get(self.add_prefix(field), "") for field in self.kept)
        return [text for text in typed if text]


def plain(wish: object) -> dict[str, Any]:
    """All that came with a step (a dataclass) as words and numbers, to be compared."""
    return {name: _plain(value) for name, value in vars(wish).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def by_whom(what: Any, who: str) -> Any:
    return format_lazy("{what} ({who})", what=what, who=who) if who else what


def refuse_changed(sentence: Any, changes: list[Any]) -> None:
    """Raises `Refused`, where anything changed, with the newest few in place of `{changes}`."""
    if changes:
        named = changes[-MOST_NAMED:]
        listed = format_lazy(", ".join(["{}"] * len(named)), *named)
        raise Refused(format_lazy(sentence, changes=listed))
