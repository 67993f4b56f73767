"""What people agree to when they send an enquiry. Versions are added, never edited: every
enquiry keeps the number of the text that was shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CURRENT = "2026-11"

TEXTS: dict[str, Any] = {
    "2026-11": _(
        "I agree that the authority uses my name, contact details and message to answer this "
        "enquiry, and asks other public agencies where the answer needs them. They are not "
        "published and not passed to park operators."
    ),
}
