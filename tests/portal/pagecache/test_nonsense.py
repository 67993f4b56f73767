"""There is no end of addresses that ask for nothing real: they are answered, and not kept."""

import pytest

from parks.directory.loading import load
from tests.portal.pagecache.door import Door, door

__all__ = ["door"]


@pytest.fixture(autouse=True)
def parks(db: None) -> None:
    load()


@pytest.mark.parametrize(
    ("real", "nonsense"),
    [
        ("/en/parks/?kind=industrial_park", "/en/parks/?kind=castle"),
        ("/en/parks/?sector=logistics", "/en/parks/?sector=castles"),
        ("/en/parks/", "/en/parks/?after=x~1"),
        ("/en/parks/map.json?status=planned", "/en/parks/map.json?sector=castles"),
        ("/en/parks/compare/?park=hai-ha", "/en/parks/compare/?park=hai-ha&park=castle"),
        ("/en/parks/hai-ha/plots/?status=ready", "/en/parks/hai-ha/plots/?status=sold"),
        ("/en/parks/hai-ha/plots.json?status=ready", "/en/parks/hai-ha/plots.json?status=sold"),
        ("/api/v1/figures/?park=hai-ha", "/api/v1/figures/?park=castle"),
        ("/api/v1/figures/?park=hai-ha", "/api/v1/figures/?park=hai-ha&after=7"),
    ],
)
def test_what_exists_is_kept_and_what_does_not_is_not(door: Door, real: str, nonsense: str) -> None:
    assert [door.ask(real).status, door.ask(real).status] == [200, 200]
    assert door.rendered == 1
    assert [door.ask(nonsense).status, door.ask(nonsense).status] == [200, 200]
    assert door.rendered == 3
