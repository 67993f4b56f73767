"""One published text at a time; every act has its history and asks who."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from investors.procedures.models import Procedure, ProcedureEvent, ProcedureVersion
from investors.procedures.publishing import correct, draft_from, publish
from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.provenance.models import State
from portal.refusals import Refused

pytestmark = pytest.mark.django_db


def test_publishing_supersedes_and_is_recorded(procedure: ProcedureVersion, editor: User) -> None:
    draft = draft_from(procedure, editor)
    before = public_version()
    publish(draft, editor)
    procedure.refresh_from_db()
    draft.refresh_from_db()
    assert (procedure.status, draft.status) == ("superseded", "published")
    assert draft.published_by == editor
    assert public_version() > before
    said = ProcedureEvent.objects.filter(procedure=procedure.procedure).order_by("pk")
    assert list(said.values_list("what", "version", "actor")) == [
        ("drafted", draft.pk, editor.pk),
        ("superseded", procedure.pk, editor.pk),
        ("published", draft.pk, editor.pk),
    ]


def test_a_draft_has_every_row_of_its_version(loaded: None, editor: User) -> None:
    version = ProcedureVersion.objects.get(procedure__slug="cap-giay-phep-moi-truong")
    draft = draft_from(version, editor)
    for part in ("steps", "papers", "basis", "variants", "citations"):
        assert getattr(draft, part).count() == getattr(version, part).count() > 0
    assert draft.loaded_digest == ""


def test_only_a_draft_is_published(procedure: ProcedureVersion, editor: User) -> None:
    with pytest.raises(Refused):
        publish(procedure, editor)


def test_one_draft_at_a_time(procedure: ProcedureVersion, editor: User) -> None:
    draft_from(procedure, editor)
    with pytest.raises(Refused):
        draft_from(procedure, editor)


def test_a_specialist_may_not(procedure: ProcedureVersion, hoa: User) -> None:
    for act in (
        lambda: draft_from(procedure, hoa),
        lambda: publish(procedure, hoa),
        lambda: correct(procedure.procedure, {"opens_case": False}, hoa),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not ProcedureEvent.objects.exists()


def test_the_database_holds_one_published_version(procedure: ProcedureVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.create(
            procedure=procedure.procedure,
            number=9,
            status="published",
            name_vi="x",
            confidence="low",
        )


def test_an_official_who_publishes_a_withheld_procedure_makes_it_public(
    loaded: None, editor: User
) -> None:
    version = ProcedureVersion.objects.get(procedure__slug="tham-dinh-bao-cao-dtm")
    publish(version, editor)
    assert Procedure.objects.public().filter(slug="tham-dinh-bao-cao-dtm").exists()
    assert {row.state for row in version.steps.all()} == {State.WITHHELD}


def test_a_correction_keeps_before_and_after(procedure: ProcedureVersion, editor: User) -> None:
    correct(procedure.procedure, {"code": "1.010000", "code_state": State.PUBLISHED}, editor)
    said = ProcedureEvent.objects.get()
    assert said.changes == {"code": ["", "1.010000"], "code_state": ["withheld", "published"]}
    assert Procedure.objects.matching("1.010000").exists()
