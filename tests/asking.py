"""Asking the authority as an investor does: the form and where it leads."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from investors.enquiries.tokens import new_token

FORM = "/en/enquiries/new/"
SENT = "/en/enquiries/sent/"


def filled(**changes: Any) -> dict[str, Any]:
    """The form as Lan sends it, a minute after she opened it."""
    return {
        "kind": "advice",
        "subject": "Land for a cable factory",
        "body": "We look for five hectares near a port, from next spring.",
        "name": "Lan",
        "company": "Lan Company",
        "country": "SG",
        "email": "lan@investor.test",
        "language": "en",
        "consent": "on",
        "consent_version": "2026-11",
        "token": new_token(timezone.now() - timedelta(minutes=1)),
        **changes,
    }
