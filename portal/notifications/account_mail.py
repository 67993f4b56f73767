"""The sign-in library's own mails (codes, changes of an account) leave through the outbox too."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts import adapter
from portal.notifications.outbox import Recipient, post

CODE_LIFE = timedelta(minutes=15)  # as long as the library's longest code works
NOTICE_LIFE = timedelta(days=1)


class AccountAdapter(adapter.AccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Kept sealed, all of them: the library does not say which of its mails hold a secret."""
        ours = {"name": settings.PORTAL_NAME, "domain": settings.SITE_URL}
        frame = {"request": self.request, "email": email, "current_site": ours}
        links = {name: _of_this_site(url) for name, url in context.items() if name.endswith("_url")}
        mail = self.render_mail(template_prefix, email, {**frame, **context, **links})
        life = CODE_LIFE if "code" in context else NOTICE_LIFE
        post(
            subject=str(mail.subject),
            text=str(mail.body),
            to=Recipient(email, get_language() or "vi"),
            sealed=True,
            until=timezone.now() + life,
        )

    def format_email_subject(self, subject: Any) -> str:
        """Without the host's name in brackets; the sender says who writes."""
        return str(subject)


def _of_this_site(url: str) -> str:
    """The library builds links from the Host header, which is whatever the caller wrote."""
    path = urlsplit(url)
    rest = urlunsplit(("", "", path.path, path.query, path.fragment))
    return f"{settings.SITE_URL}{rest}"
