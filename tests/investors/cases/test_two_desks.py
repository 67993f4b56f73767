"""An official with roles at two desks has each role at its own desk only."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.utils import timezone

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.workflow import move
from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import Membership, Organisation, Role, User
from portal.refusals import Refused

SignIn = Callable[[User], Client]


@pytest.fixture
def head(head: User, other_desk: Organisation) -> User:
    """The head of Lan's desk, who edits texts at the other one."""
    Membership.objects.create(user=head, organisation=other_desk, role=Role.EDITOR)
    return head


@pytest.fixture
def elsewhere(case: Case, other_desk: Organisation) -> Case:
    """Lan's case and its enquiry, now at the other desk."""
    Enquiry.objects.filter(cases=case).update(desk=other_desk)
    Case.objects.filter(pk=case.pk).update(desk=other_desk, owner=None)
    return Case.objects.get(pk=case.pk)


def pages(case: Case) -> list[str]:
    assert case.enquiry
    return [
        f"/admin/work/cases/{case.reference}/",
        f"/admin/work/enquiries/{case.enquiry.reference}/",
        f"/en/track/{case.reference}/",
    ]


def test_a_head_sees_and_moves_what_is_at_their_desk(
    case: Case, head: User, signed_in: SignIn
) -> None:
    assert case in Case.objects.visible_to(head)
    assert [signed_in(head).get(page).status_code for page in pages(case)] == [200] * 3
    assert move(case.pk, "start_check", by=head).actor_role == Role.HEAD


def test_and_nothing_of_a_desk_where_they_only_edit_texts(
    elsewhere: Case, head: User, signed_in: SignIn
) -> None:
    assert not Case.objects.visible_to(head).exists()
    assert not Enquiry.objects.visible_to(head).exists()
    assert [signed_in(head).get(page).status_code for page in pages(elsewhere)] == [404] * 3
    with pytest.raises(ObjectDoesNotExist):
        move(elsewhere.pk, "start_check", by=head)
    with pytest.raises(ObjectDoesNotExist):
        act(elsewhere.enquiry_id or 0, "take", by=head, now=timezone.now())


def test_the_roles_of_a_move_are_those_at_the_desk_of_the_case(
    elsewhere: Case, head: User, other_desk: Organisation
) -> None:
    """A leader there reads and decides, but starts no check: that right is the head's, here."""
    Membership.objects.create(user=head, organisation=other_desk, role=Role.LEADER)
    with pytest.raises(Refused):
        move(elsewhere.pk, "start_check", by=head)
    with pytest.raises(Refused):
        act(elsewhere.enquiry_id or 0, "take", by=head, now=timezone.now())
    noted = act_note(elsewhere, head)
    assert noted == Role.LEADER
    Membership.objects.create(user=head, organisation=other_desk, role=Role.SPECIALIST)
    fresh = User.objects.get(pk=head.pk)
    assert move(elsewhere.pk, "start_check", by=fresh).actor_role == Role.SPECIALIST


def act_note(case: Case, official: User) -> str:
    wish = Wish(body="Read.")
    return act(case.enquiry_id or 0, "note", by=official, now=timezone.now(), wish=wish).actor_role


def test_who_opens_cases_here_opens_none_there(
    elsewhere: Case,
    head: User,
    hoa: User,
    other_desk: Organisation,
    procedure: ProcedureVersion,
    signed_in: SignIn,
) -> None:
    Case.objects.update(status="dropped", closed_at=timezone.now())
    Membership.objects.create(user=head, organisation=other_desk, role=Role.LEADER)
    assert elsewhere.enquiry
    door = f"/admin/work/cases/open/{elsewhere.enquiry.reference}/"
    assert signed_in(head).get(door).status_code == 403
    with pytest.raises(Refused):
        open_case(elsewhere.enquiry, procedure, by=head)
    Membership.objects.create(user=head, organisation=other_desk, role=Role.DESK)
    fresh = User.objects.get(pk=head.pk)
    assert signed_in(fresh).get(door).status_code == 200
    assert open_case(elsewhere.enquiry, procedure, by=fresh).owner is None
