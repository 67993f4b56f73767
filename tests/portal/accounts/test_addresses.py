"""An address that no mail reaches is refused by the form that takes it, with a sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.validators import validate_email
from django.test import Client

from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.notifications.models import Notice
from tests.asking import FORM, filled
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NOT_REACHED = {
    "letters of the domain": ("lan@đồng.vn", "plain Latin letters"),
    "a long s": ("lan\u017f@investor.test", "plain Latin letters"),
    "a quoted name": ('"lan+lan"@investor.test', "Give one like"),
    "an IP address": ("lan@[192.0.2.1]", "Give one like"),
    "too long before the at": (f"{'l' * 65}@investor.test", "too long"),
}
odd = pytest.mark.parametrize(("address", "sentence"), NOT_REACHED.values(), ids=NOT_REACHED)
BREAKS = ("\x0b", "\x85", "\u2028", "\u2029")


@odd
def test_django_lets_it_through(address: str, sentence: str) -> None:
    validate_email(address)


def refused(answer: Any, sentence: str, address: str) -> None:
    assert answer.status_code in (200, 422)
    assert sentence in answer.content.decode()
    assert answer.context["form"]["email"].value() == address
    assert list(answer.context["form"].errors) == ["email"]
    assert not Notice.objects.exists()


@odd
def test_the_enquiry_form_keeps_what_was_typed(desk: object, address: str, sentence: str) -> None:
    answer = Client().post(FORM, filled(email=address))
    refused(answer, sentence, address)
    assert answer.status_code == 422
    assert "near a port" in answer.content.decode()
    assert not Enquiry.objects.exists()
    assert Client().post(FORM, filled(email="Lan.O'Neil+1@investor.test")).status_code == 302
    assert Enquiry.objects.get().contact_email == "lan.o'neil+1@investor.test"


@odd
def test_signing_up_and_asking_for_a_code_refuse_it(address: str, sentence: str) -> None:
    sign_up, code = "/en/accounts/signup/", "/en/accounts/login/code/"
    refused(Client().post(sign_up, {"email": address, "password1": PASSWORD}), sentence, address)
    refused(Client().post(code, {"email": address}), sentence, address)
    good = {"email": "new@investor.test", "password1": PASSWORD}
    assert Client().post(sign_up, good).status_code == 302
    assert Client().post(code, {"email": "new@investor.test"}).status_code == 302


@odd
def test_an_account_gets_no_such_address(lan: User, address: str, sentence: str) -> None:
    client, page = Client(), "/en/accounts/email/"
    client.post("/en/accounts/login/", {"login": lan.email, "password": PASSWORD})
    refused(client.post(page, {"email": address, "action_add": ""}), sentence, address)
    asked_again = client.post(page, {"email": "lan2@investor.test", "action_add": ""})["Location"]
    client.post(asked_again, {"password": PASSWORD})
    assert Notice.objects.filter(address="lan2@investor.test").exists()


def test_an_administrator_gives_no_official_such_an_address_or_name(
    administrator: User, hoa: User, signed_in: SignIn
) -> None:
    page = f"/admin/accounts/user/{hoa.pk}/change/"
    form = {
        "name": "Hoa",
        "email": hoa.email,
        "language": "vi",
        "is_active": "on",
        "is_staff": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    client = signed_in(administrator)
    for wrong in ({"email": "hoa@đồng.vn"}, *({"name": f"Ho{brk}a"} for brk in BREAKS)):
        answer = client.post(page, {**form, **wrong})
        assert answer.status_code == 200
        assert list(answer.context["adminform"].errors) == list(wrong)
    assert client.post(page, form).status_code == 302


def test_an_administrator_takes_nobody_over_who_may_do_everything(
    administrator: User, signed_in: SignIn
) -> None:
    root = User.objects.create_superuser("root@official.test", PASSWORD, name="Root")
    page = f"/admin/accounts/user/{root.pk}/change/"
    form = {
        "name": "Root",
        "email": "administrator@official.test",
        "language": "vi",
        "is_active": "on",
        "is_staff": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    client = signed_in(administrator)
    assert client.get(page).status_code == 200
    assert client.post(page, form).status_code == 403
    assert User.objects.get(pk=root.pk).email == "root@official.test"
    assert signed_in(root).post(page, form).status_code == 302
    assert User.objects.get(pk=root.pk).email == "administrator@official.test"


@pytest.mark.parametrize("brk", BREAKS)
@pytest.mark.parametrize("field", ["subject", "name", "company", "phone"])
def test_a_line_of_the_enquiry_form_is_one_line(desk: object, field: str, brk: str) -> None:
    answer = Client().post(FORM, filled(**{field: f"Lan{brk}Lan"}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "in one line" in answer.content.decode()
