"""What an investor types: a reference and its secret, or an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from investors.cases.proof import REFERENCE_LENGTH, SECRET_LENGTH
from portal.accounts.addresses import clean_email


class TrackForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference"),
        max_length=REFERENCE_LENGTH,
        help_text=_("As on the page after sending, for example HS-2611-7K3M9X or YC-2611-7K3M9X."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=SECRET_LENGTH,
        help_text=_("The long code in groups of four. Capitals, spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The one you gave in the enquiry."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])
