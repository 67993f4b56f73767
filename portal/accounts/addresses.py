"""Which e-mail addresses mail can be sent to; every form that takes one asks here."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST, LONGEST_BEFORE_AT = 254, 64  # RFC 5321, 4.5.3.1
_ATOM = r"[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+"
_LABEL = r"[0-9A-Za-z](?:[-0-9A-Za-z]{0,61}[0-9A-Za-z])?"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def why_not(address: str) -> Any:
    """Why no mail can be sent there, as a sentence; empty when it can.

    Narrower than Django's validator, which lets letters of every script, quoted names and IP
    addresses through: mail servers without SMTPUTF8 (RFC 6531) refuse the first, and no mailbox
    of an investor needs the others.
    """
    if not address.isascii():
        return _(
            "Mail reaches only addresses in plain Latin letters without accents. A domain in other "
            "letters also has such a form; it begins with xn--."
        )
    if len(address) > LONGEST or len(address.rpartition("@")[0]) > LONGEST_BEFORE_AT:
        return _("This address is too long: 254 characters at most, 64 of them before the @.")
    if not _PLAIN.fullmatch(address):
        return _("Mail cannot be sent to this address. Give one like name@company.com.")
    return ""


def check_address(address: str) -> None:
    if sentence := why_not(address):
        raise ValidationError(sentence)


def clean_email(typed: str) -> str:
    """Mailboxes are told apart without case in practice; one spelling finds them again."""
    check_address(typed)
    return typed.lower()
