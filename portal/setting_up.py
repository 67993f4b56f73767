"""What `dev.py` installs, inside the project and ignored by git: `.tools` (uv), `.venv*` (packages
pinned by hash in `requirements/`), `.node` (only where the machine has no npm), `node_modules`.

A step is repeated only when what it depends on changed. The standard library only, in syntax that
Python 3.7 can read.
"""

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NO_NETWORK = re.compile(
    "connection refused|dns error|eai_again|econnrefused|enetunreach|enotfound|etimedout|timed out|"
    "name resolution|network is unreachable|newconnectionerror|tcp connect error"
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


def install_front_end(everything: bool, typefaces: bool = False) -> None:
    """Fonts and the like from npm; with `everything` also the tests' spare browser, with
    `typefaces` also those for Chinese, Korean and Japanese, which stay once they were asked for."""
    wanted, stamp = fingerprint(ROOT / "package-lock.json"), ROOT / "node_modules" / ".stamp"
    before = stamp.read_text().split() if stamp.exists() else []
    everything = everything or before[:2] == [wanted, "all"]
    typefaces = typefaces or before[2:] == ["typefaces"]
    now = [wanted, "all" if everything else "run", *(["typefaces"] if typefaces else [])]
    if before == now:
        return
    left_out = ([] if everything else ["--omit=dev"]) + ([] if typefaces else ["--omit=optional"])
    clean_install = (npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    step("Installing the front-end packages of package-lock.json into node_modules")
    quietly("npm ci", *clean_install, *left_out)
    stamp.write_text(" ".join(now))


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
