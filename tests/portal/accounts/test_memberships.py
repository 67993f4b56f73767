"""A role belongs to its kind of body: the form says so, and the database holds it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts.models import (
    COMPANY_ROLES,
    OFFICIAL_ROLES,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    User,
)

SignIn = Callable[[User], Client]


def person_form(user: User, body: Organisation, role: str) -> dict[str, Any]:
    """The admin's page of a person without memberships, with one added."""
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-organisation": body.pk,
        "memberships-0-role": role,
    }


@pytest.fixture
def newcomer(db: None) -> User:
    return User.objects.create_user("new@person.test", name="New", is_staff=True)


def test_an_administrator_gives_an_officials_role_in_an_authority_only(
    administrator: User,
    signed_in: SignIn,
    newcomer: User,
    desk: Organisation,
    lan_company: Organisation,
) -> None:
    page = f"/admin/accounts/user/{newcomer.pk}/change/"
    client = signed_in(administrator)
    refused = client.post(page, person_form(newcomer, lan_company, Role.HEAD))
    assert refused.status_code == 200
    assert "chỉ được gán tại Ban Quản lý" in refused.content.decode()
    assert not newcomer.memberships.exists()
    assert client.post(page, person_form(newcomer, desk, Role.HEAD)).status_code == 302
    assert newcomer.memberships.get().role == Role.HEAD


def test_an_administrator_gives_a_companys_role_in_a_company_only(
    administrator: User,
    signed_in: SignIn,
    newcomer: User,
    desk: Organisation,
    lan_company: Organisation,
) -> None:
    page = f"/admin/accounts/user/{newcomer.pk}/change/"
    client = signed_in(administrator)
    refused = client.post(page, person_form(newcomer, desk, Role.OWNER))
    assert refused.status_code == 200
    assert "chỉ gán vai trò của cán bộ" in refused.content.decode()
    assert client.post(page, person_form(newcomer, lan_company, Role.OWNER)).status_code == 302
    assert newcomer.memberships.get().role == Role.OWNER


@pytest.mark.parametrize("role", Role.values)
def test_the_database_refuses_a_role_that_the_body_does_not_have(
    role: str, newcomer: User, desk: Organisation, lan_company: Organisation
) -> None:
    fitting, other = (desk, lan_company) if role in OFFICIAL_ROLES else (lan_company, desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=newcomer, organisation=other, role=role)
    made = Membership.objects.create(user=newcomer, organisation=fitting, role=role)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=made.pk).update(organisation=other)


def test_a_membership_of_a_body_that_changed_can_still_be_ended(
    hoa: User, desk: Organisation
) -> None:
    Organisation.objects.filter(pk=desk.pk).update(kind=OrganisationKind.AGENCY)
    assert hoa.memberships.update(ended_at=timezone.now()) == 1


def test_a_body_with_officials_does_not_become_a_company(
    administrator: User, signed_in: SignIn, hoa: User, desk: Organisation
) -> None:
    page, client = f"/admin/accounts/organisation/{desk.pk}/change/", signed_in(administrator)
    form = {
        "key": desk.key,
        "kind": OrganisationKind.INVESTOR,
        "parent": desk.parent_id,
        "names-TOTAL_FORMS": "0",
        "names-INITIAL_FORMS": "0",
        "events-TOTAL_FORMS": "0",
        "events-INITIAL_FORMS": "0",
    }
    refused = client.post(page, form)
    assert refused.status_code == 200
    assert "Hãy kết thúc các vai trò đó trước" in refused.content.decode()
    hoa.memberships.update(ended_at=timezone.now())
    assert client.post(page, form).status_code == 302


def test_every_role_is_of_a_company_or_of_an_official() -> None:
    assert {*COMPANY_ROLES, *OFFICIAL_ROLES} == set(Role)
