"""What is given to the person is theirs; once it is erased, a proof of before opens nothing."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry, Message
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.accounts.privacy import erase_person, export_person
from portal.workdays.counting import Calendar
from tests.cast import SECRET

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def case(enquiry: Enquiry, procedure: ProcedureVersion, hoa: User, calendar: Calendar) -> Case:
    return open_case(enquiry, procedure, by=hoa)


def test_notes_for_officials_and_who_got_the_case_are_not_given_away(
    case: Case, hoa: User, head: User
) -> None:
    move(case.pk, "start_check", by=hoa)
    move(case.pk, "ask_papers", by=hoa, note="Bring the plan.", papers=["Plan"])
    move(case.pk, "pass_on", by=hoa, person=head, note="Between us: look closely.")
    kept = export_person("lan@investor.test")
    assert "Bring the plan." in json.dumps(kept, default=str)
    assert "Between us" not in json.dumps(kept, default=str)
    assert all("person" not in row for row in kept["cases"]["notes"])


def test_internal_messages_of_an_enquiry_are_not_given_away(enquiry: Enquiry, hoa: User) -> None:
    for internal, body in ((True, "Between us."), (False, "Dear Lan.")):
        Message.objects.create(
            enquiry=enquiry,
            side=Message.Side.OFFICIAL,
            author=hoa,
            body=body,
            language="en",
            internal=internal,
        )
    kept = json.dumps(export_person("lan@investor.test"), default=str)
    assert "Dear Lan." in kept
    assert "Between us." not in kept


def test_a_proof_of_before_the_erasure_opens_nothing_after_it(
    case: Case, client: Client, hoa: User
) -> None:
    assert case.enquiry
    reference = case.enquiry.reference
    client.post("/en/track/", {"reference": reference, "secret": SECRET})
    pages = (
        reverse("enquiries:thread", args=[reference]),
        reverse("cases:tracked", args=[reference]),
        reverse("cases:tracked", args=[case.reference]),
    )
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    move(case.pk, "drop", by=hoa, note="Given up.")
    Enquiry.objects.update(
        status="closed", acknowledged_at=timezone.now(), closed_at=timezone.now()
    )
    erase_person("lan@investor.test")
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    typed = {"body": "Once more, please.", "seen": 0}
    assert client.post(pages[0], typed).status_code == 404
    assert reference not in client.get(reverse("cases:opened")).text
    assert Message.objects.count() == 1
