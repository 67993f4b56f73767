"""`make run`'s parent and its two children: together they live, together they end."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.live import ROOT, wait_for
from tests.servers import free_port

pytestmark = [pytest.mark.toolchain, pytest.mark.services, pytest.mark.xdist_group("parent")]


class Running:
    """A parent started as `make run` starts it, with a `var` of the test's own."""

    def __init__(self, var: Path) -> None:
        self.port = free_port()
        self.told = var / f"told-{self.port}.txt"
        self.env = env = {
            **os.environ,
            "PORT": str(self.port),
            "PORTAL_ENV_FILE": str(var / "env"),
            "PORTAL_VAR": str(var),
            "REDIS_URL": "",
            "SITE_URL": f"http://localhost:{self.port}",
        }
        del env["DATABASE_URL"]  # the embedded default: SQLite in var
        del env["PORTAL_PROFILE"]  # the parent writes a file that says development
        with self.told.open("wb") as output:
            self.process = psutil.Popen(
                [sys.executable, "-m", "portal.parent"],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        wait_for("the portal to serve", self.is_complete, seconds=120)
        self.family = self.process.children(recursive=True)

    def said(self) -> str:
        return self.told.read_text()

    def is_complete(self) -> bool:
        assert self.process.poll() is None, self.said()
        return "Ctrl-C stops everything" in self.said()

    def shell(self, code: str) -> str:
        """What a piece of code says beside the running portal, on the same data."""
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def child(self, program: str) -> psutil.Process:
        return next(one for one in self.process.children() if program in one.cmdline())

    def family_is_gone(self) -> bool:
        _, alive = psutil.wait_procs(self.family, timeout=20)
        return not alive


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared by the tests of this file: each start after the first is a second `make run`."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def run(var: Path) -> Iterator[Callable[[], Running]]:
    started: list[Running] = []

    def start() -> Running:
        started.append(Running(var))
        return started[-1]

    yield start
    for running in started:
        for process in (running.process, *running.family):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        running.process.wait()


def test_it_serves_at_both_names_and_says_where_to_begin(
    run: Callable[[], Running], var: Path
) -> None:
    running = run()
    for host in ("localhost", "127.0.0.1"):
        with urllib.request.urlopen(f"http://{host}:{running.port}/vi/") as page:
            assert page.status == 200
    said = running.said()
    assert "PORTAL_PROFILE=development" in (var / "env").read_text()
    assert (var / "env").stat().st_mode & 0o777 == 0o600
    assert f"The portal serves at http://localhost:{running.port}/\n" in said
    assert f"http://localhost:{running.port}/dev/mail/" in said
    assert "Traceback" not in said


def test_a_second_one_over_the_same_data_is_refused(run: Callable[[], Running], var: Path) -> None:
    run()
    env = {**os.environ, "PORT": str(free_port()), "PORTAL_VAR": str(var)}
    second = [sys.executable, "-m", "portal.parent"]
    done = subprocess.run(second, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert (
        done.stderr == f"A portal with the data in {var} is running already; stop that one first.\n"
    )


CHANGE = """
from parks.directory.editing import write_park
from portal.accounts.models import User
by = User.objects.get(email="editor@official.example")
write_park("hai-ha", {"summary_en": "Changed by hand."}, by=by, reason="a test")
"""
COUNT = """
from investors.cases.models import Case, Event
from investors.enquiries.models import Enquiry, Message
from parks.directory.models import Figure, Park
print(Park.objects.get(slug="hai-ha").summary_en,
      *(one.objects.count() for one in (Park, Figure, Enquiry, Message, Case, Event)))
"""


def test_a_second_start_loses_nothing(run: Callable[[], Running], var: Path) -> None:
    first = run()
    first.shell(CHANGE)
    before = first.shell(COUNT)
    assert before.startswith("Changed by hand. ")
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(30) == 0
    assert run().shell(COUNT) == before


@pytest.mark.parametrize(
    "asked",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.full),
        pytest.param(signal.SIGHUP, marks=pytest.mark.full),
    ],
)
def test_asked_to_stop_it_stops_both_children(run: Callable[[], Running], asked: int) -> None:
    running = run()
    assert len(running.process.children()) == 2
    running.process.send_signal(asked)
    assert running.process.wait(30) == 0
    assert running.family_is_gone()
    assert running.said().endswith("\nStopped.\n")


@pytest.mark.parametrize(
    ("program", "name"), [("granian", "web server"), ("celery", "worker")], ids=["web", "worker"]
)
def test_when_a_child_dies_it_stops_the_other_and_says_which(
    run: Callable[[], Running], program: str, name: str
) -> None:
    running = run()
    running.child(program).kill()
    assert running.process.wait(30) == 1
    assert running.family_is_gone()
    assert f"The {name} was killed (SIGKILL), so everything was stopped." in running.said()


@pytest.mark.linux  # only there the kernel tells children of such an end
def test_killed_without_a_word_it_leaves_no_orphans(run: Callable[[], Running]) -> None:
    running = run()
    running.process.kill()
    assert running.family_is_gone()
