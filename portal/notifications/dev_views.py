"""`/dev/mail/`: what was sent, from the files that `files.EmailBackend` wrote."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from csp.constants import HEADER
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 100
# The mail's own inline styles and nothing else: no script, no request, no form, no link out.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Mail(NamedTuple):
    name: str
    sent_at: datetime | None
    to: str
    subject: str
    text: str
    html: str


@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)[:SHOWN]
    context = {"mails": [_read(file) for file in files], "shown": SHOWN}
    return render(request, "portal/notifications/dev_mails.html", context)


@never_cache
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "portal/notifications/dev_mail.html", {"mail": _found(name)})


@never_cache
@require_safe
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML as a mail reader shows it, shut in a sandbox."""
    return HttpResponse(_found(name).html, headers={HEADER: SANDBOX})


def _folder() -> Path:
    if settings.PRODUCTION:
        raise Http404
    return Path(settings.EMAIL_OUTBOX)


def _found(name: str) -> Mail:
    """`name` is a slug (the route sees to that), so it cannot leave the folder."""
    file = _folder() / f"{name}.eml"
    try:
        return _read(file)
    except FileNotFoundError:
        raise Http404 from None


def _read(file: Path) -> Mail:
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    date = parsed["Date"]
    return Mail(
        name=file.stem,
        sent_at=date.datetime if date is not None else None,
        to=str(parsed["To"] or ""),
        subject=str(parsed["Subject"] or ""),
        text=_part(parsed, "plain"),
        html=_part(parsed, "html"),
    )


def _part(parsed: EmailMessage, subtype: str) -> str:
    part = parsed.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if part is not None else ""
