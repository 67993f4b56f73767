"""References people read aloud, and the secrets that open them."""

import base64
import hashlib
import hmac
import secrets
from datetime import date

from portal.keys import keys_for

# Without 0, 1, I, L, O and U: nothing to mishear, misread or misspell.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20  # 160 bits, shown in base32 in groups of four; design asks for 128 at least


def new_reference(prefix: str, day: date) -> str:
    """ "YC-2611-7K3M9X": prefix, year and month, six random letters (not a running number)."""
    tail = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{prefix}-{day:%y%m}-{tail}"


def tidy(typed: str) -> str:
    """What a person typed or pasted, without spaces, dashes and case."""
    return "".join(ch for ch in typed.upper() if ch.isalnum())


def hash_secret(secret: str, *, purpose: str = "secret", key: bytes | None = None) -> str:
    """HMAC-SHA256 under the newest key of the purpose; hex, 64 characters.

    A slow password hash would add nothing: the secret itself has 160 random bits.
    """
    key = key or keys_for(purpose)[0]
    return hmac.new(key, tidy(secret).encode(), hashlib.sha256).hexdigest()


def same_secret(typed: str, kept_hash: str, *, purpose: str = "secret") -> bool:
    """Constant-time comparison under the current key and the fallback keys.

    Every key is always tried, so that right, wrong and unknown cost the same work.
    """
    results = [
        hmac.compare_digest(hash_secret(typed, purpose=purpose, key=key), kept_hash or "-" * 64)
        for key in keys_for(purpose)
    ]
    return any(results) and bool(kept_hash)


def new_code() -> str:
    """A six-digit code for a mail; every value equally likely."""
    return f"{secrets.randbelow(1_000_000):06d}"


def spelled(digest: bytes) -> str:
    """A secret as people see it: base32 in groups of four."""
    text = base64.b32encode(digest[:SECRET_BYTES]).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))
