"""The standing cast: who speaks in the tests, and the small world around them.

Lan asks for her company, Minh is her rival. Hoa (specialist) and Bình (one-stop desk) answer at
the desk, with its head above them and the leader above all; Khoa is a specialist of another
desk. Oanh keeps the facts of the parks that her company operates. `visitor` is a browser that
nobody signed in with.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import translation

from investors.enquiries.loading import load
from investors.enquiries.models import Enquiry, Message, Norm
from investors.procedures.models import Procedure, ProcedureVersion
from parks.directory.models import Park
from portal.accounts.models import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Role,
    User,
)
from portal.accounts.secrets import hash_secret
from portal.pagecache.front import STAMP
from portal.provenance.models import Confidence, State
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar
from portal.workdays.models import CalendarVersion, CalendarYear, DayRule

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "a-long-word-of-the-cast"  # noqa: S105
SECRET = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"  # noqa: S105
# A page as the store in front of Django asks for it: what depends on the public version alone is
# read once, not for every page.
AS_THE_FRONT_ASKS: dict[str, Any] = {STAMP: (1, "today")}
_numbers = count(1)

MakeEnquiry = Callable[..., Enquiry]


@cache
def _hashed() -> str:
    """A slow hash, so it is computed once for the whole cast."""
    return make_password(PASSWORD)


def person(email: str, name: str, body: Organisation, role: Role, language: str = "vi") -> User:
    """Someone with a proved address and one role; officials are those of an authority."""
    official = body.kind in (OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT)
    user = User.objects.create_user(email, name=name, language=language, is_staff=official)
    User.objects.filter(pk=user.pk).update(password=_hashed())
    user.refresh_from_db()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Membership.objects.create(user=user, organisation=body, role=role)
    return user


def body_of(kind: OrganisationKind, key: str, name: str, **more: Any) -> Organisation:
    organisation = Organisation.objects.create(key=key, kind=kind, **more)
    OrganisationName.objects.create(
        organisation=organisation,
        name_vi=name,
        name_en=name,
        state=State.PUBLISHED,
        confidence=Confidence.HIGH,
    )
    return organisation


# --- The authority ------------------------------------------------------------------------


@pytest.fixture
def desk(db: None) -> Organisation:
    """The investor desk of the authority, with the trial norm loaded."""
    load()
    return Organisation.objects.get(key="qn-eza-desk")


@pytest.fixture
def authority(desk: Organisation) -> Organisation:
    assert desk.parent
    return desk.parent


@pytest.fixture
def other_desk(db: None) -> Organisation:
    elsewhere = body_of(OrganisationKind.AUTHORITY, "elsewhere-eza", "Elsewhere Authority")
    return body_of(
        OrganisationKind.DEPARTMENT, "elsewhere-eza-desk", "Elsewhere desk", parent=elsewhere
    )


@pytest.fixture
def hoa(desk: Organisation) -> User:
    return person("hoa@official.test", "Hoa", desk, Role.SPECIALIST)


@pytest.fixture
def binh(desk: Organisation) -> User:
    return person("binh@official.test", "Bình", desk, Role.DESK)


@pytest.fixture
def head(desk: Organisation) -> User:
    return person("head@official.test", "Head", desk, Role.HEAD)


@pytest.fixture
def leader(authority: Organisation) -> User:
    return person("leader@official.test", "Leader", authority, Role.LEADER)


@pytest.fixture
def editor(authority: Organisation) -> User:
    return person("editor@official.test", "Editor", authority, Role.EDITOR)


@pytest.fixture
def administrator(authority: Organisation) -> User:
    return person("admin@official.test", "Admin", authority, Role.ADMINISTRATOR)


@pytest.fixture
def khoa(other_desk: Organisation) -> User:
    """An official whose desk has nothing to do with Lan."""
    return person("khoa@elsewhere.test", "Khoa", other_desk, Role.SPECIALIST)


@pytest.fixture
def calendar(db: None) -> Calendar:
    """2026 as it is, its days off around these tests: 31 Aug to 2 Sep, and 24 Nov."""
    CalendarYear.objects.create(year=2026, status=CalendarYear.Status.PUBLISHED)
    for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24)):
        DayRule.objects.create(
            date=day, kind=DayRule.Kind.HOLIDAY, confirmed=True, origin=DayRule.Origin.FILE
        )
    CalendarVersion.bump()
    return current_calendar()


# --- Investors ----------------------------------------------------------------------------


@pytest.fixture
def lan_company(db: None) -> Organisation:
    return body_of(OrganisationKind.INVESTOR, "lan-company", "Lan Company")


@pytest.fixture
def lan(lan_company: Organisation) -> User:
    return person("lan@investor.test", "Lan", lan_company, Role.OWNER, language="en")


@pytest.fixture
def minh(db: None) -> User:
    rival = body_of(OrganisationKind.INVESTOR, "minh-company", "Minh Company")
    return person("minh@rival.test", "Minh", rival, Role.OWNER)


# --- Park operators -----------------------------------------------------------------------


@pytest.fixture
def operator(db: None) -> Organisation:
    return body_of(OrganisationKind.OPERATOR, "song-khoai-operator", "Song Khoai Operator")


@pytest.fixture
def oanh(operator: Organisation) -> User:
    """She keeps the facts of the parks that her company operates."""
    return person("oanh@operator.test", "Oanh", operator, Role.MEMBER)


@pytest.fixture
def vinh(operator: Organisation) -> User:
    """Her colleague, who only looks."""
    return person("vinh@operator.test", "Vinh", operator, Role.VIEWER)


@pytest.fixture
def rival_operator(db: None) -> Organisation:
    return body_of(OrganisationKind.OPERATOR, "rival-operator", "Rival Operator")


@pytest.fixture
def tam(rival_operator: Organisation) -> User:
    """Of another operator, with nothing to do at Oanh's parks."""
    return person("tam@rival-operator.test", "Tâm", rival_operator, Role.OWNER)


# --- Browsers without a window ------------------------------------------------------------


@pytest.fixture
def visitor() -> Client:
    """A browser of someone unknown; it obeys the CSRF check, as real ones must."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def signed_in(settings: Any) -> Callable[[User], Client]:
    """`signed_in(hoa).get(...)`; the second factor of officials is tested in its own room."""
    settings.ADMIN_TWO_FACTOR = False

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="portal.accounts.backends.RoleBackend")
        return client

    return sign_in


@pytest.fixture
def in_english() -> Iterator[None]:
    """For tests that read sentences made outside a page, whose language is the address's."""
    with translation.override("en"):
        yield


# --- What they talk about -----------------------------------------------------------------


@pytest.fixture
def park(desk: Organisation) -> Park:
    return Park.objects.create(
        slug="song-khoai",
        published=True,
        kind=Park.Kind.PARK,
        status=Park.Status.OPERATING,
        status_confidence=Confidence.HIGH,
        confidence=Confidence.HIGH,
        name_vi="Khu công nghiệp Sông Khoai",
        name_en="Song Khoai Industrial Park",
        authority=desk.parent,
    )


@pytest.fixture
def procedure(db: None) -> ProcedureVersion:
    """The published version of a procedure of ten working days that opens a case."""
    return ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(
            slug="investment-certificate",
            kind=Procedure.Kind.PROCEDURE,
            field="investment",
            handled_by="authority",
            opens_case=True,
            state=State.PUBLISHED,
        ),
        number=1,
        status=ProcedureVersion.Status.PUBLISHED,
        name_vi="Cấp Giấy chứng nhận đăng ký đầu tư",
        name_en="Investment registration certificate",
        statutory_days=10,
        days_state=State.PUBLISHED,
        days_confidence=Confidence.HIGH,
        pause_effect=ProcedureVersion.PauseEffect.PAUSE,
        confidence=Confidence.HIGH,
    )


@pytest.fixture
def make_enquiry(desk: Organisation) -> MakeEnquiry:
    """An enquiry of Lan's, waiting at the desk, received on Mon 2 Nov 2026; `SECRET` opens it."""

    def make(**changes: Any) -> Enquiry:
        number = next(_numbers)
        values: dict[str, Any] = {
            "reference": f"YC-2611-TEST{number}",
            "secret_hash": hash_secret(SECRET),
            "subject": "Land for a cable factory",
            "body": "We look for five hectares.",
            "contact_name": "Lan",
            "contact_company": "Lan Company",
            "contact_email": "lan@investor.test",
            "language": "en",
            "consent_version": "2026-11",
            "desk": desk,
            "norm": Norm.objects.get(),
            "created_at": datetime(2026, 11, 2, 10, tzinfo=VIETNAM),
            "acknowledge_due": date(2026, 11, 3),
            "answer_due": date(2026, 11, 5),
            **changes,
        }
        values.setdefault("clock_from", values["created_at"])
        if values.get("status", "new") != "new":
            values.setdefault("acknowledged_at", values["created_at"])
        if values.get("status") in ("answered", "closed"):
            values.setdefault("answered_at", values["created_at"])
        if values.get("status") == "closed":
            values.setdefault("closed_at", values["created_at"])
        enquiry = Enquiry.objects.create(**values)
        Message.objects.create(
            enquiry=enquiry,
            side=Message.Side.INVESTOR,
            author=enquiry.contact_user,
            body=enquiry.body,
            language=enquiry.language,
            created_at=enquiry.created_at,
        )
        return enquiry

    return make


@pytest.fixture
def enquiry(make_enquiry: MakeEnquiry) -> Enquiry:
    return make_enquiry()
