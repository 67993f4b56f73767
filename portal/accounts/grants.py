"""What a browser session may open after a proof (a secret, or a code from a mail)."""

from django.http import HttpRequest
from django.utils import timezone

_KEY, _ADDRESSES = "granted", "granted_addresses"
MOST = 20  # references a session remembers; the oldest falls out
_HOURS = 12


def grant(request: HttpRequest, *references: str) -> None:
    """Remembers a proof. The session key changes, so a planted session id gains nothing."""
    request.session.cycle_key()
    kept: dict[str, float] = dict(request.session.get(_KEY, {}))
    for reference in references:
        kept.pop(reference, None)
        kept[reference] = timezone.now().timestamp()
    request.session[_KEY] = dict(list(kept.items())[-MOST:])


def grant_address(request: HttpRequest, email: str) -> None:
    """Remembers that a code of this mailbox was typed here; call beside `grant`."""
    kept: dict[str, float] = dict(request.session.get(_ADDRESSES, {}))
    kept.pop(email, None)
    kept[email] = timezone.now().timestamp()
    request.session[_ADDRESSES] = dict(list(kept.items())[-MOST:])


def granted_address(request: HttpRequest, email: str) -> bool:
    since = request.session.get(_ADDRESSES, {}).get(email)
    return since is not None and timezone.now().timestamp() - since < _HOURS * 3600


def granted(request: HttpRequest, reference: str) -> bool:
    since = request.session.get(_KEY, {}).get(reference)
    return since is not None and timezone.now().timestamp() - since < _HOURS * 3600


def granted_references(request: HttpRequest) -> list[str]:
    return [ref for ref in request.session.get(_KEY, {}) if granted(request, ref)]


def forget(request: HttpRequest) -> None:
    """Ends every proof of this browser."""
    request.session.pop(_KEY, None)
    request.session.pop(_ADDRESSES, None)
