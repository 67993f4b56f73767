"""A norm is set by who keeps the calendar, with its history, and public pages are told."""

from datetime import date

import pytest

from investors.enquiries.models import Enquiry, Norm, NormEvent
from investors.enquiries.norms import set_norm
from portal.accounts.models import Organisation, User
from portal.pagecache.version import public_version
from portal.refusals import Refused
from tests.portal.accounts.test_names import SignIn

pytestmark = pytest.mark.django_db


def test_a_norm_set_in_the_admin_has_its_history_and_is_told(
    desk: Organisation, editor: User, signed_in: SignIn
) -> None:
    before = public_version()
    typed = {
        "valid_from": "2027-01-01",
        "acknowledge_days": 1,
        "answer_days": 2,
        "consulted_answer_days": 5,
        "decision_number": "12/QĐ-KKT",
    }
    assert signed_in(editor).post("/admin/enquiries/norm/add/", typed).status_code == 302
    event = NormEvent.objects.get()
    assert (event.by, event.before, event.after["answer_days"]) == (editor, {}, 2)
    assert public_version() > before


def test_others_and_used_norms_are_refused(enquiry: Enquiry, editor: User, hoa: User) -> None:
    used = Norm.objects.get()
    for norm, by in ((Norm(valid_from=date(2027, 1, 1)), hoa), (used, editor)):
        with pytest.raises(Refused):
            set_norm(norm, by=by)
    assert not NormEvent.objects.exists()
