"""What a browser session may open after a proof (a secret, or a code from a mail)."""

from django.http import HttpRequest
from django.utils import timezone

_KEY = "granted"
_MOST = 20  # references a session remembers; the oldest falls out
_HOURS = 12


def grant(request: HttpRequest, reference: str) -> None:
    """Remembers a proof. The session key changes, so a planted session id gains nothing."""
    request.session.cycle_key()
    kept: dict[str, float] = dict(request.session.get(_KEY, {}))
    kept.pop(reference, None)
    kept[reference] = timezone.now().timestamp()
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])


def granted(request: HttpRequest, reference: str) -> bool:
    since = request.session.get(_KEY, {}).get(reference)
    return since is not None and timezone.now().timestamp() - since < _HOURS * 3600


def granted_references(request: HttpRequest) -> list[str]:
    return [ref for ref in request.session.get(_KEY, {}) if granted(request, ref)]
