"""What people type: the enquiry, a message of its thread, a code."""

import re
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.http import QueryDict
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from investors.enquiries.consent import CURRENT
from investors.enquiries.countries import countries
from investors.enquiries.intake import Asked
from investors.enquiries.models import Enquiry
from investors.procedures.models import Procedure
from parks.directory.models import Park
from portal.accounts.addresses import clean_email
from portal.desk.drawing import drawn_from
from portal.languages.lines import one_line, without_unseen

MOST_PARKS = 20


class Line(forms.CharField):
    default_validators = [one_line]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(without_unseen(str(value or ""))))


class LongText(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Browsers send line breaks as two characters; they are counted and kept as one."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class Parks(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Park) -> str:
        return obj.name(get_language() or "vi").text


class EnquiryForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Enquiry.Kind.choices, widget=forms.RadioSelect
    )
    parks = Parks(
        label=_("Parks it is about"),
        queryset=Park.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("“%(value)s” is not a park of the directory. Choose again.")
        },
    )
    procedure = forms.ModelChoiceField(
        label=_("Procedure it is about"),
        queryset=Procedure.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.HiddenInput,
    )
    subject = Line(label=_("Subject"), max_length=200)
    body = LongText(
        label=_("Your question, or what stands in the way"),
        max_length=10_000,
        validators=[MinLengthValidator(10)],
        help_text=_("Area, sector, timing, power and water needs help us to answer at once."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    sector = Line(
        label=_("Sector"), max_length=200, required=False, help_text=_("For example: electronics")
    )
    name = Line(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    company = Line(
        label=_("Company"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, widget=forms.Select({"autocomplete": "country"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("A six-digit code is sent there. Your enquiry counts from now, not from it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = Line(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label=_("I agree"))
    consent_version = forms.CharField(widget=forms.HiddenInput, max_length=20)
    # People do not see this field; programs that fill every field do.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=2000,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        fields: dict[str, Any] = self.fields
        fields["parks"].queryset = Park.objects.public()
        fields["procedure"].queryset = Procedure.objects.public()
        fields["country"].choices = [("", gettext("no country chosen")), *countries(language)]

    def clean_parks(self) -> list[Park]:
        chosen = list(self.cleaned_data["parks"])
        if len(chosen) > MOST_PARKS:
            text = ngettext(
                "Choose at most %(count)s park.", "Choose at most %(count)s parks.", MOST_PARKS
            )
            raise ValidationError(text % {"count": MOST_PARKS})
        return chosen

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])

    def clean_consent_version(self) -> str:
        """Only the text that is shown now can be agreed to."""
        if self.cleaned_data["consent_version"] != CURRENT:
            raise ValidationError(_("The text of the consent has changed. Please read it again."))
        return CURRENT

    def clean(self) -> dict[str, Any] | None:
        """No browser sends a line of this form twice; which of two was meant nobody can know."""
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        for name in self.fields:
            if name != "parks" and len(sent.getlist(name)) > 1:
                self.add_error(name, _("This came more than once. Send it once."))
        return super().clean()

    @property
    def is_a_program(self) -> bool:
        return bool(self.data.get("website"))

    def asked(self) -> Asked:
        sent = self.cleaned_data
        return Asked(
            kind=sent["kind"],
            subject=sent["subject"],
            body=sent["body"],
            name=sent["name"],
            email=sent["email"],
            language=sent["language"],
            company=sent["company"],
            country=sent["country"],
            phone=sent["phone"],
            sector=sent["sector"],
            parks=sent["parks"],
            procedure=sent["procedure"],
            consent_version=sent["consent_version"],
        )


class MessageForm(forms.Form):
    """`seen`: the count of steps when it was drawn, by which a second click is known."""

    seen = drawn_from()
    body = LongText(
        label=_("Your message"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def redrawn(self, enquiry: Enquiry) -> None:
        """What was typed stays, on a page of now."""
        self.data = {"body": self.data.get("body", ""), "seen": str(enquiry.seen)}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "size": "8"}
        ),
    )

    def clean_code(self) -> str:
        """Six digits, whatever a mail program put around or between them."""
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", self.cleaned_data["code"]))
        if len(digits) != 6:
            raise ValidationError(_("The code has six digits."))
        return digits
