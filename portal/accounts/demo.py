"""Demonstration people of the development profile. Every one is invented and labelled."""

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings

from portal.accounts.desks import DESK_KEY
from portal.accounts.models import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Role,
    User,
)
from portal.accounts.secrets import spelled
from portal.keys import keys_for
from portal.provenance.models import Confidence, State
from portal.refusals import Refused

# Published with the address of the development server; production refuses to load any of this.
PASSWORD = "demonstration-only"  # noqa: S105 - shown on purpose, development profile only
OPERATOR_KEY = "demo-operator"  # operates the demonstration parks


class Person(NamedTuple):
    email: str
    name: str
    language: str
    role: Role
    organisation: str
    official: bool


PEOPLE = (
    Person("lan@investor.example", "Lan (demo)", "en", Role.OWNER, "demo-investor", False),
    Person("minh@rival.example", "Minh (demo)", "vi", Role.OWNER, "demo-rival", False),
    Person("oanh@operator.example", "Oanh (demo)", "vi", Role.MEMBER, OPERATOR_KEY, False),
    Person("hoa@official.example", "Hoa (demo)", "vi", Role.SPECIALIST, DESK_KEY, True),
    Person("binh@official.example", "Bình (demo)", "vi", Role.DESK, DESK_KEY, True),
    Person("head@official.example", "Head (demo)", "vi", Role.HEAD, DESK_KEY, True),
    Person("leader@official.example", "Leader (demo)", "vi", Role.LEADER, "qn-eza", True),
    Person("editor@official.example", "Editor (demo)", "vi", Role.EDITOR, "qn-eza", True),
    Person("admin@official.example", "Admin (demo)", "vi", Role.ADMINISTRATOR, "qn-eza", True),
)
COMPANIES = {
    "demo-investor": ("Demo Investor Co. (demonstration)", OrganisationKind.INVESTOR),
    "demo-rival": ("Demo Rival Co. (demonstration)", OrganisationKind.INVESTOR),
    OPERATOR_KEY: ("Demo Operator Co. (demonstration)", OrganisationKind.OPERATOR),
}


def load_demo_people() -> dict[str, User]:
    """Creates what is missing, changes nothing that exists; people by e-mail."""
    if settings.PRODUCTION:
        raise Refused("Demonstration people are never loaded in production.")
    for key, (name, kind) in COMPANIES.items():
        company, created = Organisation.objects.get_or_create(
            key=key, defaults={"kind": kind, "demonstration": True}
        )
        if created:
            OrganisationName.objects.create(
                organisation=company,
                name_vi=name,
                name_en=name,
                state=State.PUBLISHED,
                confidence=Confidence.HIGH,
            )
    return {person.email: _person(person) for person in PEOPLE}


def _person(person: Person) -> User:
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email,
            PASSWORD,
            name=person.name,
            language=person.language,
            is_staff=person.official,
            demonstration=True,
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Membership.objects.create(
            user=user,
            organisation=Organisation.objects.get(key=person.organisation),
            role=person.role,
        )
    return user


def demo_secret() -> str:
    """The secret of the demonstration references, the same at every start of one installation."""
    return spelled(keys_for("demonstration")[0])
