"""Keys for one purpose each, all derived here from SECRET_KEY and its fallbacks."""

import hashlib

from django.conf import settings


def keys_for(purpose: str, *, own: str = "") -> list[bytes]:
    """32 bytes each. The first signs, hashes and seals; the others still verify and open what
    was written under an older SECRET_KEY, so that it can be rotated.

    `own`: a secret of its own that the operator gave this purpose; it goes before SECRET_KEY.
    What is stored was made with these very digests: another way to derive would orphan it.
    """
    texts = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_derived(purpose, text) for text in ([own, *texts] if own else texts)]


def _derived(purpose: str, text: str) -> bytes:
    return hashlib.sha256(f"portal.{purpose}:{text}".encode()).digest()
