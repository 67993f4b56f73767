"""Who sees which enquiry."""

from investors.enquiries.models import Enquiry
from portal.accounts.models import User


def test_officials_of_the_desk_and_above_see_the_enquiry(
    enquiry: Enquiry, hoa: User, leader: User
) -> None:
    assert enquiry in Enquiry.objects.visible_to(hoa)
    assert enquiry in Enquiry.objects.visible_to(leader)


def test_a_rival_and_officials_elsewhere_do_not(enquiry: Enquiry, minh: User, khoa: User) -> None:
    assert enquiry not in Enquiry.objects.visible_to(minh)
    assert enquiry not in Enquiry.objects.visible_to(khoa)
