"""A real Celery worker process on the database and the broker of the running test."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection

from portal.celery import app
from portal.parent import end_with_parent
from tests.live import ROOT, wait_for


def start_worker(**env: str) -> "subprocess.Popen[bytes]":
    """Start, and return when it answers; what earlier tests left in the queue is dropped."""
    app.control.purge()
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "-P", "threads"]
    command += ["-c", "2", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    log = Path(os.environ["PORTAL_VAR"]) / "worker.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url(), **env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        return bool(app.control.ping(timeout=0.3))

    wait_for("the worker", answers)
    return process


def stop_worker(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
