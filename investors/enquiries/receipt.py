"""What the page after sending still knows, kept in that browser only, for one hour.

A signed cookie, because sessions lie readable in the database and the secret must not.
"""

import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "portal_sent"
SALT = "enquiries.sent"
SECONDS = 3600


@dataclass(frozen=True)
class Receipt:
    enquiry: int  # primary key
    reference: str
    secret: str


def keep(response: HttpResponse, receipt: Receipt) -> None:
    response.set_signed_cookie(
        COOKIE,
        json.dumps(asdict(receipt)),
        salt=SALT,
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept(request: HttpRequest) -> Receipt | None:
    """None when this browser sent nothing in the last hour (or changed what it was given)."""
    text = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS)
    return Receipt(**json.loads(text)) if text else None
