"""Whoever signs up with an address proves it before anything they chose opens the account.

Otherwise somebody signs up with the address of another, waits until its owner signs in by a code
mailed there, and shares the account from then on.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from portal.accounts.models import User

CHOSEN = "password_until_proof"


def keep_for_proof(request: HttpRequest, user: AbstractBaseUser, password_hash: str) -> None:
    """The chosen password waits in the browser's own session, where the code must be typed too."""
    request.session[CHOSEN] = [user.pk, password_hash]


def proved_with(request: HttpRequest, user: AbstractBaseUser) -> None:
    """The address was proved in this session: the password that waits in it is the owner's."""
    pk, password_hash = request.session.pop(CHOSEN, (None, ""))
    if pk == user.pk and not user.has_usable_password():
        user.password = password_hash
        user.save(update_fields=["password"])


def forget_what_was_unproved(user: User) -> bool:
    """Before the first proof of an account by a mailed code alone: what was set up until then
    is nobody's word. True when a password went; every session that it opened ends with it."""
    if EmailAddress.objects.filter(user=user, verified=True).exists():
        return False
    Authenticator.objects.filter(user=user).delete()
    if not user.has_usable_password():
        return False
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return True
