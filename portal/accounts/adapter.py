"""How the sign-in library talks to people: through the outbox, never by SMTP in a request."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language

from portal.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def save_user(
        self, request: HttpRequest, user: Any, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        """A new account reads in the language of the page it was made on."""
        if isinstance(user, User):
            user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)
