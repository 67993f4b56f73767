"""Each role presses each button of Lan's records: who may, who is refused, who finds nothing."""

from typing import Any

import pytest
from django.test import Client

from investors.cases.models import Case
from portal.accounts.models import User

DONE, REFUSED, NOTHING, NO_ENTRY, AWAY = "done", 409, 404, 403, "sent away"
TABLE = {
    # person: take the enquiry, reply to it, start the check of the case
    "hoa": (DONE, DONE, DONE),
    "binh": (DONE, DONE, DONE),
    "head": (DONE, DONE, DONE),
    "leader": (REFUSED, REFUSED, REFUSED),
    "editor": (NO_ENTRY, NO_ENTRY, NO_ENTRY),
    "administrator": (NO_ENTRY, NO_ENTRY, NO_ENTRY),
    "khoa": (NOTHING, NOTHING, NOTHING),
    "lan": (AWAY, AWAY, AWAY),
    "minh": (AWAY, AWAY, AWAY),
    "nobody": (NO_ENTRY, NO_ENTRY, NO_ENTRY),  # with what was typed, and the way to sign in
}


@pytest.mark.parametrize("name", TABLE)
def test_who_may_press_what(
    name: str, case: Case, signed_in: Any, request: pytest.FixtureRequest
) -> None:
    assert case.enquiry is not None
    person: User | None = None if name == "nobody" else request.getfixturevalue(name)
    client: Client = signed_in(person) if person else Client()
    enquiry = f"/admin/work/enquiries/{case.enquiry.reference}"
    seen = {"start_check-seen": case.event_count}
    presses = [
        (f"{enquiry}/take/", {"take-seen": 0}),
        (f"{enquiry}/reply/", {"reply-seen": 1, "reply-body": "Yes.", "reply-language": "en"}),
        (f"/admin/work/cases/{case.reference}/start_check/", seen),
    ]
    found = tuple(said(client.post(address, data)) for address, data in presses)
    assert found == TABLE[name]


def said(answer: Any) -> int | str:
    """A move made leads back to the record; whoever is no official is led out of the desk."""
    if answer.status_code != 302:
        return int(answer.status_code)
    return DONE if answer["Location"].startswith("/admin/work/") else AWAY
