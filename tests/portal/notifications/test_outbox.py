"""Telling: in the transaction of the event, once, in the right channels."""

from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.draining import drain
from portal.notifications.fanning import expand_all
from portal.notifications.kinds import UnknownKind
from portal.notifications.models import Channel, Delivery, FanOut, Notice
from portal.notifications.outbox import Recipient, post, tell
from portal.notifications.silence import telling_nobody
from portal.refusals import Refused
from tests.portal.notifications.conftest import Tell

BREAKS = ("\n", "\r\n", "\x0b", "\x1c", "\x85", "\u2028", "\u2029")
WORDS = {"subject": "News", "text": "Hello."}


def test_lan_is_told_by_mail_and_in_the_portal(lan: User) -> None:
    to = [Recipient(lan.email, "en", lan, lan.name)]
    tell("portal.letter", event="e:1", to=to, params=WORDS, stream="case:1")
    assert {notice.channel for notice in Notice.objects.all()} == {"email", "inapp"}
    delivery = Delivery.objects.get()
    assert (delivery.address, delivery.language, delivery.stream) == (lan.email, "en", "case:1")
    assert delivery.state == Delivery.State.CREATED
    assert Notice.objects.get(channel=Channel.EMAIL).delivery == delivery
    assert Notice.objects.visible_to(lan).get().params == WORDS


def test_an_address_without_an_account_gets_a_mail_only(write_to: Tell) -> None:
    write_to("visitor@x.test")
    assert Notice.objects.get().channel == Channel.EMAIL


def test_telling_twice_is_silent(write_to: Tell) -> None:
    for _time in range(2):
        write_to("lan@x.test", "lan@x.test", "minh@x.test")
    assert Notice.objects.count() == Delivery.objects.count() == 2


def test_what_a_demonstration_invents_is_told_to_nobody_and_what_follows_is(write_to: Tell) -> None:
    with telling_nobody():
        write_to("lan@x.test")
    assert not Notice.objects.exists()
    write_to("lan@x.test")
    assert Delivery.objects.get().address == "lan@x.test"


def test_who_comes_to_a_told_event_later_is_told_too(write_to: Tell) -> None:
    write_to("lan@x.test")
    write_to("lan@x.test", "minh@x.test")
    assert set(Delivery.objects.values_list("address", flat=True)) == {"lan@x.test", "minh@x.test"}


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_is_not_told() -> None:
    with transaction.atomic():
        tell("portal.letter", event="e:1", to=[Recipient("lan@x.test", "en")], params=WORDS)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_a_mistake() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell("portal.letter", event="e:1", to=[Recipient("lan@x.test", "en")], params=WORDS)


@pytest.mark.parametrize(
    "address",
    [
        "lan@x.test\nBcc: all@x.test",
        "lan@x.test\r\nSubject: x",
        "lan\u2028@x.test",
        "lân@x.test",
        "lan@đồng.vn",
        '"lan lan"@x.test',
        "a" * 300 + "@x.test",
    ],
)
def test_an_address_that_no_mail_reaches_is_refused(db: None, address: str) -> None:
    with pytest.raises(Refused):
        tell("portal.letter", event="e:1", to=[Recipient(address, "en")], params=WORDS)
    assert not Notice.objects.exists()
    tell("portal.letter", event="e:1", to=[Recipient("lan@x.test", "en")], params=WORDS)
    assert Notice.objects.exists()


@pytest.mark.parametrize("brk", BREAKS)
def test_a_line_break_in_a_name_or_a_subject_breaks_no_head(
    mailoutbox: list[Any], db: None, brk: str
) -> None:
    words = {"subject": f"News{brk}Bcc: all@x.test", "text": f"Hello{brk}Lan."}
    to = [Recipient("lan@x.test", "en", None, f"Lan{brk}Bcc: all@x.test")]
    with transaction.atomic():
        tell("portal.letter", event="e:1", to=to, params=words)
    assert drain() == 1
    mail = message_from_bytes(bytes(Delivery.objects.get().mime or b""), policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["To"].addresses[0].addr_spec == "lan@x.test"
    assert mail["To"].addresses[0].display_name == "Lan Bcc: all@x.test"
    assert mail["Subject"].startswith("News")


def test_a_name_may_be_long_and_in_any_script(db: None) -> None:
    for number, name in enumerate(("Lan " * 100, "山田\u3000太郎", 'Ô. "Lan", <Sếp>')):
        to = [Recipient("lan@x.test", "ja", None, name)]
        tell("portal.letter", event=f"e:{number}", to=to, params=WORDS)
    assert Notice.objects.count() == 3


def test_an_unknown_kind_is_a_mistake(db: None) -> None:
    with pytest.raises(UnknownKind):
        tell("no.such", event="e:1", to=[Recipient("lan@x.test", "en")], params={})


def test_a_secret_is_sealed_goes_by_mail_only_and_waits_for_nothing(lan: User) -> None:
    tell(
        "enquiry.code",
        event="e:1",
        to=[Recipient(lan.email, "en", lan)],
        params={"reference": "YC-1", "minutes": 30},
        stream="enquiry:1",
        secret={"code": "481516"},
        secret_until=timezone.now() + timedelta(minutes=30),
    )
    notice, delivery = Notice.objects.get(), Delivery.objects.get()
    assert notice.channel == Channel.EMAIL
    assert "481516" not in str(notice.params)
    assert delivery.sealed is not None
    assert b"481516" not in bytes(delivery.sealed)
    assert delivery.stream == ""


def test_a_letter_is_posted_from_outside_any_transaction(transactional_db: None) -> None:
    post(subject="Your code", text="It is 123456.", to=Recipient("lan@x.test", "vi"), sealed=True)
    assert Notice.objects.get().params == {}
    assert Delivery.objects.get().sealed_until


def test_telling_costs_four_queries_however_many_are_told(write_to: Tell) -> None:
    for number, many in enumerate((1, 50)):
        with CaptureQueriesContext(connection) as queries:
            addresses = [f"person{person}@x.test" for person in range(many)]
            write_to(*addresses, event=f"event:{number}")
        sent = [query for query in queries if "SAVEPOINT" not in query["sql"]]
        assert len(sent) == 4


def test_more_than_fifty_are_one_row_first_and_told_once(write_to: Tell) -> None:
    everybody = [f"person{person}@x.test" for person in range(1_200)]
    write_to(*everybody, stream="case:1")
    assert FanOut.objects.get().position == 0
    assert not Notice.objects.exists()
    expand_all()
    row = FanOut.objects.get()
    assert (row.position, row.recipients, row.done_at is not None) == (1_200, [], True)
    assert Delivery.objects.count() == 1_200
    write_to(*everybody)
    expand_all()
    assert Delivery.objects.count() == 1_200
