"""A second click on one button is one step; a page gone stale is told what changed meanwhile."""

import ast
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from investors import enquiries
from investors.enquiries.models import Enquiry
from investors.enquiries.models.thread import ASIDE
from investors.enquiries.moves import MOVES
from investors.enquiries.story import WORDS
from investors.enquiries.sweeps import STEPS
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.notifications.models import Notice
from tests.cast import VIETNAM, MakeEnquiry, body_of

pytestmark = pytest.mark.usefixtures("calendar", "in_english")
SignIn = Callable[[User], Client]
LIST = "/admin/work/enquiries/"
OUT_OF_DATE = "Trang không còn mới nhất"


@pytest.fixture(autouse=True)
def tuesday() -> object:
    with time_machine.travel(datetime(2026, 11, 3, 9, tzinfo=VIETNAM), tick=False) as clock:
        yield clock


@pytest.fixture
def agency(db: None) -> Organisation:
    return body_of(OrganisationKind.AGENCY, "doit", "Department of Industry and Trade")


def page_of(enquiry: Enquiry) -> str:
    return f"{LIST}{enquiry.reference}/"


def drawn(client: Client, enquiry: Enquiry) -> int:
    """What the forms of the page carry."""
    return int(client.get(page_of(enquiry)).context["enquiry"].seen)


def press(client: Client, enquiry: Enquiry, name: str, seen: int, **fields: Any) -> Any:
    values = {f"{name}-{field}": value for field, value in {"seen": seen, **fields}.items()}
    return client.post(f"{page_of(enquiry)}{name}/", values, HTTP_ACCEPT_LANGUAGE="en")


@pytest.mark.parametrize(
    ("status", "name", "mails"),
    [
        ("new", "take", 1),
        ("new", "reply", 1),
        ("taken", "note", 0),
        ("taken", "consult", 1),
        ("new", "assign", 1),
        ("taken", "hand_over", 1),
        ("taken", "close", 1),
        ("closed", "reopen", 1),
    ],
)
def test_every_step_pressed_twice_is_made_and_told_once(
    status: str,
    name: str,
    mails: int,
    make_enquiry: MakeEnquiry,
    signed_in: SignIn,
    head: User,
    hoa: User,
    agency: Organisation,
) -> None:
    enquiry = make_enquiry(status=status, owner=head if status == "taken" else None)
    client = signed_in(head)
    fields = {"body": "Text", "language": "en", "person": hoa.pk, "agency": agency.pk, "note": "x"}
    seen = drawn(client, enquiry)
    assert press(client, enquiry, name, seen, **fields).status_code == 302
    assert press(client, enquiry, name, seen, **fields).status_code == 302
    assert enquiry.events.filter(move=name).count() == 1
    assert Notice.objects.filter(channel="email").count() == mails


def test_the_same_note_from_a_page_drawn_anew_is_kept_again(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    client = signed_in(hoa)
    for _number in range(2):
        press(client, enquiry, "note", drawn(client, enquiry), body="Called; nobody there.")
    assert enquiry.messages.filter(internal=True).count() == 2


def test_a_stale_page_is_told_what_changed_and_by_whom_and_keeps_the_text(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User, binh: User
) -> None:
    enquiry = make_enquiry(status="taken", owner=hoa)
    mine, his = signed_in(hoa), signed_in(binh)
    seen = drawn(mine, enquiry)
    press(his, enquiry, "note", seen, body="The park says no.")
    fields = {"body": "Two parks fit.", "language": "en"}
    answer = press(mine, enquiry, "reply", seen, **fields)
    assert answer.status_code == 409
    refused = answer.context["refused"]
    assert refused.non_field_errors()
    page = answer.content.decode()
    assert "Bình" in refused.non_field_errors()[0]
    assert "Two parks fit." in page
    assert not enquiry.messages.filter(body="Two parks fit.").exists()
    # Whoever reads the page now has seen it, and the same press is another wish.
    again = refused["seen"].value()
    assert press(mine, enquiry, "reply", again, **fields).status_code == 302
    assert enquiry.messages.filter(body="Two parks fit.").count() == 1


def test_what_the_clock_or_the_mail_wrote_into_the_history_makes_no_page_stale(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    client = signed_in(hoa)
    seen = drawn(client, enquiry)
    for move in ("proved", "late_head"):
        enquiry.events.create(move=move, to_status="new")
    assert press(client, enquiry, "take", seen).status_code == 302


@pytest.mark.parametrize(
    ("seen", "code"), [("", 422), ("no number", 422), (2**31, 422), (99, 409), (0, 302)]
)
def test_a_form_with_a_count_that_no_page_carries_does_nothing_and_keeps_the_text(
    seen: Any, code: int, enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    client = signed_in(hoa)
    answer = press(client, enquiry, "note", seen, body="Called; nobody there.")
    assert answer.status_code == code
    assert enquiry.messages.filter(internal=True).count() == (code == 302)
    if code != 302:
        page = answer.content.decode()
        assert OUT_OF_DATE in page
        assert "Called; nobody there." in page
        again = answer.context["refused"]["seen"].value()
        assert press(client, enquiry, "note", again, body="Called.").status_code == 302


def test_a_form_without_the_count_does_nothing(
    enquiry: Enquiry, signed_in: SignIn, hoa: User
) -> None:
    address = f"{page_of(enquiry)}note/"
    assert signed_in(hoa).post(address, {"note-body": "One"}).status_code == 422
    assert not enquiry.messages.filter(internal=True).exists()


@pytest.mark.parametrize(("seen", "code"), [("", 422), (2**31, 422), (99, 409), (0, 302)])
def test_an_investor_writes_from_a_page_of_the_enquiry_only_and_loses_no_text(
    seen: Any, code: int, make_enquiry: MakeEnquiry, signed_in: SignIn, lan: User
) -> None:
    enquiry = make_enquiry(contact_user=lan)
    thread = f"/en/enquiries/{enquiry.reference}/"
    client = signed_in(lan)
    answer = client.post(thread, {"body": "And the power?", "seen": seen})
    assert answer.status_code == code
    if code != 302:
        page = answer.content.decode()
        assert "The page is out of date" in page
        assert "And the power?" in page
        again = answer.context["form"]["seen"].value()
        answer = client.post(thread, {"body": "And the power?", "seen": again})
    assert answer.status_code == 302
    assert enquiry.messages.filter(body="And the power?").count() == 1


def test_the_digest_of_a_wish_needs_the_key_and_outlives_its_rotation(
    enquiry: Enquiry, signed_in: SignIn, hoa: User, settings: Any
) -> None:
    client = signed_in(hoa)
    press(client, enquiry, "note", 0, body="One")
    kept = enquiry.events.get(move="note").wish
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert press(signed_in(hoa), enquiry, "note", 0, body="One").status_code == 302
    assert enquiry.events.filter(move="note").count() == 1
    press(signed_in(hoa), enquiry, "note", 1, body="One")
    assert enquiry.events.exclude(wish=kept).get().wish


def test_every_move_that_is_recorded_is_in_the_table_or_stands_aside() -> None:
    """Otherwise it would count as a step, or not, by accident."""
    found = set(recorded_moves())
    assert {"received", "late_owner", "date_moved", "adopted"} <= found
    assert found <= {*MOVES, *ASIDE}
    assert not set(MOVES) & set(ASIDE)
    assert {*ASIDE} <= {*WORDS}


def recorded_moves() -> Iterator[str]:
    """Every move that the code of the room writes into an enquiry's history by name."""
    yield from (step.move for step in STEPS)
    for path in Path(enquiries.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            values = [word.value for word in node.keywords if word.arg == "move"]
            if isinstance(node.func, ast.Name) and node.func.id == "_record":
                values.append(node.args[1])
            yield from (str(v.value) for v in values if isinstance(v, ast.Constant))


def test_the_list_carries_the_count_too(enquiry: Enquiry, signed_in: SignIn, hoa: User) -> None:
    client = signed_in(hoa)
    press(client, enquiry, "note", 0, body="One")
    assert 'name="take-seen" value="1"' in client.get(f"{LIST}?list=unassigned").content.decode()


def test_an_investor_who_presses_twice_writes_once_and_is_never_stale(
    make_enquiry: MakeEnquiry, signed_in: SignIn, lan: User, hoa: User
) -> None:
    enquiry = make_enquiry(contact_user=lan)
    thread = f"/en/enquiries/{enquiry.reference}/"
    client = signed_in(lan)
    form = {"body": "And the power?", "seen": client.get(thread).context["form"]["seen"].value()}
    press(signed_in(hoa), enquiry, "reply", 0, body="Two parks fit.", language="en")
    for _number in range(2):
        assert client.post(thread, form).status_code == 302
    assert enquiry.messages.filter(body="And the power?").count() == 1
    later = {**form, "seen": client.get(thread).context["form"]["seen"].value()}
    assert client.post(thread, later).status_code == 302
    assert enquiry.messages.filter(body="And the power?").count() == 2
