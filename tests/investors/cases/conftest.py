"""What the tests of cases share: Lan's case, and the steps that bring it somewhere."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.utils import translation

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from tests.cast import VIETNAM

CODE = "H49.19-261102-0001"
MONDAY = datetime(2026, 11, 2, 10, tzinfo=VIETNAM)
Bring = Callable[..., Case]


@pytest.fixture
def monday() -> Iterator[Any]:
    """It is Monday, 2 November 2026, ten o'clock in Hạ Long; `monday.move_to(...)` goes on.
    Sentences are in English, whatever the portal's first language."""
    with time_machine.travel(MONDAY, tick=False) as clock, translation.override("en"):
        yield clock


@pytest.fixture
def case(
    monday: Any, calendar: Any, enquiry: Enquiry, procedure: ProcedureVersion, hoa: User
) -> Case:
    """Lan's case, opened by Hoa, in preparation; ten working days once received."""
    Enquiry.objects.filter(pk=enquiry.pk).update(email_proved_at=MONDAY)
    enquiry.refresh_from_db()
    return open_case(enquiry, procedure, by=hoa, title="Cable factory, Song Khoai")


WAYS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "preparing": (),
    "checking": (("start_check", {}),),
    "ready": (("start_check", {}), ("mark_ready", {})),
    "dropped": (("drop", {"note": "Not needed any more."}),),
    "1": (("link", {"national_code": CODE}),),
    "2": (("link_received", {"national_code": CODE}),),
    "3": (("link", {"national_code": CODE}), ("refuse_to_accept", {"note": "Another body."})),
    "4": (("link_received", {"national_code": CODE}), ("start", {})),
    "5": (
        ("link_received", {"national_code": CODE}),
        ("start", {}),
        ("ask_supplement", {"papers": ["Site lease: not signed"]}),
    ),
    "6": (
        ("link_received", {"national_code": CODE}),
        ("start", {}),
        ("ask_payment", {"note": "The fee, at the desk."}),
    ),
    "7": (("link", {"national_code": CODE}), ("withdraw", {"note": "As asked."})),
    "8": (("link_received", {"national_code": CODE}), ("stop", {"note": "No legal basis."})),
    "9": (
        ("link_received", {"national_code": CODE}),
        ("start", {}),
        ("finish", {"result": "granted"}),
    ),
    "10": (
        ("link_received", {"national_code": CODE}),
        ("start", {}),
        ("finish", {"result": "granted"}),
        ("hand_over", {}),
    ),
}


@pytest.fixture
def bring(case: Case, hoa: User, head: User) -> Bring:
    """`bring("5")`: Lan's case at that status, by real moves of the head."""

    def bring_to(status: str) -> Case:
        for name, given in WAYS[status]:
            move(case.pk, name, by=head, **given)
        case.refresh_from_db()
        assert case.status == status
        return case

    return bring_to
