"""Reference and secret open a case to whom has both, and tell a stranger nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.cases import proof
from investors.cases.models import Case
from investors.cases.proof import TRIES_OF_ONE, find, tidy_reference
from portal.accounts.models import User
from portal.accounts.secrets import hash_secret
from portal.limits import Limit
from tests.cast import SECRET
from tests.investors.cases.tracking import TRACK, WRONG, SignIn, give, page_of, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(case: Case) -> Client:
    """A browser that has proved the case."""
    client = Client()
    assert give(client, case.reference).status_code == 302
    return client


# --- The proof ----------------------------------------------------------------------------


def test_right_wrong_and_unknown_cost_the_same_queries_and_hashes(
    case: Case, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: list[str] = []

    def counted(secret: str, **more: Any) -> str:
        hashes.append(secret)
        return hash_secret(secret, **more)

    monkeypatch.setattr("portal.accounts.secrets.hash_secret", counted)
    worked = []
    for reference, secret in (
        (case.reference, SECRET),
        (case.reference, WRONG),
        ("HS-2611-ZZZZZZ", SECRET),
        (case.enquiry.reference if case.enquiry else "", SECRET),
        ("no reference at all", ""),
    ):
        hashes.clear()
        with django_assert_num_queries(2):
            found = find(reference, secret)
        worked.append((found is not None, len(hashes)))
    assert [right for right, _count in worked] == [True, False, False, True, False]
    assert len({count for _right, count in worked}) == 1


def test_wrong_and_unknown_get_the_very_same_page(case: Case) -> None:
    answers = []
    for reference, secret in ((case.reference, WRONG), ("HS-2611-ZZZZZZ", SECRET)):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = give(client, reference, secret)
        shown = answer.content.decode().replace(reference, "").replace(secret, "")
        assert answer.status_code == 422
        assert "do not belong together" in shown
        answers.append((shown, len(queries)))
    (first, first_cost), (second, second_cost) = answers
    assert first_cost == second_cost
    assert without_token(first) == without_token(second)


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaced"])
def test_how_it_is_typed_does_not_matter(case: Case, typed: str) -> None:
    reference = case.reference
    if typed == "lower":
        reference = reference.lower()
    elif typed == "spaced":
        reference = reference.replace("-", " ")
    else:
        reference = typed.format(reference)
    found = find(reference, SECRET.lower().replace("-", ""))
    assert found is not None
    assert found.case == case


def test_what_is_no_reference_finds_nothing() -> None:
    assert tidy_reference("x" * 500) == "X" * 40
    assert tidy_reference("") == ""


@pytest.mark.parametrize("typed", ["", "x" * 10_000, "\r\nSet-Cookie: a=b"])
def test_bad_input_gets_a_4xx_that_keeps_what_was_typed(typed: str, db: None) -> None:
    assert give(Client(), typed, typed).status_code == 422


def test_a_form_without_token_is_refused(visitor: Client, case: Case) -> None:
    assert give(visitor, case.reference).status_code == 403


def test_an_address_that_tries_too_often_waits_and_locks_nobody_else_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessing = Client(REMOTE_ADDR="192.0.2.7")
    for _n in range(TRIES_OF_ONE.count):
        assert give(guessing, case.reference, WRONG).status_code == 422
    answer = give(guessing, case.reference, WRONG)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert give(Client(REMOTE_ADDR="192.0.2.8"), case.reference).status_code == 302


def test_refused_tries_of_one_address_are_no_flood_for_others(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(proof, "TRIES_OF_ONE", Limit("track-one-in-test", 2, 600))
    monkeypatch.setattr(proof, "TRIES_OF_ALL", Limit("track-everyone-in-test", 4, 600))
    monkeypatch.setattr(proof, "TRIES_OF_ONE_IN_A_FLOOD", Limit("track-few-in-test", 0, 600))
    tries = [proof.wait_to_try("203.0.113.7") for _ in range(20)]
    assert [bool(wait) for wait in tries[:3]] == [False, False, True]
    assert proof.wait_to_try("203.0.113.8") == 0


def test_a_flood_from_everywhere_leaves_each_address_a_few_tries(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    flooded = Limit("track-all-in-test", 1, 600)
    monkeypatch.setattr(proof, "TRIES_OF_ALL", flooded)
    give(Client(REMOTE_ADDR="192.0.2.1"), case.reference, WRONG)
    lan = Client(REMOTE_ADDR="192.0.2.9")
    assert give(lan, case.reference, WRONG).status_code == 422
    assert give(lan, case.reference).status_code == 302


# --- Who sees it --------------------------------------------------------------------------


def test_a_stranger_gets_404_for_what_is_there_and_for_what_is_not(case: Case) -> None:
    there, not_there = Client().get(page_of(case)), Client().get(f"{TRACK}HS-2611-ZZZZZZ/")
    assert there.status_code == not_there.status_code == 404
    assert case.title not in there.content.decode()


def test_a_rival_gets_404_and_lan_and_her_desk_see_it(
    case: Case, signed_in: SignIn, lan: User, minh: User, hoa: User, khoa: User
) -> None:
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    seen = {user.name: signed_in(user).get(page_of(case)).status_code for user in (lan, minh)}
    assert seen == {"Lan": 200, "Minh": 404}
    assert signed_in(hoa).get(page_of(case)).status_code == 200
    assert signed_in(khoa).get(page_of(case)).status_code == 404


def test_the_proof_of_the_enquiry_opens_its_cases_and_the_other_way_round(case: Case) -> None:
    assert case.enquiry
    client = Client()
    answer = give(client, case.enquiry.reference)
    listed = client.get(answer["Location"]).content.decode()
    assert page_of(case) in listed
    assert client.get(page_of(case)).status_code == 200
    other = Client()
    give(other, case.reference)
    assert other.get(f"{TRACK}{case.enquiry.reference}/").status_code == 200


def test_the_page_is_never_kept_nor_indexed(case: Case, opened: Client) -> None:
    answer = opened.get(page_of(case))
    assert "no-store" in answer["Cache-Control"]
    assert 'name="robots" content="noindex"' in answer.content.decode()
