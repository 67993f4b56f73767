"""The real file, loaded."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from investors.procedures.loading import DATA, load
from parks.directory.wording import DATA as PARKS
from portal.accounts.loading import load_authorities
from portal.provenance.loading import Report, load_sources


@pytest.fixture
def file() -> dict[str, Any]:
    text: dict[str, Any] = json.loads((DATA / "procedures.json").read_text(encoding="utf-8"))
    return text


def load_all() -> None:
    """Authorities first, as `load_data` does it with the parks."""
    parks = json.loads((PARKS / "parks.json").read_text(encoding="utf-8"))
    report = Report()
    sources = load_sources(parks["source_index"], report)
    load_authorities(parks["authorities"], sources, report)
    load()


@pytest.fixture
def loaded(db: None) -> None:
    load_all()


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For modules that only read: loaded once, undone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        yield
        transaction.set_rollback(True)
