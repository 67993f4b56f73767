"""The commands of the Makefile: set up what is missing, then run, test, check or measure.

Run by path (`python3 portal/dev.py run`) with any Python 3.11 to 3.14 and the standard library
only. What is set up, and where, is in `setting_up.py`, beside this file.

Every refusal is one sentence on standard error and exit code 1. Both files keep to syntax that
Python 3.7 can read, so that an old Python gets its sentence too.
"""

import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal import alone, setting_up
else:
    # From this folder, in which no file may have the name of a module of Python's own: the
    # package `portal` cannot be imported before its packages are installed.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import alone
    import setting_up


def check_python() -> None:
    found = "{}.{}".format(*sys.version_info[:2])
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        sys.exit(
            f"Python 3.11 to 3.14 is needed, and {sys.executable} is Python {found}. "
            "Name another one: make run PYTHON=python3.13"
        )
    try:
        import ensurepip  # noqa: F401 - absent where the system's venv package is missing
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments: its venv module is missing. "
            "On Debian and Ubuntu: apt install python3-venv"
        )


def open_port() -> int:
    """The port to serve on, refused early: a server would find out only after all the set-up."""
    told = os.environ.get("PORT") or "8000"
    if not told.isdigit() or not 0 < int(told) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, and it is {told!r}.")
    number = int(told)
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, number))
        except OSError as error:  # others mean a machine without IPv6, which is fine
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                why = "in use by another program" if error.errno != errno.EACCES else "not allowed"
                sys.exit(f"Port {number} is {why}; choose another one: make run PORT=8001")
    return number


def run(_args: "list[str]") -> int:
    var = Path(os.environ.get("PORTAL_VAR") or setting_up.ROOT / "var")
    if var.is_dir():
        # Before the port: another one would not help a second portal over the same data.
        alone.alone(var).close()
    port = open_port()
    setting_up.install_packages(".venv", "base.txt")
    setting_up.install_front_end(everything=False)
    setting_up.compile_messages(".venv")
    env = setting_up.environment(PORT=str(port))
    env.setdefault("SITE_URL", f"http://localhost:{port}")
    os.chdir(str(setting_up.ROOT))
    # The parent of the web server and the worker takes over this process and its signals.
    program = setting_up.python(".venv")
    os.execve(program, [program, "-m", "portal.parent"], env)  # noqa: S606


def fonts(_args: "list[str]") -> int:
    """The optional group: typefaces for brochures in Chinese, Korean and Japanese (200 MB)."""
    setting_up.install_front_end(everything=False, typefaces=True)
    return 0


def in_tests(*module: str, **more: str) -> int:
    """Run a module with the test packages, the spare browser and compiled messages at hand."""
    setting_up.install_packages(".venv-test", "test.txt")
    setting_up.install_front_end(everything=True)
    setting_up.compile_messages(".venv-test")
    node = shutil.which("node", path=setting_up.environment()["PATH"])
    if node:  # Playwright's own node needs libatomic1, which a small Debian lacks
        more.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    command = (setting_up.python(".venv-test"), "-m", *module)
    return subprocess.call(command, cwd=str(setting_up.ROOT), env=setting_up.environment(**more))


def test(args: "list[str]", **more: str) -> int:
    """The suite on PostgreSQL, then the rooms' tests on SQLite; TEST_DB chooses one of them."""
    side_by_side = str(max(2, min(4, os.cpu_count() or 2)))
    codes = []
    for database in (os.environ.get("TEST_DB") or "postgresql sqlite").split():
        setting_up.step(f"Testing on {database}")
        pytest = ("pytest", "-n", side_by_side, "--dist", "loadgroup", *args)
        codes.append(in_tests(*pytest, TEST_DB=database, **more))
    # 5: this choice of tests has none for that database; a mistake only if there is none at all.
    failed = [code for code in codes if code not in (0, 5)]
    return failed[0] if failed else min(codes)


def lint(args: "list[str]") -> int:
    setting_up.install_packages(".venv-lint", "lint.txt")
    command = (setting_up.python(".venv-lint"), "-m", "tests.lint.run", *args)
    return subprocess.call(command, cwd=str(setting_up.ROOT), env=setting_up.environment())


def test_all(args: "list[str]") -> int:
    return test(args, TEST_ALL="1")


def bench(args: "list[str]") -> int:
    return in_tests("tests.benchmarks.run", *args)


def shots(args: "list[str]") -> int:
    return in_tests("tests.shots", *args)


COMMANDS = (run, fonts, test, test_all, lint, bench, shots)


def main() -> int:
    check_python()
    commands = {command.__name__.replace("_", "-"): command for command in COMMANDS}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit("Usage: python3 portal/dev.py " + "|".join(commands))
    try:
        return commands[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
