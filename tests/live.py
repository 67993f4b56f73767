"""Whole portals as real processes: granian, a Celery worker, a database and a broker of their own.

A test opens one (`open_portal("sqlite")` or `open_portal("postgresql")`), uses it through its
doors, may kill a part of it, and finds its mails as files. The database is made once a session
(migrated, real data loaded) and copied for each portal.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import redis

from portal.parent import answers, end_with_parent, web_command, worker_command
from tests.servers import free_port

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60
Seen = TypeVar("Seen")


def wait_for(what: str, look: Callable[[], Seen | None], seconds: float = PATIENCE_SECONDS) -> Seen:
    """What `look` sees, as soon as it is something; fails after `seconds`, saying `what`."""
    latest = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < latest, f"Waited {seconds} seconds for {what}."
        time.sleep(0.1)
    return seen


class Portal:
    """One portal: `url`, `var`, `mails()`, `manage()`; parts are started and killed by name."""

    def __init__(self, folder: Path, env: dict[str, str], port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.var = folder
        self.env = {**os.environ, "SITE_URL": self.url, "PORTAL_VAR": str(folder), **env}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def manage(self, *args: str) -> str:
        """The output of a management command; a failing one fails the test with its words."""
        done = subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"manage.py {' '.join(args)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def start(self, name: str, command: list[str]) -> None:
        with self.log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def log(self, name: str) -> Path:
        return self.var / f"{name}.log"

    def start_web(self) -> None:
        self.start("web", web_command(self.port))
        wait_for("the web server", self.is_up)

    def is_up(self) -> bool:
        assert self.processes["web"].poll() is None, self.log("web").read_text()
        return answers(f"http://127.0.0.1:{self.port}/healthz")

    def start_worker(self) -> None:
        self.start("worker", worker_command())

    def kill(self, name: str, with_signal: int = signal.SIGKILL) -> None:
        """End a part as a crash would: its whole process group, without a word."""
        process = self.processes.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, with_signal)
        process.wait()

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)

    def mails(self, to: str | None = None) -> list[EmailMessage]:
        """Every mail sent so far, oldest first; with `to` only those to that address."""
        files = sorted(
            (self.var / "outbox").glob("**/*.eml"), key=lambda file: file.stat().st_mtime_ns
        )
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in found if to is None or to in (mail["To"] or "")]


class Databases:
    """Copies of one prepared database per kind; dropped with the session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared: dict[str, str] = {}
        self.made: list[str] = []
        self.server = os.environ["DATABASE_URL"]

    def copy(self, kind: str) -> str:
        """The address (DATABASE_URL) of a fresh database with the real data in it."""
        if kind not in self.prepared:
            self.prepared[kind] = self.prepare(kind)
        if kind == "sqlite":
            copy = self.folder / f"{uuid4().hex}.sqlite3"
            shutil.copy(self.folder / "prepared.sqlite3", copy)
            return f"sqlite:///{copy}"
        return self.create(f"TEMPLATE {self.prepared[kind]}")

    def prepare(self, kind: str) -> str:
        url = f"sqlite:///{self.folder}/prepared.sqlite3" if kind == "sqlite" else self.create()
        portal = Portal(self.folder, {"DATABASE_URL": url, "REDIS_URL": ""})
        portal.manage("prepare")
        if kind == "sqlite":
            return url
        return urlsplit(url).path.strip("/")

    def create(self, options: str = "") -> str:
        name = f"live_{uuid4().hex}"
        self.made.append(name)
        self.execute(f"CREATE DATABASE {name} {options}")
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def drop_all(self) -> None:
        for name in self.made:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        address = urlsplit(self.server)._replace(path="/postgres").geturl()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())


def live_environment(kind: str, databases: Databases) -> dict[str, str]:
    """What makes a portal the embedded default (sqlite) or the big one (postgresql)."""
    env = {"PORTAL_PROFILE": "development", "DATABASE_URL": databases.copy(kind)}
    if kind == "sqlite":
        return {**env, "REDIS_URL": ""}
    broker = os.environ["LIVE_REDIS_URL"]
    redis.Redis.from_url(broker).flushdb()
    return {**env, "REDIS_URL": broker}
