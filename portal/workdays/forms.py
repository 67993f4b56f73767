"""What officials type about the calendar; the verbs decide whether it may be so."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.drawn import DrawnForm
from portal.languages.text import columns
from portal.workdays.models import CalendarEvent, CalendarVersion, CalendarYear, DayRule
from portal.workdays.publishing import MISPLACED_MAKEUP, fits


class DayForm(DrawnForm):
    """One day, with the reason that goes into the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The announcement: who, number and date."),
    )

    class Meta:
        model = DayRule
        fields = ("date", "kind", *columns("name"), "source")

    def history(self) -> QuerySet[CalendarEvent]:
        return CalendarEvent.objects.filter(date=self.instance.date)

    def held(self) -> QuerySet[CalendarVersion]:
        return CalendarVersion.objects.all()

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if self.instance.pk and day != self.instance.date:
            raise forms.ValidationError(_("The date of an entry stays. Enter the other day."))
        if not CalendarYear.objects.filter(year=day.year).exists():
            raise forms.ValidationError(
                _("There is no calendar of %(year)s yet: propose it first.") % {"year": day.year}
            )
        return day

    def clean(self) -> dict[str, Any]:
        """What the verb would refuse is said here, where the form keeps what was typed."""
        typed = super().clean()
        day, kind = typed.get("date"), typed.get("kind")
        if day and kind and not fits(day, kind):
            self.add_error("kind", MISPLACED_MAKEUP)
        return typed


class PublishForm(forms.Form):
    status = forms.ChoiceField(choices=CalendarYear.Status.choices)
    note = forms.CharField(required=False, max_length=1000)


class ProposeForm(forms.Form):
    year = forms.IntegerField(min_value=1, max_value=9999)


class RemoveForm(forms.Form):
    reason = forms.CharField(max_length=1000)
