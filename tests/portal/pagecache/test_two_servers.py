"""Two web servers over one database and one Redis, as in production."""

import http.client
from collections.abc import Callable

import pytest

from portal.parent import answers, web_command
from tests.conftest import OpenPortal
from tests.live import Portal, wait_for
from tests.servers import Server, free_port

pytestmark = pytest.mark.services
RENAME = (
    "from parks.directory.models import Park; "
    "Park.objects.filter(slug='song-khoai').update(name_en={name!r})"
)
BUMP = "from portal.pagecache.version import bump_public_version; bump_public_version()"


def read(port: int) -> str:
    """The park's page as the proxy asks either server for it: under one name."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    server.request("GET", "/en/parks/song-khoai/", headers={"Host": "localhost"})
    page = server.getresponse().read().decode()
    server.close()
    return page


def rename(portal: Portal, name: str, *more: str) -> None:
    portal.manage("shell", "-v", "0", "-c", "; ".join([RENAME.format(name=name), *more]))


def test_one_renders_the_other_finds_it_and_both_see_a_change(
    open_portal: OpenPortal, start_own_redis: Callable[..., Server]
) -> None:
    portal = open_portal("postgresql", worker=False, REDIS_URL=f"{start_own_redis().url}/0")
    second = free_port()
    portal.start("second", web_command(second))
    wait_for("the second server", lambda: answers(f"http://127.0.0.1:{second}/healthz"))
    before = read(portal.port)
    rename(portal, "Renamed without telling")
    assert read(second) == before
    rename(portal, "Renamed for everyone", BUMP)
    for port in (portal.port, second):
        wait_for("the change", lambda: "Renamed for everyone" in read(port), 5)  # noqa: B023
