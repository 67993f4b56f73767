"""A draft that is saved while it is published: one published text, and nothing written into it."""

from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from investors.procedures.models import ProcedureVersion
from investors.procedures.publishing import draft_from, publish
from portal.accounts.models import User
from tests.forms import sent_as_drawn

SignIn = Callable[[User], Client]


def change_url(version: ProcedureVersion) -> str:
    return reverse("admin:procedures_procedureversion_change", args=[version.pk])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_draft_saved_while_it_is_published_stays_published(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    draft = draft_from(procedure, editor)
    browser = signed_in(editor)
    typed = sent_as_drawn(browser.get(change_url(draft))) | {"notes_en": "typed meanwhile"}
    replies: list[Any] = []

    def save() -> None:
        try:
            replies.append(browser.post(change_url(draft), typed))
        finally:
            connection.close()

    saving = Thread(target=save)
    with transaction.atomic():
        publish(draft, editor)
        saving.start()
        sleep(1)  # the form has read a draft by now and waits for the lock
    saving.join()
    draft.refresh_from_db()
    assert (draft.status, draft.published_by, draft.notes_en) == ("published", editor, "")
    assert replies[0].status_code == 409
    assert "typed meanwhile" in replies[0].text
    assert list(procedure.procedure.versions.published()) == [draft]


@pytest.mark.django_db
def test_a_draft_is_saved_while_nobody_publishes_it(
    procedure: ProcedureVersion, editor: User, signed_in: SignIn
) -> None:
    draft = draft_from(procedure, editor)
    browser = signed_in(editor)
    typed = sent_as_drawn(browser.get(change_url(draft))) | {"notes_en": "typed in peace"}
    assert browser.post(change_url(draft), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.notes_en) == ("draft", "typed in peace")
