"""The parent of the embedded portal: one web server and one worker, alive or ended together.

`make run` becomes this process (`python -m portal.parent`) once everything is installed. It
prepares the database, starts both children in groups of their own, says where the portal is
when it answers, and stops both when asked to (Ctrl-C, SIGTERM, SIGHUP; exit code 0) or when one
of them ends by itself (exit code 1 and the last lines of its log). The children are told by the
kernel (Linux) when the parent was killed without a word.
"""

import ctypes
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from portal.alone import alone

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PORTAL_VAR") or ROOT / "var")
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE_SECONDS = 90
STOPPING_SECONDS = 10


def web_command(port: int, workers: int = 1) -> list[str]:
    options = f"--port {port} --workers {workers} --blocking-threads 1 --no-ws"
    serve = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    return [*serve, *options.split(), "portal.wsgi:application"]


def worker_command() -> list[str]:
    """Worker and beat in one process: with the file-system broker there is only one of it."""
    options = "-B -P threads -c 2 --without-gossip --without-mingle --loglevel WARNING"
    # Quiet: its last words are then what went wrong, not its banner.
    return [sys.executable, "-m", "celery", "--quiet", "-A", "portal", "worker", *options.split()]


def end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process in a group of its own, writing to `var/log/<name>.log`."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.log = VAR / "log" / f"{name.replace(' ', '-')}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def ended(self) -> bool:
        return self.process.poll() is not None

    def end(self) -> str:
        code = self.process.returncode
        if code < 0:
            return f"was killed ({signal.Signals(-code).name})"
        return f"ended by itself (exit code {code})"

    def last_words(self, lines: int = 15) -> str:
        said = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"   | {line}" for line in said[-lines:] or ["(none)"])

    def stop(self) -> None:
        if not self.ended():
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOPPING_SECONDS)
        # A child that was killed leaves children of its own behind, in its group.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop_when_asked(_signal: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # once is enough; stopping is not interrupted
    raise KeyboardInterrupt


def step(text: str) -> None:
    print(f"-> {text}", flush=True)


def manage(*args: str) -> None:
    code = subprocess.call([sys.executable, "manage.py", *args], cwd=ROOT)
    if code:
        sys.exit(f"`manage.py {args[0]}` failed; its own words are above.")


def write_env_file() -> None:
    file = Path(os.environ.get("PORTAL_ENV_FILE") or ROOT / ".env")
    if not file.exists():
        step(f"Writing {file.name}: the development profile and a secret key of its own")
        file.touch(mode=0o600)
        file.write_text(
            "# Written once by `make run`; yours to change. All names: .env.example\n"
            f"PORTAL_PROFILE=development\nSECRET_KEY={secrets.token_urlsafe(48)}\n"
        )


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watch(children: Sequence[Child]) -> None:
    """Returns only by leaving: with a sentence when a child has ended."""
    for child in children:
        if child.ended():
            raise SystemExit(
                f"The {child.name} {child.end()}, so everything was stopped. "
                f"Its last words, from {child.log}:\n{child.last_words()}"
            )


def serve(port: int) -> None:
    step("Starting the web server and the worker")
    (VAR / "log").mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        children.append(Child("web server", web_command(port)))
        children.append(Child("worker", worker_command()))
        latest = time.monotonic() + PATIENCE_SECONDS
        while not answers(f"http://127.0.0.1:{port}/healthz"):
            watch(children)
            if time.monotonic() > latest:
                raise SystemExit(
                    f"No answer on port {port} within {PATIENCE_SECONDS} seconds. The web "
                    f"server's last words:\n{children[0].last_words()}"
                )
            time.sleep(0.1)
        watch(children)
        print(f"\nThe portal serves at http://localhost:{port}/\n", flush=True)
        manage("welcome")
        print(f"\nLogs are in {VAR / 'log'}. Ctrl-C stops everything.", flush=True)
        while True:
            watch(children)
            time.sleep(0.5)
    finally:
        for child in reversed(children):
            child.stop()


def main() -> int:
    # A shell that starts us in the background leaves SIGINT ignored: always set the handlers.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_when_asked)
    os.umask(0o077)  # enquiries, mails and the broker's folder are nobody else's
    VAR.mkdir(parents=True, exist_ok=True)
    lock = alone(VAR)
    try:
        write_env_file()
        manage("prepare")
        serve(int(os.environ["PORT"]))
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    finally:
        lock.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
