"""The table of roles decides; ended memberships and inactive people decide nothing."""

import pytest
from django.utils import timezone

from portal.accounts.models import Organisation, Role, User
from portal.accounts.roles import OFFICIAL_ROLES, ROLES, desks_seen_by, may


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(ROLES) == set(Role.values)


def test_no_right_of_an_official_is_given_to_an_investor() -> None:
    official = frozenset().union(*(ROLES[role] for role in OFFICIAL_ROLES))
    for role in (Role.OWNER, Role.MEMBER, Role.VIEWER):
        assert not ROLES[role] & official


def test_a_specialist_may_answer_and_an_investor_may_not(hoa: User, lan: User) -> None:
    assert may(hoa, "enquiries.answer")
    assert not may(lan, "enquiries.answer")


def test_an_ended_membership_gives_no_right_and_no_desk(hoa: User, desk: Organisation) -> None:
    assert list(desks_seen_by(hoa)) == [desk]
    hoa.memberships.update(ended_at=timezone.now())
    fresh = User.objects.get(pk=hoa.pk)
    assert not may(fresh, "enquiries.answer")
    assert not desks_seen_by(fresh).exists()


def test_an_inactive_person_may_nothing(hoa: User) -> None:
    hoa.is_active = False
    assert not may(hoa, "enquiries.answer")


def test_a_leader_of_the_authority_sees_its_departments(leader: User, desk: Organisation) -> None:
    assert desk in desks_seen_by(leader)


def test_an_official_of_another_body_does_not_see_the_desk(khoa: User, desk: Organisation) -> None:
    assert desk not in desks_seen_by(khoa)


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
