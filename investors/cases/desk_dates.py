"""The date fields of a move: native inputs with their bounds, a hint, and a question."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.cases.clock import deadline_of, ledger_of, term_of
from investors.cases.days_off import named_day_off
from investors.cases.models import Case
from investors.cases.moves import Move
from investors.cases.term import MOST_DAYS
from investors.cases.workflow import earliest
from portal.languages.templatetags.day import day
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar

DAY_OFF = "day_off"
# A browser without a date picker leaves the field to the hand.
TYPED = ("%Y-%m-%d", "%d/%m/%Y")


def due_field(case: Case, *, required: bool) -> forms.DateField:
    today = timezone.localdate()
    bounds = {"min": today.isoformat(), "max": (today + timedelta(days=MOST_DAYS)).isoformat()}
    return forms.DateField(
        label=_("Date of the appointment slip"),
        required=required,
        input_formats=TYPED,
        help_text=_hint(case, required=required),
        widget=forms.DateInput(attrs={"type": "date", **bounds}, format="%Y-%m-%d"),
    )


def _hint(case: Case, *, required: bool) -> Any:
    """What happens without it, where that can be said."""
    if case.computed_due:
        return format_lazy(_("Counted by the portal: {day}."), day=day(case.computed_due))
    if required:
        return _("As it is written on the slip.")
    if term_of(case) is None:
        return _("The term is not published: without this date the case has none.")
    if case.paused and deadline_of(case, ledger_of(case), current_calendar()) is None:
        return _("It is not settled how a request counts: without this date the case has none.")
    return _("As it is written on the slip. Empty: the portal counts it.")


def moment_field(case: Case, move: Move) -> forms.DateTimeField:
    now = timezone.now()
    since = earliest(case, move, now)
    return forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        help_text=format_lazy(
            _("Day and time; empty: now. Not before {moment}."), moment=_shown(since)
        ),
        widget=forms.DateTimeInput(
            attrs={
                "type": "datetime-local",
                "min": _minute(since + timedelta(minutes=1)),
                "max": _minute(now),
            },
            format="%Y-%m-%dT%H:%M",
        ),
    )


def _minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


def typed_day(text: Any) -> date | None:
    """The day as the field itself will read it."""
    try:
        found: date | None = forms.DateField(required=False, input_formats=TYPED).clean(text)
    except forms.ValidationError:
        return None
    return found


class Tick(forms.CheckboxInput):
    """Its value is always the one it was made with, never what came back."""

    def format_value(self, value: Any) -> None:
        return None


def confirmation(due: date, calendar: Calendar) -> forms.BooleanField:
    """Its value is the day, so that a tick never speaks for another one."""
    return forms.BooleanField(
        label=format_lazy(
            _("It is a day off: {day}. The slip says so."), day=named_day_off(due, calendar)
        ),
        required=False,
        widget=Tick(attrs={"value": due.isoformat()}),
    )
