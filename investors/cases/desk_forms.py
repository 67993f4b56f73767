"""The form of a move, made from what the table says it takes; and the form that opens a case.

What is asked of a date is in `desk_dates.py`.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investors.cases.days_off import day_off_question
from investors.cases.desk_dates import DAY_OFF, confirmation, due_field, moment_field, typed_day
from investors.cases.models import Case
from investors.cases.moves import Move
from investors.cases.moves.kinds import AT, CODE, DAYS, DUE, NOTE, PAPERS, PERSON, RESULT
from investors.cases.opening import TITLE_LENGTH
from investors.cases.requirements import CODE_LENGTH, NOTE_LENGTH, officials_for
from investors.cases.term import MOST_DAYS
from investors.enquiries.desk_forms import read_as_written
from investors.enquiries.forms import Line
from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.desk.drawing import StepForm, drawn_from
from portal.workdays.calendar import current_calendar


class MoveForm(StepForm):
    """One move of one case; only the fields the move takes."""

    kept = (PAPERS, NOTE)

    def __init__(
        self, case: Case, name: str, move: Move, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(case, name, move, data)
        for field in (CODE, RESULT, PERSON, DAYS, DUE, PAPERS, NOTE, AT):
            if field in move.asked:
                self.fields[field] = _field(field, case, move, required=field in move.needs)
                if field == DUE and self.is_bound:
                    self._ask_of_a_day_off()
        if PERSON in self.fields and self.is_bound:
            # The owner is not offered; sent, it may be the second click of becoming the owner.
            self.fields[PERSON] = _person(officials_for(case))

    def _ask_of_a_day_off(self) -> None:
        """A tick for this very day; one that was given for another day counts for nothing."""
        due = typed_day(self.data.get(self.add_prefix(DUE)))
        self.question = day_off_question(due, current_calendar()) if due else ""
        if due and self.question:
            self.fields[DAY_OFF] = confirmation(due, current_calendar())
            if self.data.get(self.add_prefix(DAY_OFF)) != due.isoformat():
                self.data = {**self.data, self.add_prefix(DAY_OFF): ""}

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if DAY_OFF in self.fields and not sent.get(DAY_OFF) and DUE in sent:
            self.add_error(DUE, self.question)
        return sent

    @property
    def simple(self) -> bool:
        """A button is enough: nothing must be typed, and what may be is seldom."""
        return not self.move.asked

    def given(self) -> dict[str, Any]:
        """For `move()`."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if PAPERS in values:
            values[PAPERS] = values[PAPERS].splitlines()
        values[DAY_OFF] = bool(values.get(DAY_OFF))
        return values


def _field(name: str, case: Case, move: Move, *, required: bool) -> forms.Field:
    as_written = read_as_written(case.get_language_display())
    match name:
        case "note":
            return forms.CharField(
                label=_("Note, with the reason") if required else _("Note"),
                max_length=NOTE_LENGTH,
                required=required,
                help_text=as_written if move.note_shown else _("Only officials read it."),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        case "papers":
            return forms.CharField(
                label=_("Papers, one a line, each with its reason"),
                max_length=NOTE_LENGTH * 4,
                help_text=as_written,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        case "result":
            # Nothing is chosen beforehand: one press must not grant or refuse.
            choices = [("", _("choose")), *Case.Result.choices]
            return forms.ChoiceField(label=_("Result"), choices=choices)
        case "national_code":
            return Line(
                label=_("National code, as it is written there"),
                max_length=CODE_LENGTH,
                help_text=_("For example H49.19-261123-0001. The investor reads it."),
            )
        case "due":
            return due_field(case, required=required)
        case "days":
            return forms.IntegerField(
                label=pgettext_lazy("form", "Days more, in the unit of the term"),
                min_value=1,
                max_value=MOST_DAYS,
            )
        case "person":
            return _person([user for user in officials_for(case) if user.pk != case.owner_id])
        case _:
            return moment_field(case, move)


def _person(able: list[User]) -> forms.Field:
    offered = User.objects.filter(pk__in=[user.pk for user in able])
    return forms.ModelChoiceField(label=_("New owner"), queryset=offered)


class OpenForm(forms.Form):
    # How many cases the enquiry had when the form was drawn: a second click finds the new one.
    seen = drawn_from()
    title = Line(
        label=_("Title, as the investor reads it"), max_length=TITLE_LENGTH, required=False
    )

    def __init__(
        self, enquiry: Enquiry, data: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.fields["title"].help_text = read_as_written(enquiry.get_language_display())
