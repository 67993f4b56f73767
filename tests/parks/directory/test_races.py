"""Two editors at once: both changes stand, and the kept counts are those of the directory."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from parks.directory.editing import write_park
from parks.directory.facets import kept
from parks.directory.models import Park
from portal.accounts.models import User

NEW = {
    "published": True,
    "kind": Park.Kind.PARK,
    "status": Park.Status.PLANNED,
    "status_confidence": "medium",
    "confidence": "medium",
}


@pytest.mark.django_db(transaction=True)
def test_parks_written_at_the_same_moment_are_all_counted(editor: User) -> None:
    at_once = 4
    ready = Barrier(at_once)

    def write(number: int) -> None:
        ready.wait()
        try:
            for park in range(3):
                write_park(f"park-{number}-{park}", {**NEW, "name_vi": "Khu"}, by=editor)
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(write, range(at_once)))
    assert kept().crossed == {(Park.Kind.PARK, Park.Status.PLANNED): at_once * 3}
