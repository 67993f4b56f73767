"""Talking to the mail server: one connection a drain, and what its answers mean."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from portal.notifications.models import Delivery

SHUTTING_DOWN = 421  # RFC 5321 4.2.1: the server closes the connection after this answer


class NoConnection(Exception):
    """The mail server did not answer, so no mail was tried."""


@dataclass(frozen=True)
class Answer:
    """What becomes of a delivery; `text` is what the other side (or we) said."""

    state: str
    text: str

    @property
    def delivered(self) -> bool:
        return self.state == Delivery.State.DELIVERED

    @classmethod
    def later(cls, text: str) -> Self:
        return cls(Delivery.State.DEFERRED, text)

    @classmethod
    def never(cls, text: str) -> Self:
        return cls(Delivery.State.FAILED, text)

    @classmethod
    def suppressed(cls, text: str) -> Self:
        return cls(Delivery.State.SUPPRESSED, text)


class ReadyMail(EmailMultiAlternatives):
    """Django's mail around bytes that are sent exactly as they are."""

    def __init__(self, address: str, mime: bytes) -> None:
        parsed = message_from_bytes(mime, policy=policy.default)
        super().__init__(
            subject=str(parsed["Subject"]),
            body=_part(parsed, "plain"),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[address],
            headers={"Message-ID": str(parsed["Message-ID"])},
        )
        self.attach_alternative(_part(parsed, "html"), "text/html")
        self.mime = mime

    def message(self, **_kwargs: Any) -> Any:
        return _Bytes(self.mime)


class _Bytes:
    def __init__(self, mime: bytes) -> None:
        self.mime = mime

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\r\n") -> bytes:
        return self.mime


class MailServer:
    """A connection that is opened when first needed and again after it broke."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend
        self.is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def open(self) -> None:
        if self.is_open:
            return
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NoConnection(_said(error)) from error
        self.is_open = True

    def close(self) -> None:
        self.is_open = False
        with suppress(smtplib.SMTPException, OSError):
            self.backend.close()

    def send(self, address: str, mime: bytes) -> Answer:
        try:
            self.backend.send_messages([ReadyMail(address, mime)])
        except (smtplib.SMTPException, OSError) as error:
            code = _code(error)
            if code is None or code == SHUTTING_DOWN:
                self.close()
            if code is not None and code >= 500 and not _is_our_fault(error):
                return Answer.never(_said(error))
            return Answer.later(_said(error))
        return Answer(Delivery.State.DELIVERED, "accepted")


def _is_our_fault(error: Exception) -> bool:
    """The server refuses us, not this mail: everything would be refused until that is mended."""
    return isinstance(
        error, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError | smtplib.SMTPHeloError
    )


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(int(code) for code, _text in error.recipients.values())
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
        return "; ".join(f"{code} {_text(text)}" for code, text in answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said


def _part(parsed: Parsed, subtype: str) -> str:
    part = parsed.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if part is not None else ""
