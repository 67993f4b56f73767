"""The form's one-time token, and the secret that is derived from it.

The secret of an enquiry is a keyed digest of the token's random part and of what was sent. So it
is never stored anywhere, and a double click or a retry (whose first answer the browser threw
away) is shown the same secret again, while an edited text is another enquiry.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from portal.accounts.secrets import spelled
from portal.keys import keys_for

SALT = "enquiries.form"
QUICKEST_SECONDS = 3  # no person reads and fills the form in less
LONGEST_SECONDS = 2 * 24 * 3600


@dataclass(frozen=True)
class FormToken:
    nonce: str
    age_seconds: float

    @property
    def too_fast(self) -> bool:
        return self.age_seconds < QUICKEST_SECONDS

    @property
    def too_old(self) -> bool:
        return self.age_seconds > LONGEST_SECONDS


def new_token(now: datetime) -> str:
    content = {"nonce": secrets.token_urlsafe(24), "at": now.timestamp()}
    return signing.dumps(content, salt=SALT)


def read_token(token: str, now: datetime) -> FormToken | None:
    """None when it is not one of ours."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return FormToken(content["nonce"], now.timestamp() - content["at"])


def digest_of_form(nonce: str, sent: Mapping[str, Any]) -> str:
    """The same for the same form sent twice; hex, 64 characters."""
    text = json.dumps(sent, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{nonce}\n{text}".encode()).hexdigest()


def secret_of_form(nonce: str, form_digest: str) -> str:
    """160 bits that only this server and this form can compute, in groups of four."""
    key = keys_for("enquiry-secret")[0]
    return spelled(hmac.digest(key, f"{nonce}:{form_digest}".encode(), "sha256"))
