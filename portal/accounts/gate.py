"""The admin opens to officials only, and only after a second factor where that is demanded."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from portal.accounts.models import User

SECOND_FACTOR_AT = "second_factor_at"


def may_enter_admin(request: HttpRequest) -> bool:
    user = request.user
    return (
        isinstance(user, User)
        and user.is_active
        and user.is_staff
        and (not settings.ADMIN_TWO_FACTOR or passed_second_factor(request))
    )


def passed_second_factor(request: HttpRequest) -> bool:
    """This session was opened with a second factor that the person still has.

    allauth keeps the methods a session was opened with; a password alone is not enough even
    for a person who has a second factor set up (a session may be older than the factor).
    """
    methods = request.session.get("account_authentication_methods", [])
    user = request.user
    return (
        isinstance(user, User)
        and is_mfa_enabled(user)
        and any(entry.get("method") == "mfa" for entry in methods)
    )
