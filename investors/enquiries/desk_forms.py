"""The form of a move, made from what the table says it needs."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from investors.enquiries.answering import Wish
from investors.enquiries.desks import people_of
from investors.enquiries.forms import LongText
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import AGENCY, BODY, NOTE, PERSON, Move
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.languages.models import LANGUAGE_CHOICES

ASKABLE = (OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT, OrganisationKind.AGENCY)


MOST_STEPS = 2**31 - 1


class MoveForm(forms.Form):
    """One move of one enquiry; only the fields the move needs. `seen` tells a page gone stale."""

    # What came without it was drawn before anything happened.
    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_STEPS
    )

    def __init__(
        self, enquiry: Enquiry, name: str, move: Move, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, prefix=name)
        self.name, self.move = name, move
        self.fields["seen"].initial = enquiry.seen
        if BODY in move.needs:
            rows = {"rows": 4 if name == "note" else 8}
            label = _("Internal note") if name == "note" else _("Text of the reply")
            self.fields["body"] = LongText(
                label=label, max_length=10_000, widget=forms.Textarea(attrs=rows)
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
                label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def simple(self) -> bool:
        """A button is enough: nothing must be typed."""
        return not self.move.needs

    @property
    def drawn_from(self) -> int:
        return int(self.cleaned_data["seen"] or 0)

    def redrawn(self, enquiry: Enquiry) -> None:
        """What was typed stays; whoever reads the page now has seen what changed meanwhile."""
        data = {name: self.data.get(name) for name in self.data}
        self.data = {**data, self.add_prefix("seen"): str(enquiry.seen)}

    def texts(self) -> list[str]:
        """What was typed into a step that is no longer open, to be copied and not lost."""
        typed = (self.data.get(self.add_prefix(field), "") for field in (BODY, NOTE))
        return [text for text in typed if text]

    def wish(self) -> Wish:
        sent = self.cleaned_data
        return Wish(
            body=sent.get("body", ""),
            note=sent.get("note", ""),
            person=sent.get("person"),
            agency=sent.get("agency"),
            language=sent.get("language", "vi"),
        )
