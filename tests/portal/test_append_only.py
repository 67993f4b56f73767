"""Every history of the house: the database takes new rows, and refuses to change or lose one."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError
from django.test import TransactionTestCase

from investors.cases.models import Case, Event, EventPayload
from investors.cases.opening import open_case
from investors.enquiries.models import Enquiry, EnquiryEvent, Norm, NormEvent
from investors.procedures.models import ProcedureEvent, ProcedureVersion
from parks.directory.editing import write_park
from parks.directory.models import (
    Developer,
    DeveloperEvent,
    Figure,
    FigureEvent,
    Incentive,
    IncentiveEvent,
    Park,
    ParkEvent,
    Phase,
    PhaseEvent,
    Plot,
    PlotEvent,
)
from portal.accounts.models import Organisation, OrganisationEvent, User
from portal.append_only import triggers_of
from portal.provenance.models import SourceEvent
from portal.provenance.sources import write_source
from portal.workdays.models import CalendarEvent
from tests.flushing import statements

LOCKED: tuple[type[models.Model], ...] = (
    CalendarEvent,
    DeveloperEvent,
    EnquiryEvent,
    Event,
    EventPayload,
    FigureEvent,
    IncentiveEvent,
    NormEvent,
    OrganisationEvent,
    ParkEvent,
    PhaseEvent,
    PlotEvent,
    ProcedureEvent,
    SourceEvent,
)


def test_every_history_is_locked_and_nothing_else() -> None:
    """A table remade by a later migration loses its triggers on SQLite: lay them again."""
    histories = {
        model._meta.db_table for model in apps.get_models() if model.__name__.endswith("Event")
    }
    tables = {model._meta.db_table for model in LOCKED}
    assert histories < tables
    assert tables - histories == {"cases_eventpayload"}


@pytest.fixture
def written(
    enquiry: Enquiry, procedure: ProcedureVersion, hoa: User, park: Park, desk: Organisation
) -> None:
    """A row in every history."""
    open_case(enquiry, procedure, by=hoa)
    EnquiryEvent.objects.create(enquiry=enquiry, move="received", to_status="new")
    NormEvent.objects.create(norm=Norm.objects.get(), by=hoa)
    ProcedureEvent.objects.create(procedure=procedure.procedure, what="drafted")
    OrganisationEvent.objects.create(organisation=desk, by=hoa)
    CalendarEvent.objects.create(what="loaded", year=2026, version=1, date=date(2026, 11, 24))
    write_park(park.slug, {"name_en": "Song Khoai Park"})
    figure = Figure.objects.create(park=park, kind="area")
    FigureEvent.objects.create(figure=figure, verb="recorded")
    incentive = Incentive.objects.create(tax="land_rent", relief="exempt", area="province")
    IncentiveEvent.objects.create(row=incentive)
    PhaseEvent.objects.create(row=Phase.objects.create(park=park, name_vi="giai đoạn 1"))
    DeveloperEvent.objects.create(row=Developer.objects.create(park=park, name="Amata"))
    PlotEvent.objects.create(plot=Plot.objects.create(park=park, code="A1", area_ha=1))
    write_source("plan", {"title": "Plan", "grade": "official"})


ATTEMPTS = {
    "": (
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true"
        " ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}",
    ),
    "sqlite": (
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET id = id",
    ),
    "postgresql": ("TRUNCATE {table} CASCADE",),
}


@pytest.mark.parametrize("model", LOCKED)
def test_a_row_is_added_and_never_changed_deleted_replaced_or_emptied(
    model: type[models.Model], written: None
) -> None:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    kept = list(model._default_manager.order_by("pk").values())
    assert kept
    check_at_once()
    for attempt in (*ATTEMPTS[""], *ATTEMPTS[connection.vendor]):
        with pytest.raises(DatabaseError, match=f"{table} is append-only"):
            run(attempt.format(table=table, column=columns[0]))
    assert list(model._default_manager.order_by("pk").values()) == kept


def check_at_once() -> None:
    """PostgreSQL alters and empties no table whose foreign keys are still to be checked."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_row_with_another_key_takes_no_ones_place(written: None) -> None:
    """SQLite deletes whatever stands in the way of a replacing row, also by a second key."""
    event = Event.objects.get()
    names = ", ".join(str(f.column) for f in Event._meta.concrete_fields if f.column != "id")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    copy = "{verb} INTO cases_event (id, {names}) SELECT id + 1000, {names} FROM cases_event"
    with pytest.raises(DatabaseError):
        run(copy.format(verb=verb, names=names))
    assert Event.objects.get() == event


def test_a_payload_is_erased_once_and_changed_in_no_other_way(written: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EventPayload.objects.update(data={"title": "Another"})
    erased = Case.objects.get().created_at
    assert EventPayload.objects.update(data={}, salt="", erased_at=erased) == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EventPayload.objects.update(erased_at=None, data={"title": "Written back"})


def test_a_park_with_a_history_is_not_deleted_with_it(written: None, park: Park) -> None:
    with pytest.raises(ProtectedError):
        park.delete()
    unknown = Park.objects.create(slug="of-no-history", kind=Park.Kind.PARK)
    unknown.delete()
    assert not Park.objects.filter(slug="of-no-history").exists()


def test_a_test_that_commits_is_cleaned_and_leaves_the_tables_locked(
    transactional_db: None, written: None
) -> None:
    before = triggers_of(connection)
    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]
    assert not Event.objects.exists()
    assert triggers_of(connection) == before
    assert set(before) == {model._meta.db_table for model in LOCKED}


def test_the_lock_is_lifted_and_laid_again_as_it_was(db: None, written: Any) -> None:
    check_at_once()
    before = triggers_of(connection)
    off, on = statements(connection)
    for statement in off:
        run(statement)
    CalendarEvent.objects.update(reason="an intruder who owns the tables")
    for statement in on:
        run(statement)
    assert triggers_of(connection) == before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CalendarEvent.objects.update(reason="again")
