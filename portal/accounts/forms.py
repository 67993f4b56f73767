"""The sign-in library's forms that take an address and do not ask the adapter about it."""

from allauth.account import forms as library

from portal.accounts.addresses import clean_email


class RequestLoginCodeForm(library.RequestLoginCodeForm):
    def clean_email(self) -> str:
        if self.cleaned_data["email"]:
            self.cleaned_data["email"] = clean_email(self.cleaned_data["email"])
        return str(super().clean_email())


class ChangeEmailForm(library.ChangeEmailForm):
    def clean_email(self) -> str:
        self.cleaned_data["email"] = clean_email(self.cleaned_data["email"])
        return str(super().clean_email())
