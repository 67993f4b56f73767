"""Two at once: exactly one wins, the other gets a sentence; and nothing is told twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.sweeps import escalate, recount
from investors.cases.verifying import verify
from investors.cases.workflow import move
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.refusals import Refused
from tests.investors.cases.conftest import CODE

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def all_at_once(act: Callable[[], object]) -> list[str]:
    """Every thread does the same at the same moment; what became of each."""
    ready = Barrier(AT_ONCE)

    def one(_number: int) -> str:
        ready.wait()
        try:
            act()
        except Refused as no:
            with translation.override("en"):  # kept per thread
                return str(no.sentence)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


@pytest.fixture
def racing(transactional_db: None, case: Case) -> Case:
    return case


def test_of_clicks_on_one_button_exactly_one_wins(racing: Case, hoa: User) -> None:
    outcomes = all_at_once(lambda: move(racing.pk, "start_check", by=hoa))
    assert outcomes.count("done") == 1
    assert all("no longer open" in said for said in outcomes if said != "done")
    racing.refresh_from_db()
    assert racing.event_count == racing.events.count() == 2
    assert list(verify([racing])) == []


def test_clicks_on_one_button_of_one_page_are_one_step_and_all_of_them_succeed(
    racing: Case, head: User
) -> None:
    seen = racing.event_count
    outcomes = all_at_once(lambda: move(racing.pk, "link", by=head, national_code=CODE, seen=seen))
    assert outcomes == ["done"] * AT_ONCE
    assert racing.events.filter(move="link").count() == 1
    assert Notice.objects.filter(kind="case.linked", channel="email").count() == 1


def test_of_two_steps_from_the_same_page_one_holds_and_the_other_reads_what_it_was(
    racing: Case, hoa: User, head: User
) -> None:
    """Two officials press the same button of pages drawn at the same moment."""
    seen, people = racing.event_count, cycle([hoa, head])
    outcomes = all_at_once(lambda: move(racing.pk, "start_check", by=next(people), seen=seen))
    assert racing.events.filter(move="start_check").count() == 1
    lost = [said for said in outcomes if said != "done"]
    assert len(lost) == AT_ONCE / 2
    assert all("changed meanwhile: An official checks the papers" in said for said in lost)


def test_clicks_on_one_page_open_one_case_and_find_it(
    racing: Case, make_enquiry: Any, procedure: ProcedureVersion, hoa: User
) -> None:
    enquiry: Enquiry = make_enquiry()
    found = []
    outcomes = all_at_once(lambda: found.append(open_case(enquiry, procedure, by=hoa, seen=0).pk))
    assert outcomes == ["done"] * AT_ONCE
    assert set(found) == {enquiry.cases.get().pk}


def test_two_clicks_open_one_case(
    racing: Case, make_enquiry: Any, procedure: ProcedureVersion, hoa: User
) -> None:
    enquiry: Enquiry = make_enquiry()
    outcomes = all_at_once(lambda: open_case(enquiry, procedure, by=hoa))
    assert outcomes.count("done") == 1
    assert enquiry.cases.count() == 1


def test_sweeps_that_overlap_tell_once(racing: Case, head: User, monday: Any) -> None:
    move(racing.pk, "link_received", by=head, national_code=CODE)
    now = racing.created_at.replace(month=12)
    monday.move_to(now)
    all_at_once(lambda: (recount(now), escalate(now)))
    late = Notice.objects.filter(kind="case.late", channel="email")
    assert late.count() == len(set(late.values_list("event", "address")))
    assert late.count() == 2  # the owner and the head; there is no leader in this test
