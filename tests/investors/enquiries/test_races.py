"""Two at once: one step is made and told once, and nobody is left with a wrong sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookies import SimpleCookie
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from investors.enquiries.adopting import adopt
from investors.enquiries.models import EmailCode, Enquiry
from investors.enquiries.proving import prove_address
from portal.accounts.models import User
from portal.accounts.secrets import hash_secret
from portal.notifications.models import Notice
from tests.asking import FORM, SENT, filled
from tests.cast import MakeEnquiry
from tests.investors.enquiries.test_proving import Codes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("calendar", "in_english"),
]
SignIn = Callable[[User], Client]
AT_ONCE = 2


def at_once(*acts: Callable[[], Any]) -> list[int]:
    """The status codes of requests that start at the same moment, in their order."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> int:
        ready.wait()
        try:
            return int(act().status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.postgresql
def test_signing_in_and_a_lost_secret_do_not_wait_for_each_other(
    make_enquiry: MakeEnquiry, lan: User
) -> None:
    """A third one holds the enquiry in the middle until both have begun, each at its end."""
    now, email = timezone.now(), "lan@investor.test"
    made = [make_enquiry() for _number in range(3)]
    code = EmailCode.objects.create(
        email=email,
        code_hash=hash_secret(f"{email}123456", purpose="address code"),
        expires_at=now + timedelta(minutes=30),
    )
    acts: list[Callable[[], Any]] = [
        lambda: adopt(lan, now),
        lambda: prove_address(code.pk, email, "123456", user=None, now=now),
    ]

    def one(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        with transaction.atomic():
            Enquiry.objects.select_for_update(of=("self",)).get(pk=made[1].pk)
            begun = [pool.submit(one, act) for act in acts]
            sleep(1)
        adopted, found = (each.result() for each in begun)
    assert adopted == len(made)
    assert found == [enquiry.reference for enquiry in reversed(made)]


def pressing(client: Client, enquiry: Enquiry, name: str, **fields: Any) -> Callable[[], Any]:
    address = f"/admin/work/enquiries/{enquiry.reference}/{name}/"
    values = {f"{name}-{field}": value for field, value in fields.items()}
    return lambda: client.post(address, values)


@pytest.mark.parametrize(
    ("name", "fields", "mails"),
    [
        ("reply", {"body": "Two parks fit.", "language": "en"}, 1),
        ("note", {"body": "Ask the park first."}, 0),
        ("take", {}, 1),
    ],
)
def test_a_double_click_is_one_step_and_one_mail(
    name: str,
    fields: dict[str, Any],
    mails: int,
    make_enquiry: MakeEnquiry,
    signed_in: SignIn,
    hoa: User,
) -> None:
    enquiry = make_enquiry()
    clicks = [pressing(signed_in(hoa), enquiry, name, seen=0, **fields) for _n in range(AT_ONCE)]
    assert at_once(*clicks) == [302] * AT_ONCE
    assert enquiry.events.filter(move=name).count() == 1
    assert Notice.objects.filter(channel="email").count() == mails


def test_of_two_people_one_hands_the_thread_on_and_the_other_reads_it(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User, binh: User
) -> None:
    enquiry = make_enquiry()
    texts = {hoa: "Two parks fit.", binh: "No park fits."}
    clicks = [
        pressing(signed_in(person), enquiry, "reply", seen=0, body=text, language="en")
        for person, text in texts.items()
    ]
    assert sorted(at_once(*clicks)) == [302, 409]
    assert enquiry.events.filter(move="reply").count() == 1


def test_the_last_try_of_the_right_code_pressed_twice_opens_the_thread(
    desk: object, mailoutbox: list[EmailMessage]
) -> None:
    browsers = [Client(), Client()]
    browsers[0].post(FORM, filled())
    browsers[1].cookies = SimpleCookie(browsers[0].cookies.output(header="", sep=";"))
    codes = Codes(mailoutbox)
    for _number in range(4):
        browsers[0].post(SENT, {"code": codes.wrong})
    right = {"code": codes[-1]}
    clicks = [lambda browser=browser: browser.post(SENT, right) for browser in browsers]
    assert at_once(*clicks) == [302, 302]
    assert Enquiry.objects.get().events.filter(move="proved").count() == 1
