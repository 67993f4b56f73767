"""Django permissions, answered from the one table of roles.

They open doors: what is behind one is asked of each row's own body (`visible_to`, the verbs).
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from portal.accounts.models import User
from portal.accounts.roles import bodies_where

# Django's model permissions -> the right of the table that covers them. Only viewing: every
# change goes through a verb, which asks for its own right.
VIEWING: dict[str, str] = {
    "enquiries": "enquiries.read",
    "cases": "cases.read",
    "directory": "figures.edit",
    "provenance": "figures.edit",
    "procedures": "procedures.edit",
    "workdays": "calendar.edit",
    "notifications": "notifications.read",
    "accounts": "people.edit",
    "languages": "figures.edit",
    "pages": "figures.edit",
}
CHANGING: dict[str, str] = {
    "directory": "figures.edit",
    "provenance": "figures.edit",
    "procedures": "procedures.edit",
    "workdays": "calendar.edit",
    "accounts": "people.edit",
    "pages": "figures.edit",
}
# Norms (enquiries) ask for "calendar.edit" themselves: they are counted in its days.


class RoleBackend(ModelBackend):
    """Signs in by e-mail and password; permissions come from `roles.ROLES`, not from rows."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        if user_obj.is_superuser or bodies_where(user_obj, perm):
            return True
        app, _, verb = perm.partition(".")
        action = verb.partition("_")[0]
        if action == "view":
            return app in VIEWING and bool(bodies_where(user_obj, VIEWING[app]))
        if action in ("add", "change"):
            return app in CHANGING and bool(bodies_where(user_obj, CHANGING[app]))
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        right = VIEWING.get(app_label)
        return user_obj.is_superuser or (right is not None and bool(bodies_where(user_obj, right)))
