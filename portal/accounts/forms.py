"""The sign-in library's forms, where the portal asks for more than they do."""

from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core import context
from allauth.mfa.base import forms as mfa_library
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from portal.accounts.addresses import clean_email
from portal.accounts.models import User
from portal.accounts.proving import forget_what_was_unproved
from portal.limits import Limit, spend, wait_sentence

SECOND_FACTOR = Limit("second-factor", 20, 3600)


class SignupForm(library.SignupForm):
    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> Any:
        """A known address costs the same slow hash as a new one; two at once are one account."""
        if not self.account_already_exists:
            try:
                return super().try_save(request)
            except IntegrityError:  # the other one was a moment sooner
                self.account_already_exists = True
                return super().try_save(request)
        User().set_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Any:
        with transaction.atomic():
            return super().save(request)


class _CountedCode:
    """Each try of a second factor is counted for the person, from whatever address it comes.

    Only who has the password, or their open session, comes this far: nobody else can use the
    tries up. Somebody with the password and many addresses must not try all codes.
    """

    user: User

    def clean_code(self) -> str:
        wait = spend(SECOND_FACTOR, str(self.user.pk))
        if wait:
            raise ValidationError(wait_sentence(wait))
        return str(super().clean_code())  # type: ignore[misc]


class AuthenticateForm(_CountedCode, mfa_library.AuthenticateForm):
    """At sign-in."""


class ReauthenticateForm(_CountedCode, mfa_library.ReauthenticateForm):
    """Before a change to the account."""


class RequestLoginCodeForm(library.RequestLoginCodeForm):
    def clean_email(self) -> str:
        if self.cleaned_data["email"]:
            self.cleaned_data["email"] = clean_email(self.cleaned_data["email"])
        return str(super().clean_email())


class ConfirmLoginCodeForm(library.ConfirmLoginCodeForm):
    def clean_code(self) -> str:
        """The last moment before the library takes the address for proved."""
        code = str(super().clean_code())
        login = unstash_login(context.request, peek=True)
        if login and forget_what_was_unproved(login.user):
            get_adapter().send_mail("account/email/password_removed", login.user.email, {})
        return code


class ChangeEmailForm(library.ChangeEmailForm):
    def clean_email(self) -> str:
        self.cleaned_data["email"] = clean_email(self.cleaned_data["email"])
        return str(super().clean_email())
