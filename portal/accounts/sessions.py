"""Sessions in the database, sealed: a mailed code waits in one until it is typed.

The library keeps the codes of sign-in and of a new address as they are; and a form waits there
while its sender proves who they are. Whoever reads the table, or a copy of it, reads none of that.
"""

from typing import Any

from django.contrib.sessions.backends import db

from portal.accounts.sealing import CannotOpen, seal, unseal


class SessionStore(db.SessionStore):
    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal(super().encode(session_dict)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """An empty session for what nobody can open any more, as Django does it."""
        sealed = session_data.encode() if isinstance(session_data, str) else session_data
        try:
            return dict(super().decode(unseal(sealed)))
        except CannotOpen:
            return {}
