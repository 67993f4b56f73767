"""The kinds of message of this room itself."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import Kind

KINDS = [
    Kind(
        "portal.letter",
        title=_("Your account"),
        sample={"subject": "Your sign-in code", "text": "Type this code: 123456"},
    ),
]
