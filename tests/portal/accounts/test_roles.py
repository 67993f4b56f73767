"""The table of roles decides, body by body; ended memberships and inactive people do not."""

from typing import Any

import pytest
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
from portal.accounts.roles import ROLES, bodies_where, may, roles_in
from tests.cast import body_of


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(ROLES) == set(Role.values)


def test_no_right_of_an_official_is_given_to_an_investor() -> None:
    official = frozenset().union(*(ROLES[role] for role in OFFICIAL_ROLES))
    for role in COMPANY_ROLES:
        assert not ROLES[role] & official


def test_a_specialist_may_answer_at_their_desk_and_an_investor_may_not(
    hoa: User, lan: User, desk: Organisation
) -> None:
    assert may(hoa, "enquiries.answer", desk.pk)
    assert not may(lan, "enquiries.answer", desk.pk)


def test_an_ended_membership_gives_no_right_and_no_desk(hoa: User, desk: Organisation) -> None:
    assert bodies_where(hoa, "enquiries.read") == {desk.pk}
    hoa.memberships.update(ended_at=timezone.now())
    fresh = User.objects.get(pk=hoa.pk)
    assert not may(fresh, "enquiries.answer", desk.pk)
    assert not bodies_where(fresh, "enquiries.read")


def test_an_inactive_person_may_nothing(hoa: User, desk: Organisation) -> None:
    hoa.is_active = False
    assert not may(hoa, "enquiries.answer", desk.pk)


def test_who_is_no_official_any_more_keeps_no_right_of_one(
    hoa: User, editor: User, desk: Organisation
) -> None:
    assert may(editor, "figures.edit")
    User.objects.update(is_staff=False)
    assert not may(User.objects.get(pk=hoa.pk), "enquiries.answer", desk.pk)
    assert not may(User.objects.get(pk=editor.pk), "figures.edit")


def test_a_leader_of_the_authority_sees_the_desks_below_it_and_their_parts(
    leader: User, authority: Organisation, desk: Organisation, other_desk: Organisation
) -> None:
    team = body_of(OrganisationKind.DEPARTMENT, "team", "Team", parent=desk)
    assert bodies_where(leader, "cases.read") == {authority.pk, desk.pk, team.pk}


def test_an_official_of_another_body_does_not_see_the_desk(khoa: User, desk: Organisation) -> None:
    assert desk.pk not in bodies_where(khoa, "enquiries.read")


def test_a_head_here_who_edits_there_has_no_right_over_the_rows_there(
    head: User, desk: Organisation, other_desk: Organisation
) -> None:
    Membership.objects.create(user=head, organisation=other_desk, role=Role.EDITOR)
    assert may(head, "cases.decide", desk.pk)
    assert not may(head, "cases.decide", other_desk.pk)
    assert may(head, "figures.edit")


def test_a_right_over_rows_is_never_asked_without_saying_where(hoa: User) -> None:
    with pytest.raises(ValueError, match="say in which"):
        may(hoa, "cases.read")


@pytest.mark.parametrize("role", OFFICIAL_ROLES)
def test_an_officials_role_in_a_company_grants_nothing(
    role: Role, hoa: User, desk: Organisation
) -> None:
    """Such a row cannot be made; here the body has become a company afterwards."""
    Membership.objects.update(role=role)
    assert roles_in(User.objects.get(pk=hoa.pk)) == {desk.pk: {role}}
    Organisation.objects.filter(pk=desk.pk).update(kind=OrganisationKind.INVESTOR)
    changed = User.objects.get(pk=hoa.pk)
    assert roles_in(changed) == {}
    assert not any(changed.has_perm(right) for right in ROLES[role])


@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_a_companys_role_in_an_authority_grants_nothing(
    role: Role, lan: User, lan_company: Organisation
) -> None:
    lan.memberships.update(role=role)
    User.objects.update(is_staff=True)
    assert may(User.objects.get(pk=lan.pk), "own.read", lan_company.pk)
    Organisation.objects.filter(pk=lan_company.pk).update(kind=OrganisationKind.AUTHORITY)
    assert roles_in(User.objects.get(pk=lan.pk)) == {}


def test_the_rights_of_a_person_are_read_once(
    hoa: User, desk: Organisation, other_desk: Organisation, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert may(hoa, "cases.read", desk.pk)
        assert not may(hoa, "cases.read", other_desk.pk)
        assert not may(hoa, "figures.edit")
        assert hoa.has_perm("cases.view_case")


@pytest.mark.parametrize(
    ("permission", "who_may", "who_not"),
    [
        ("directory.change_figure", "editor", "hoa"),
        ("directory.delete_figure", None, "editor"),
        ("cases.view_case", "hoa", "editor"),
        ("cases.change_case", None, "head"),
        ("accounts.change_user", None, "head"),
    ],
)
def test_django_permissions_follow_the_table(
    permission: str, who_may: str | None, who_not: str, request: pytest.FixtureRequest
) -> None:
    if who_may:
        assert request.getfixturevalue(who_may).has_perm(permission)
    assert not request.getfixturevalue(who_not).has_perm(permission)


def test_indicators_are_corrected_by_who_edits_figures(editor: User, hoa: User) -> None:
    assert editor.has_perm("pages.change_indicator")
    assert not hoa.has_perm("pages.change_indicator")
