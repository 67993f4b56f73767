"""How the sign-in library keeps secrets and greets people in their language."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.addresses import clean_email
from portal.accounts.adopting import adopt_all
from portal.accounts.models import User
from portal.accounts.proving import keep_for_proof, proved_with
from portal.accounts.sealing import seal, unseal
from portal.limits import client_address

OUR_NAME = "Cổng Đầu tư Quảng Ninh"
# As long as the windows of ACCOUNT_RATE_LIMITS.
TOO_MANY = _("Too many tries. Please wait a minute, after very many an hour, then try again.")
TOO_MANY_PASSWORDS = _(
    "Too many wrong passwords from your network address. Please wait a minute, after sixty of them "
    "an hour, then try again. Or have a sign-in code sent to you by e-mail."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Says when to try again, and the way that is open meanwhile."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ValidationError(TOO_MANY_PASSWORDS, code=error.code) from None

    def clean_email(self, email: str) -> str:
        return clean_email(email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The portal counts callers in one way; behind a proxy they would all be the proxy."""
        return client_address(request)

    def save_user(
        self, request: HttpRequest, user: Any, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        """A new account reads in the language of the page it was made on, and has no password
        before its address is proved."""
        if isinstance(user, User):
            user.language = get_language() or user.language
        saved: AbstractBaseUser = super().save_user(request, user, form, commit=False)
        chosen = saved.password
        saved.set_unusable_password()
        if commit:
            saved.save()
            keep_for_proof(request, saved, chosen)
        return saved

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A proof on the way here may have given or taken the password, and a session is bound
        to it; the library still holds the person as they were before."""
        user.refresh_from_db(fields=["password"])
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        if isinstance(user, User):
            adopt_all(user, timezone.now())
        return response

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            proved_with(request, email_address.user)
            adopt_all(email_address.user, timezone.now())
        return confirmed

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officials begin at their desk, everyone else at their own page."""
        if isinstance(request.user, User) and request.user.is_staff:
            return reverse("admin:index")
        return str(super().get_login_redirect_url(request))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode())

    def get_totp_issuer(self) -> str:
        return OUR_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a browser names when it asks for a passkey; it belongs to the host alone."""
        return {**super().get_public_key_credential_rp_entity(), "name": OUR_NAME}
