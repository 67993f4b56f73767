"""Encryption of the few things that must be read again: mailed codes, second-factor secrets."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from portal.keys import keys_for


class CannotOpen(Exception):
    """Sealed under a key that this installation no longer has."""


def seal(text: str) -> bytes:
    return _keys().encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def _keys() -> MultiFernet:
    """The newest key seals; the fallback keys still open, so that SECRET_KEY can be rotated."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys_for("sealing")])
