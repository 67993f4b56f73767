"""Mail servers with moods, as real ones have them."""

import asyncio
from collections import defaultdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import free_port

OK = "250 OK"


class Sink:
    """Keeps what it accepted. `answers[address]` are given to RCPT first, one a try; `after_data`
    to the mail itself. While `hanging`, it takes a mail and never answers; `cutting` times it
    cuts the line instead of answering."""

    def __init__(self) -> None:
        self.answers: dict[str, list[str]] = defaultdict(list)
        self.after_data: list[str] = []
        self.hanging = False
        self.cutting = 0
        self.taken: list[bytes] = []  # also those that were never answered
        self.accepted: list[Envelope] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name, as those below
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, options: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return options

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answers = self.answers[address]
        answer = answers.pop(0) if answers else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope.original_content or b"")
        if self.hanging:
            await asyncio.sleep(60)
        if self.cutting:
            self.cutting -= 1
            cast(asyncio.Transport, server.transport).abort()
        if self.after_data:
            return self.after_data.pop(0)
        self.accepted.append(envelope)
        return OK

    def mails(self) -> list[EmailMessage]:
        return [read(envelope.original_content or b"") for envelope in self.accepted]

    def addresses(self) -> list[str]:
        return [address for envelope in self.accepted for address in envelope.rcpt_tos]


def read(mime: bytes) -> EmailMessage:
    return message_from_bytes(mime, policy=policy.default)


def serve(sink: Sink, port: int | None = None) -> Controller:
    controller = Controller(sink, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    return controller
