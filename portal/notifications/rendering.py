"""From a notice to words, and from a delivery to the mail itself."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation

from portal.accounts.sealing import unseal
from portal.languages.lines import in_one_line
from portal.notifications.kinds import Kind, kind_of, template_of
from portal.notifications.models import Delivery, Notice

SUBJECT_LENGTH = 150
FRAME = "notifications/mail/frame.html"
# Bytes over 127 never cross the wire, so every mail server passes them on.
SEVEN_BIT_UTF8 = Charset("utf-8")
SEVEN_BIT_UTF8.body_encoding = QP


@dataclass(frozen=True)
class Line:
    """A line of a paragraph; `url` when the whole line is an address."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    language: str

    @property
    def paragraphs(self) -> list[list[Line]]:
        parts = (part.strip() for part in self.text.split("\n\n"))
        return [[_line(line) for line in part.splitlines()] for part in parts if part]


def render(
    kind: Kind,
    language: str,
    params: Mapping[str, Any],
    secret: Mapping[str, str] | None = None,
) -> Rendered:
    """The words of one message. The template's first line is the subject."""
    language = offered(language)
    with translation.override(language):
        written = _fill(template_of(kind, "txt"), _context(params, secret), autoescape=False)
    first, _newline, rest = written.strip().partition("\n")
    subject = " ".join(in_one_line(first).split())
    if len(subject) > SUBJECT_LENGTH:
        subject = subject[: SUBJECT_LENGTH - 1].rstrip() + "…"
    paragraphs = (part.strip() for part in "\n".join(_trimmed(rest)).split("\n\n"))
    return Rendered(subject, "\n\n".join(part for part in paragraphs if part), language)


def together(parts: Sequence[Rendered]) -> Rendered:
    """Several messages as one: the first one's subject and how many more, then each in turn."""
    if len(parts) == 1:
        return parts[0]
    text = "\n\n".join(f"{part.subject}\n\n{part.text}" for part in parts)
    return Rendered(f"{parts[0].subject} (+{len(parts) - 1})", text, parts[0].language)


def render_html(
    kind: Kind,
    words: Rendered,
    params: Mapping[str, Any],
    secret: Mapping[str, str] | None = None,
) -> str:
    """The room's own HTML where it has one, else the paragraphs of the text in the frame."""
    context = {**_context(params, secret), **_frame_context(words, [kind])}
    with translation.override(words.language):
        try:
            return _fill(template_of(kind, "html"), context, autoescape=True)
        except TemplateDoesNotExist:
            return _fill(FRAME, context, autoescape=True)


def _html_of(notices: Sequence[Notice], words: Rendered, secret: Mapping[str, str] | None) -> str:
    kinds = [kind_of(notice.kind) for notice in notices]
    if len(notices) == 1:
        return render_html(kinds[0], words, notices[0].params, secret)
    with translation.override(words.language):
        context = {**_context({}, secret), **_frame_context(words, kinds)}
        return _fill(FRAME, context, autoescape=True)


def _frame_context(words: Rendered, kinds: Iterable[Kind]) -> dict[str, Any]:
    with translation.override(words.language):
        titles = dict.fromkeys(str(kind.title) for kind in kinds)
    return {
        "subject": words.subject,
        "paragraphs": words.paragraphs,
        "language": words.language,
        "about": "; ".join(titles),
    }


def notice_words(notice: Notice, language: str) -> Rendered:
    """What a notice says in the portal, in the language of the page; it holds no secret."""
    return render(kind_of(notice.kind), language, notice.params)


def mail_of(delivery: Delivery) -> bytes:
    """The whole mail. Rendering it again gives the same Message-ID and date.

    Raises `portal.accounts.sealing.CannotOpen` when its secret's key is gone.
    """
    notices = list(delivery.notices.order_by("pk"))
    secret = json.loads(unseal(bytes(delivery.sealed))) if delivery.sealed is not None else None
    words = together(
        [
            render(kind_of(notice.kind), delivery.language, notice.params, secret)
            for notice in notices
        ]
    )
    mail = EmailMultiAlternatives(
        subject=words.subject,
        body=f"{words.text}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_named(notices[0])],
        headers={
            "Message-ID": delivery.message_id,
            "Date": format_datetime(timezone.localtime(delivery.created_at)),
            "Content-Language": words.language,
            "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notices in return
        },
    )
    mail.encoding = SEVEN_BIT_UTF8
    mail.attach_alternative(_html_of(notices, words, secret), "text/html")
    message: Any = mail.message()
    # Django would begin a long subject on the second line, and some readers show that space.
    message.replace_header("Subject", Header(words.subject, "utf-8", header_name="Subject"))
    return bytes(message.as_bytes(linesep="\r\n"))


def offered(language: str) -> str:
    """The language itself, or English where the portal does not speak it."""
    return language if language in dict(settings.LANGUAGES) else "en"


def _named(notice: Notice) -> str:
    if not notice.name:
        return notice.address
    quoted = notice.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{notice.address}>'


def _context(params: Mapping[str, Any], secret: Mapping[str, str] | None) -> dict[str, Any]:
    return {**params, "secret": secret or {}, "site_url": settings.SITE_URL}


def _fill(name: str, context: dict[str, Any], autoescape: bool) -> str:
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=autoescape)))


def _trimmed(text: str) -> list[str]:
    """Without what indentation and template tags leave: spaces at ends, rows of empty lines."""
    return [line.rstrip() for line in text.splitlines()]


def _line(text: str) -> Line:
    """Only our own addresses become links: a line may hold what a stranger typed."""
    is_ours = text.startswith(f"{settings.SITE_URL}/") and " " not in text
    return Line(text, text if is_ours else "")
