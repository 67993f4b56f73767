"""The form of a move, made from what the table says it needs."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.enquiries.answering import Wish
from investors.enquiries.forms import LongText
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import AGENCY, BODY, NOTE, PERSON, Move
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.desk.drawing import StepForm
from portal.desk.people import people_of
from portal.languages.models import LANGUAGE_CHOICES

ASKABLE = (OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT, OrganisationKind.AGENCY)


def read_as_written(language: Any) -> Any:
    """Of a field whose text the investor reads. `language`: its name."""
    return format_lazy(
        _("The investor reads {language}, and reads this text as you write it."), language=language
    )


class MoveForm(StepForm):
    """One move of one enquiry; only the fields the move needs."""

    kept = (BODY, NOTE)

    def __init__(
        self, enquiry: Enquiry, name: str, move: Move, data: QueryDict | None = None
    ) -> None:
        super().__init__(enquiry, name, move, data)
        as_written = read_as_written(enquiry.get_language_display())
        if BODY in move.needs:
            rows = {"rows": 4 if name == "note" else 8}
            label = _("Internal note") if name == "note" else _("Text of the reply")
            self.fields["body"] = LongText(
                label=label,
                max_length=10_000,
                help_text=as_written if name == "reply" else "",
                widget=forms.Textarea(attrs=rows),
            )
        if name == "reply":
            self.fields["language"] = forms.ChoiceField(
                label=_("Written in"), choices=LANGUAGE_CHOICES, initial=enquiry.language
            )
        if PERSON in move.needs:
            able = [user.pk for user in people_of(enquiry.desk, "enquiries.answer")]
            # The owner is not offered; sent, it may be the second click of becoming the owner.
            offered = able if self.is_bound else [pk for pk in able if pk != enquiry.owner_id]
            self.fields["person"] = forms.ModelChoiceField(
                label=_("New owner"), queryset=User.objects.filter(pk__in=offered)
            )
        if AGENCY in move.needs:
            self.fields["agency"] = forms.ModelChoiceField(
                label=_("Agency"),
                queryset=Organisation.objects.filter(kind__in=ASKABLE)
                .exclude(pk=enquiry.desk_id)
                .prefetch_related("names"),
            )
        if NOTE in move.needs:
            self.fields["note"] = LongText(
                label=_("Note"),
                max_length=2000,
                help_text=as_written if move.note_shown else _("Only officials read it."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def simple(self) -> bool:
        """A button is enough: nothing must be typed."""
        return not self.move.needs

    def wish(self) -> Wish:
        sent = self.cleaned_data
        return Wish(
            body=sent.get("body", ""),
            note=sent.get("note", ""),
            person=sent.get("person"),
            agency=sent.get("agency"),
            language=sent.get("language", "vi"),
        )
