"""The status of a case for machines: one POST, the secret never in an address."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.cases.models import Case
from investors.cases.proof import TRIES_OF_ONE
from tests.cast import SECRET
from tests.investors.cases.conftest import CODE, Bring

pytestmark = pytest.mark.django_db
STATUS = "/api/v1/cases/status/"


def ask(body: Any, **more: Any) -> Any:
    return Client(**more).post(STATUS, json.dumps(body), content_type="application/json")


def test_it_says_where_the_case_stands(bring: Bring) -> None:
    case = bring("4")
    answer = ask({"reference": case.reference, "secret": SECRET})
    assert answer.status_code == 200
    assert answer.json() == {
        "reference": case.reference,
        "kind": "mirror",
        "status": "4",
        "status_since": "2026-11-02T10:00:00+07:00",
        "result": "",
        "national_code": CODE,
        "procedure": "investment-certificate",
        "procedure_version": 1,
        "received_at": "2026-11-02T10:00:00+07:00",
        "due": "2026-11-16",
        "due_is_official": False,
        "original_due": "2026-11-16",
        "paused": False,
        "closed_at": None,
        "demonstration": False,
    }


def test_wrong_and_unknown_are_the_same_answer_for_the_same_work(case: Case) -> None:
    answers = []
    for reference, secret in (
        (case.reference, "WRONG"),
        ("HS-2611-ZZZZZZ", SECRET),
    ):
        with CaptureQueriesContext(connection) as queries:
            answer = ask({"reference": reference, "secret": secret})
        answers.append((answer.status_code, answer.content, len(queries)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_the_right_one_costs_no_other_queries(case: Case) -> None:
    costs = []
    for secret in ("WRONG", SECRET):
        with CaptureQueriesContext(connection) as queries:
            ask({"reference": case.reference, "secret": secret})
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_an_enquiry_is_no_case(case: Case) -> None:
    assert case.enquiry
    answer = ask({"reference": case.enquiry.reference, "secret": SECRET})
    assert answer.status_code == 404


@pytest.mark.parametrize("body", [{}, [], {"reference": "x" * 1000, "secret": "y"}, {"secret": 1}])
def test_bad_input_is_a_400_that_says_what(body: Any, db: None) -> None:
    answer = ask(body)
    assert answer.status_code == 400
    assert "fields" in answer.json()


def test_reading_it_from_an_address_is_not_offered(db: None) -> None:
    assert Client().get(STATUS).status_code == 405


def test_too_many_tries_wait(case: Case) -> None:
    for _n in range(TRIES_OF_ONE.count):
        ask({"reference": case.reference, "secret": "WRONG"}, REMOTE_ADDR="192.0.2.3")
    answer = ask({"reference": case.reference, "secret": "WRONG"}, REMOTE_ADDR="192.0.2.3")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
