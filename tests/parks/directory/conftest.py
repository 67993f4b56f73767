"""The real file, loaded through the real loader, once for each file of tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from parks.directory.loading import load
from portal.provenance.loading import Report


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Report]:
    """A transaction around all tests of the file that ask for it; each has its own inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once: Report, db: None) -> Report:
    """All parks, zones and clusters of the data file. Tests that need an empty directory stand
    in files of their own."""
    return loaded_once
