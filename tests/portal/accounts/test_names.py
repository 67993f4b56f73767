"""Names of bodies: dated, with their state, from the file until an official rewrites them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from investors.cases.notices import KINDS as CASE_KINDS
from investors.enquiries.desks import name_of
from investors.enquiries.notices import KINDS as ENQUIRY_KINDS
from portal.accounts.loading import load_authorities
from portal.accounts.models import (
    Organisation,
    OrganisationEvent,
    OrganisationKind,
    OrganisationName,
    User,
)
from portal.accounts.naming import confirm_name, record_names, state_of_names
from portal.notifications.draining import drain
from portal.notifications.rendering import render
from portal.pagecache.version import public_version
from portal.provenance.loading import KEPT, Report
from portal.provenance.models import State
from portal.refusals import Refused
from tests.asking import FORM, filled
from tests.cast import body_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SignIn = Callable[[User], Client]


def entry(name: str, since: str | None, until: str | None) -> dict[str, Any]:
    return {
        "key": "the-eza",
        "name_vi": name,
        "name_en": None,
        "valid_from": since,
        "valid_to": until,
        "confidence": "high",
        "publish": True,
        "source": "unsourced",
    }


TWO_NAMES = [entry("Cũ", "2010", "2024-12-31"), entry("Mới", "2025-01-01", None)]


def test_the_public_reads_no_withheld_name_and_officials_read_all(db: None) -> None:
    body = body_of(OrganisationKind.DEPARTMENT, "a-desk", "Secret desk")
    assert name_of(body, "en").text == "Secret desk"
    body.names.update(state=State.WITHHELD)
    assert body.name_on(TODAY) is None
    assert str(body.name_on(TODAY, to_officials=True)) == "Secret desk"
    assert not body.names.in_force(TODAY)
    assert body.names.in_force(TODAY, to_officials=True)
    assert name_of(body, "en").text == "a-desk"


def test_where_nothing_unchecked_is_shown_the_authority_stands_for_its_desk(
    desk: Organisation, authority: Organisation, settings: Any
) -> None:
    OrganisationName.objects.create(
        organisation=authority, name_vi="Ban", name_en="Authority", state=State.PUBLISHED
    )
    settings.SHOW_UNVERIFIED = True
    assert name_of(desk, "en").text == "Investor support desk"
    settings.SHOW_UNVERIFIED = False
    assert name_of(desk, "en").text == "Authority"


def test_both_dated_names_of_a_body_are_loaded_and_loading_again_changes_nothing(db: None) -> None:
    load_authorities(TWO_NAMES, {}, Report())
    again = Report()
    load_authorities(TWO_NAMES, {}, again)
    assert not again.changed_anything
    body = Organisation.objects.get(key="the-eza")
    assert [str(body.name_on(date(year, 6, 1))) for year in (2020, 2026)] == ["Cũ", "Mới"]
    assert not again.counts["authorities", KEPT]


def test_what_an_official_rewrote_is_kept_and_told_to_the_public_pages(
    administrator: User, signed_in: SignIn
) -> None:
    load_authorities(TWO_NAMES, {}, Report())
    body = Organisation.objects.get(key="the-eza")
    client = signed_in(administrator)
    page = f"/admin/accounts/organisation/{body.pk}/change/"
    before = public_version()
    asked = client.get(page)
    fields = asked.context["adminform"].form.initial
    typed = {"key": fields["key"], "kind": fields["kind"], "parent": ""}
    formset = asked.context["inline_admin_formsets"][0].formset
    for inline in asked.context["inline_admin_formsets"]:
        given = inline.formset.management_form.initial
        typed |= {f"{inline.formset.prefix}-{k}": v for k, v in given.items()}
    for form in formset.initial_forms:
        for name in form.fields:
            value = form.initial.get(name)
            typed[f"{form.prefix}-{name}"] = "" if value is None else value
        typed[f"{form.prefix}-id"] = form.instance.pk
    typed["names-0-name_vi"] = "Rất mới"
    assert client.post(page, typed).status_code == 302
    event = OrganisationEvent.objects.get()
    assert event.by == administrator
    assert [re.sub("^Rất ", "", row["name_vi"]).lower() for row in event.before] == ["mới", "cũ"]
    assert "Rất mới" in {row["name_vi"] for row in event.after}
    assert public_version() > before
    again = Report()
    load_authorities(TWO_NAMES, {}, again)
    assert again.counts["authorities", KEPT] == len(TWO_NAMES)
    assert body.names.filter(name_vi="Rất mới").exists()


def test_the_administrator_confirms_the_desks_name_by_one_press(
    administrator: User, desk: Organisation, signed_in: SignIn, settings: Any
) -> None:
    client = signed_in(administrator)
    assert "Xác nhận tên bộ phận" in client.get("/admin/").text
    waiting = client.get("/admin/work/names/").text
    (button,) = re.findall(r'action="(/admin/work/names/\d+/confirm/)"', waiting)
    assert client.post(button).status_code == 302
    event = OrganisationEvent.objects.get()
    assert (event.by, event.organisation) == (administrator, desk)
    assert [row["state"] for row in (*event.before, *event.after)] == ["unverified", "published"]
    assert administrator.email in client.get(
        f"/admin/accounts/organisation/{desk.pk}/change/"
    ).text.replace(str(administrator), administrator.email)
    assert "Xác nhận tên bộ phận" not in client.get("/admin/").text
    settings.SHOW_UNVERIFIED = False
    assert name_of(desk, "en").text == "Investor support desk"
    with pytest.raises(Refused):
        confirm_name(desk.names.get(), by=administrator)


def test_nobody_else_confirms_a_name(
    hoa: User, head: User, desk: Organisation, signed_in: SignIn
) -> None:
    name = desk.names.get()
    for official in (hoa, head):
        client = signed_in(official)
        assert "Xác nhận tên bộ phận" not in client.get("/admin/").text
        assert client.get("/admin/work/names/").status_code == 403
        assert client.post(f"/admin/work/names/{name.pk}/confirm/").status_code == 403
        with pytest.raises(Refused):
            confirm_name(name, by=official)
    name.refresh_from_db()
    assert name.state == State.UNVERIFIED


def test_no_mail_names_the_unchecked_desk(
    calendar: object, desk: Organisation, mailoutbox: list[EmailMessage]
) -> None:
    """Pages mark it; a mail, which cannot, speaks of "an official" and "the desk"."""
    Client().post(FORM, filled())
    drain()
    assert mailoutbox
    samples = [
        render(kind, language, kind.sample, getattr(kind, "sample_secret", None)).text
        for kind in (*ENQUIRY_KINDS, *CASE_KINDS)
        for language in ("vi", "en")
    ]
    name = desk.names.get()
    for text in (*samples, *(str(mail.message()) for mail in mailoutbox)):
        assert name.name_vi not in text
        assert name.name_en not in text


def test_who_edits_no_people_edits_no_names(hoa: User, desk: Organisation) -> None:
    with pytest.raises(Refused):
        record_names(desk, by=hoa, before=state_of_names(desk))
    assert not OrganisationEvent.objects.exists()
