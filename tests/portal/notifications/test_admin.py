"""Officials see what became of each mail; who may, sends again what failed."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Organisation, Role, User
from portal.notifications.draining import drain
from portal.notifications.models import Delivery, FanOut, Notice
from portal.notifications.outbox import Recipient, post
from portal.notifications.resending import send_again
from portal.refusals import Refused
from tests.cast import person
from tests.portal.notifications.conftest import Tell
from tests.portal.notifications.sinks import Sink

SignedIn = Callable[[User], Client]
LIST = "/admin/notifications/delivery/"


@pytest.fixture
def quan(authority: Organisation) -> User:
    """The system administrator."""
    return person("quan@official.test", "Quân", authority, Role.ADMINISTRATOR)


@pytest.fixture
def failed(write_to: Tell, sink: Sink) -> Delivery:
    sink.answers["lan@x.test"] = ["550 5.1.1 no such mailbox"]
    write_to("lan@x.test", text="Only Lan reads this.")
    drain()
    return Delivery.objects.get()


def test_the_list_and_the_page_show_what_happened_and_not_the_mail(
    failed: Delivery, quan: User, signed_in: SignedIn
) -> None:
    browser = signed_in(quan)
    for address in (LIST, f"{LIST}{failed.pk}/change/"):
        page = browser.get(address).content.decode()
        assert "lan@x.test" in page
        assert "no such mailbox" in page
        assert "Only Lan reads this." not in page
    assert browser.get(LIST, {"q": "lan@x.test"}).content.decode().count("no such mailbox") == 1
    assert "no such mailbox" not in browser.get(LIST, {"q": "lan"}).content.decode()
    assert browser.get("/admin/notifications/notice/").status_code == 200
    assert browser.get("/admin/notifications/fanout/").status_code == 200


def test_nothing_is_edited(failed: Delivery, quan: User, signed_in: SignedIn) -> None:
    browser = signed_in(quan)
    assert browser.post(f"{LIST}{failed.pk}/change/", {"state": "delivered"}).status_code == 403
    assert browser.get(f"{LIST}add/").status_code == 403
    assert browser.post(f"{LIST}{failed.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_button_sends_again(
    failed: Delivery, quan: User, signed_in: SignedIn, sink: Sink
) -> None:
    browser, button = signed_in(quan), f"{LIST}{failed.pk}/send-again/"
    assert button in browser.get(f"{LIST}{failed.pk}/change/").content.decode()
    assert browser.get(button).status_code == 405
    assert browser.post(button).status_code == 302
    assert drain() == 1
    assert sink.mails()[0]["Message-ID"] == failed.message_id
    assert LogEntry.objects.get().user == quan
    browser.post(button)
    assert drain() == 0, "what was delivered is not sent again"


def test_several_are_sent_again_at_once(
    write_to: Tell, sink: Sink, quan: User, signed_in: SignedIn
) -> None:
    for name in ("a", "b", "c"):
        sink.answers[f"{name}@x.test"] = ["550 no"]
        write_to(f"{name}@x.test", event=name)
    drain()
    chosen = list(Delivery.objects.values_list("pk", flat=True))
    form = {"action": "send_chosen_again", "_selected_action": chosen}
    assert signed_in(quan).post(LIST, form).status_code == 302
    assert drain() == 3


def test_a_mail_that_is_not_there_is_not_found(
    failed: Delivery, quan: User, signed_in: SignedIn
) -> None:
    assert signed_in(quan).post(f"{LIST}{failed.pk + 1}/send-again/").status_code == 404


def test_heads_see_no_mail_not_even_of_their_own_desk(
    failed: Delivery, head: User, signed_in: SignedIn
) -> None:
    browser = signed_in(head)
    for model in ("delivery", "notice", "fanout"):
        assert browser.get(f"/admin/notifications/{model}/").status_code == 403
    browser.post(f"{LIST}{failed.pk}/send-again/")
    browser.post(LIST, {"action": "send_chosen_again", "_selected_action": [failed.pk]})
    failed.refresh_from_db()
    assert failed.state == Delivery.State.FAILED


def test_rows_show_themselves_to_administrators_only(
    failed: Delivery, quan: User, head: User, lan: User
) -> None:
    FanOut.objects.create(kind="portal.letter", event="e:1", recipients=[])
    for rows in (Delivery.objects, Notice.objects, FanOut.objects):
        assert rows.visible_to(quan).exists()
        assert not rows.visible_to(head).exists()
        assert not rows.visible_to(lan).exists()


def test_others_see_nothing(failed: Delivery, hoa: User, lan: User, signed_in: SignedIn) -> None:
    assert signed_in(hoa).get(LIST).status_code == 403
    assert signed_in(lan).get(LIST).status_code in (302, 403)
    signed_in(lan).post(f"{LIST}{failed.pk}/send-again/")
    failed.refresh_from_db()
    assert failed.state == Delivery.State.FAILED


def test_an_expired_code_is_not_sent_again(db: None, sink: Sink, quan: User) -> None:
    sink.answers["lan@x.test"] = ["550 no"]
    post(subject="Code", text="123456", to=Recipient("lan@x.test", "en"), sealed=True)
    drain()
    delivery = Delivery.objects.get()
    Delivery.objects.update(sealed_until=timezone.now())
    with pytest.raises(Refused):
        send_again(delivery.pk, quan)


def test_failures_are_on_the_administrators_worklist(
    failed: Delivery, quan: User, hoa: User, signed_in: SignedIn
) -> None:
    lane = "/admin/notifications/delivery/?state__exact=failed"
    assert lane in signed_in(quan).get("/admin/").content.decode()
    assert lane not in signed_in(hoa).get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("where", "shown", "hidden"),
    [
        (LIST, "state__exact=failed", "mime__contains=Lan"),
        (LIST, "language__exact=vi", "message_id__contains=1"),
        ("/admin/notifications/notice/", "channel__exact=email", "params__note__startswith=a"),
        ("/admin/notifications/notice/", "q=lan@x.test", "address__startswith=lan"),
        ("/admin/notifications/fanout/", "p=1", "params__note__startswith=a"),
    ],
)
def test_the_lists_answer_the_filters_they_show_and_no_other(
    failed: Delivery, quan: User, signed_in: SignedIn, where: str, shown: str, hidden: str
) -> None:
    browser = signed_in(quan)
    assert browser.get(f"{where}?{shown}").status_code == 200
    refused = browser.get(f"{where}?{hidden}")
    assert (refused.status_code, refused.headers.get("Location")) in [
        (302, "/admin/"),
        (302, f"{where}?e=1"),
        (400, None),
    ]
