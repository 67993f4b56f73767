"""The commands of the Makefile: set up what is missing, then run, test, check or measure.

Run by path (`python3 portal/dev.py run`) with any Python 3.11 to 3.14 and the standard library
only. Everything it makes is inside the project and ignored by git: `.tools` (uv), `.venv*`
(packages pinned by hash in `requirements/`), `.node` (only where the machine has no npm),
`node_modules`, `.env` and `var/`. A step is repeated only when what it depends on changed.

Every refusal is one sentence on standard error and exit code 1. The file keeps to syntax that
Python 3.7 can read, so that an old Python gets its sentence too.
"""

import errno
import hashlib
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NO_NETWORK = re.compile(
    "connection refused|dns error|eai_again|econnrefused|enetunreach|enotfound|etimedout|timed out|"
    "name resolution|network is unreachable|newconnectionerror|tcp connect error"
)


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


def step(text: str) -> None:
    print(f"-> {text}", flush=True)


def environment(**more: str) -> "dict[str, str]":
    env = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1")
    # Foreign environments must not leak in; without byte code every start takes thrice as long.
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"):
        env.pop(name, None)
    trusted = ssl.get_default_verify_paths()
    if trusted.cafile or (trusted.capath and os.listdir(trusted.capath)):
        # A company's own certificates are in there, if it has any.
        env.setdefault("UV_SYSTEM_CERTS", "1")
        env.setdefault("NODE_USE_SYSTEM_CA", "1")
    node = ROOT / ".node" / "bin"
    if node.is_dir():
        env["PATH"] = str(node) + os.pathsep + env.get("PATH", os.defpath)
    env.update(more)
    return env


def quietly(what: str, *command: str) -> None:
    """Run a step whose output nobody wants to see unless it fails."""
    log = ROOT / ".tools" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w+", encoding="utf-8", errors="replace") as told:
        code = subprocess.call(
            command,
            cwd=str(ROOT),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
        )
        told.seek(0)
        story = told.read()
    if code and NO_NETWORK.search(story.lower()):
        sys.exit(
            f"{what} needs the network, and the package index did not answer: try again with a "
            f"connection (the whole story is in {log})."
        )
    if code:
        lines = story.strip().splitlines() or ["no output"]
        why = next((line for line in lines if "error" in line.lower()), lines[-1])
        sys.exit(f"{what} failed: {why.strip()} (the whole story is in {log}).")


def fingerprint(file: Path) -> str:
    python_too = (sys.version + sys.executable).encode()
    return hashlib.sha256(python_too + file.read_bytes()).hexdigest()


def is_fresh(stamp: Path, *wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() in wanted


def python(folder: str) -> str:
    return str(ROOT / folder / "bin" / "python")


def install_uv() -> str:
    wanted, stamp = ROOT / "requirements/uv.txt", ROOT / ".tools" / "uv" / ".stamp"
    if not is_fresh(stamp, fingerprint(wanted)):
        step("Getting the installer (uv) into .tools")
        quietly("Making .tools", sys.executable, "-m", "venv", "--clear", ".tools/uv")
        pip = (python(".tools/uv"), "-m", "pip", "install", "--require-hashes", "-r", str(wanted))
        quietly("Getting the installer", *pip)
        stamp.write_text(fingerprint(wanted))
    return str(ROOT / ".tools" / "uv" / "bin" / "uv")


def install_packages(folder: str, requirements: str) -> None:
    """A virtual environment that holds exactly the packages of one requirements file."""
    wanted, stamp = ROOT / "requirements" / requirements, ROOT / folder / ".stamp"
    if is_fresh(stamp, fingerprint(wanted)):
        return
    uv = install_uv()
    step(f"Installing the packages of requirements/{requirements} into {folder}")
    here = ("--no-project", "--python", sys.executable)
    quietly(f"Making {folder}", uv, "venv", "-q", "--clear", *here, folder)
    sync = (uv, "pip", "sync", "-q", "--require-hashes", "--python", python(folder), str(wanted))
    quietly("Installing packages", *sync)
    stamp.write_text(fingerprint(wanted))


def npm() -> str:
    """The machine's npm when its node is new enough, else the one from a Python package."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found and node:
        asked = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True)
        if asked.stdout.startswith("v") and int(asked.stdout[1:].split(".")[0]) >= 18:
            return found
    install_packages(".node", "node.txt")
    return str(ROOT / ".node" / "bin" / "npm")


def install_front_end(everything: bool) -> None:
    """Fonts and the like from npm; with `everything` also the tests' spare browser."""
    wanted, stamp = fingerprint(ROOT / "package-lock.json"), ROOT / "node_modules" / ".stamp"
    if is_fresh(stamp, f"{wanted} all", f"{wanted} {'all' if everything else 'run'}"):
        return
    clean_install = (npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    step("Installing the front-end packages of package-lock.json into node_modules")
    quietly("npm ci", *clean_install, *([] if everything else ["--omit=dev"]))
    stamp.write_text(f"{wanted} {'all' if everything else 'run'}")


def compile_messages(folder: str) -> None:
    """Message catalogues by Babel, so that nobody needs gettext to run the portal."""
    for place in ("portal/locale", "portal/locale_of_libraries"):
        made = [
            (source, source.with_suffix(".mo"))
            for source in (ROOT / place).glob("*/LC_MESSAGES/*.po")
        ]
        if any(not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime for po, mo in made):
            step(f"Compiling the message catalogues of {place}")
            babel = (python(folder), "-m", "babel.messages.frontend", "compile")
            domains = " ".join(sorted({po.stem for po, _ in made}))  # djangojs: the admin's scripts
            quietly("Compiling messages", *babel, "-D", domains, "-d", place)


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
    port = open_port()
    install_packages(".venv", "base.txt")
    install_front_end(everything=False)
    compile_messages(".venv")
    env = environment(PORT=str(port))
    env.setdefault("SITE_URL", f"http://localhost:{port}")
    os.chdir(str(ROOT))
    # The parent of the web server and the worker takes over this process and its signals.
    os.execve(python(".venv"), [python(".venv"), "-m", "portal.parent"], env)  # noqa: S606


def in_tests(*module: str, **more: str) -> int:
    """Run a module with the test packages, the spare browser and compiled messages at hand."""
    install_packages(".venv-test", "test.txt")
    install_front_end(everything=True)
    compile_messages(".venv-test")
    node = shutil.which("node", path=environment()["PATH"])
    if node:  # Playwright's own node needs libatomic1, which a small Debian lacks
        more.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    command = (python(".venv-test"), "-m", *module)
    return subprocess.call(command, cwd=str(ROOT), env=environment(**more))


def test(args: "list[str]", **more: str) -> int:
    """The suite on PostgreSQL, then the rooms' tests on SQLite; TEST_DB chooses one of them."""
    side_by_side = str(max(2, min(4, os.cpu_count() or 2)))
    codes = []
    for database in (os.environ.get("TEST_DB") or "postgresql sqlite").split():
        step(f"Testing on {database}")
        pytest = ("pytest", "-n", side_by_side, "--dist", "loadgroup", *args)
        codes.append(in_tests(*pytest, TEST_DB=database, **more))
    # 5: this choice of tests has none for that database; a mistake only if there is none at all.
    failed = [code for code in codes if code not in (0, 5)]
    return failed[0] if failed else min(codes)


def lint(args: "list[str]") -> int:
    install_packages(".venv-lint", "lint.txt")
    command = (python(".venv-lint"), "-m", "tests.lint.run", *args)
    return subprocess.call(command, cwd=str(ROOT), env=environment())


def test_all(args: "list[str]") -> int:
    return test(args, TEST_ALL="1")


def bench(args: "list[str]") -> int:
    return in_tests("tests.benchmarks.run", *args)


def shots(args: "list[str]") -> int:
    return in_tests("tests.shots", *args)


COMMANDS = (run, test, test_all, lint, bench, shots)


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
