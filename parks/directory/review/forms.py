"""The form of one step, made from what the table says it needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import KINDS
from parks.directory.models import Figure
from parks.directory.review.steps import NEXT_REVIEW, PLACE, PROOF, WHY, Step, Wish
from parks.directory.review.worklists import last_change
from parks.directory.said import later
from portal.desk.drawing import drawn_from
from portal.provenance.fields import PrintedDate
from portal.provenance.models import Grade, Source

KEPT = _("Kept in the history of the value; for officials only.")


class ReviewForm(forms.Form):
    simple = False  # always asks for something (templates/admin/refused.html)
    seen = drawn_from()

    def __init__(
        self, figure: Figure, name: str, step: Step, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, prefix=name)
        self.name, self.move = name, step
        self.fields["seen"].initial = last_change(figure)
        if PROOF in step.needs:
            self.fields["sources"] = forms.ModelMultipleChoiceField(
                label=_("Source that says so now"),
                queryset=Source.objects.exclude(grade=Grade.DERIVED).order_by("key"),
                initial=figure.sources.all(),
            )
            self.fields["as_of"] = PrintedDate(label=_("Date of that source"))
        if NEXT_REVIEW in step.needs:
            self.fields["next_review"] = forms.DateField(
                label=_("Next review by"),
                initial=later(timezone.localdate(), KINDS[figure.kind].review_months),
                widget=forms.DateInput({"type": "date"}),
            )
        if PLACE in step.needs and not figure.chosen:
            self.fields["takes_place"] = forms.BooleanField(
                label=_("Show it in place of the value shown so far, which it supersedes"),
                required=False,
            )
            for code, label in (
                ("vi", _("Reason for readers (Vietnamese)")),
                ("en", _("In English")),
            ):
                self.fields[f"reason_{code}"] = forms.CharField(
                    label=label, max_length=300, required=False
                )
        if WHY in step.needs:
            self.fields["why"] = forms.CharField(
                label=_("Why this change"), max_length=500, help_text=KEPT
            )

    def clean_next_review(self) -> date:
        day: date = self.cleaned_data["next_review"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("The next review is a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("takes_place") and not data.get("reason_vi"):
            self.add_error("reason_vi", _("Say why this value is chosen."))
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        reasons = {code: data.get(f"reason_{code}", "") for code in ("vi", "en")}
        return Wish(
            why=data.get("why", ""),
            sources=tuple(data.get("sources", ())),
            as_of=data.get("as_of", ""),
            next_review=data.get("next_review"),
            takes_place=bool(data.get("takes_place")),
            reasons=reasons,
        )
