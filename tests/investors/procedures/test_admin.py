"""At the officials' desk: a draft is edited, a published text is read, buttons are POST."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from investors.procedures.models import ProcedureEvent, ProcedureVersion
from investors.procedures.publishing import draft_from
from portal.accounts.models import User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def change_url(version: ProcedureVersion) -> str:
    return reverse("admin:procedures_procedureversion_change", args=[version.pk])


def test_an_editor_drafts_and_publishes_by_button(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    button = reverse("admin:procedures_draft", args=[procedure.pk])
    assert button in browser.get(change_url(procedure)).content.decode()
    browser.post(button)
    draft = ProcedureVersion.objects.get(status="draft")
    assert browser.get(change_url(draft)).status_code == 200
    browser.post(reverse("admin:procedures_publish", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == "published"


def test_looking_publishes_nothing(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    draft = draft_from(procedure, editor)
    address = reverse("admin:procedures_publish", args=[draft.pk])
    assert signed_in(editor).get(address).status_code == 405
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_published_text_cannot_be_edited(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    assert browser.get(change_url(procedure)).status_code == 200
    assert browser.post(change_url(procedure), {"name_vi": "x"}).status_code == 403


def test_a_specialist_sees_no_button_and_publishes_nothing(
    procedure: ProcedureVersion, editor: User, hoa: User, signed_in: SignIn
) -> None:
    draft = draft_from(procedure, editor)
    browser = signed_in(hoa)
    assert browser.post(reverse("admin:procedures_publish", args=[draft.pk])).status_code == 403
    assert browser.get(change_url(draft)).status_code == 403


def test_a_second_publish_gets_a_sentence(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    address = reverse("admin:procedures_publish", args=[procedure.pk])
    reply = browser.post(address, HTTP_REFERER=f"http://testserver{change_url(procedure)}")
    assert reply.status_code == 302
    assert not ProcedureEvent.objects.exists()


def test_a_correction_in_the_form_keeps_its_history(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    kept = procedure.procedure
    address = reverse("admin:procedures_procedure_change", args=[kept.pk])
    form = {
        "slug": kept.slug,
        "kind": kept.kind,
        "field": kept.field,
        "code": "1.010000",
        "code_state": "published",
        "handled_by": kept.handled_by,
        "opens_case": "on",
        "state": kept.state,
        "abolished_since": "",
        "editor_note": "",
    }
    for prefix in ("versions", "events"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    assert signed_in(editor).post(address, form).status_code == 302
    said = ProcedureEvent.objects.get()
    assert said.actor == editor
    assert said.changes["code"] == ["", "1.010000"]
