"""The sign-in library's forms for passkeys, which take what a browser sends and nothing else.

WebAuthn level 2 names the parts of a credential; the library trusts that they are all there.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.webauthn import forms as library
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


class _Whole:
    """Refuses what is no whole answer of an authenticator, before the library reads it."""

    read: Callable[[Any], Any]
    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Any:
        try:
            self.read(self.cleaned_data["credential"])
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            # What was sent is anybody's: whatever part of it is missing, the sentence is one.
            raise ValidationError(gettext("This is no passkey of this site. Try again.")) from None
        further = getattr(super(), "clean_credential", None)
        return further() if further else self.cleaned_data["credential"]


class AddPasskeyForm(_Whole, library.AddWebAuthnForm):
    read = staticmethod(auth.parse_registration_response)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("A name, to tell it from others")
        name.widget.attrs["maxlength"] = LONGEST_NAME
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Sign in with it alone, without a password"), required=False, initial=True
        )

    def clean_name(self) -> str:
        """Cut, and made up where there is none: the key exists already when the name arrives."""
        return str(super().clean_name())[:LONGEST_NAME]


class LoginPasskeyForm(_Whole, library.LoginWebAuthnForm):
    read = staticmethod(auth.parse_authentication_response)


class SecondPasskeyForm(_Whole, library.AuthenticateWebAuthnForm):
    """After a password."""

    read = staticmethod(auth.parse_authentication_response)


class ReauthenticatePasskeyForm(_Whole, library.ReauthenticateWebAuthnForm):
    """Before a change to the account."""

    read = staticmethod(auth.parse_authentication_response)
