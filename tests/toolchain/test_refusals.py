"""What the commands say on a machine that lacks something: one sentence, no traceback."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.alone import alone

ROOT = Path(__file__).parent.parent.parent
DEV = ROOT / "portal" / "dev.py"
pytestmark = pytest.mark.toolchain


def said(command: list[str], cwd: Path = ROOT, **env: str) -> str:
    """The one sentence on standard error of a command that refuses."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr.strip()


def in_another_python(change: str) -> list[str]:
    """`make run` in a Python that differs from this one by the given statement."""
    start = f"runpy.run_path({str(DEV)!r}, None, '__main__')"
    change = f"import runpy; sys.argv = ['dev.py', 'run']; {change}"
    return [sys.executable, "-c", f"import sys; {change}; {start}"]


def test_a_port_in_use_is_said_before_anything_is_set_up(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "portal", tmp_path / "portal", ignore=lambda *_: ["__pycache__"])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        sentence = said([sys.executable, "portal/dev.py", "run"], tmp_path, PORT=port)
    assert (
        sentence
        == f"Port {port} is in use by another program; choose another one: make run PORT=8001"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]


def test_a_second_one_over_the_same_data_is_said_before_its_port(tmp_path: Path) -> None:
    with alone(tmp_path), socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        sentence = said([sys.executable, str(DEV), "run"], PORT=port, PORTAL_VAR=str(tmp_path))
    assert sentence == (
        f"A portal with the data in {tmp_path} is running already; stop that one first."
    )


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    sentence = said([sys.executable, str(DEV), "run"], PORT=port)
    assert sentence == f"PORT must be a number from 1 to 65535, and it is {port!r}."


@pytest.mark.parametrize("version", [(3, 7, 2), (3, 10, 13), (3, 15, 0)])
def test_a_python_too_old_or_too_new_is_refused(version: tuple[int, int, int]) -> None:
    sentence = said(in_another_python(f"sys.version_info = {(*version, 'final', 0)}"))
    assert sentence.startswith("Python 3.11 to 3.14 is needed, and ")
    assert f"is Python {version[0]}.{version[1]}. Name another one: make run PYTHON=" in sentence


@pytest.mark.parametrize("file", [DEV, DEV.with_name("setting_up.py"), DEV.with_name("alone.py")])
def test_an_old_python_can_read_the_files_that_refuse_it(file: Path) -> None:
    ast.parse(file.read_text(), feature_version=(3, 7))


def test_a_python_without_its_venv_module_is_refused() -> None:
    sentence = said(in_another_python("sys.modules['ensurepip'] = None"))
    assert sentence.endswith(
        "its venv module is missing. On Debian and Ubuntu: apt install python3-venv"
    )


def test_no_network_is_one_sentence(tmp_path: Path) -> None:
    for part in ("portal", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=lambda *_: ["__pycache__"])
    nowhere = "http://127.0.0.1:9/simple"  # the discard port, where nobody listens
    sentence = said(
        [sys.executable, "portal/dev.py", "run"],
        tmp_path,
        HOME=str(tmp_path),
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        PIP_INDEX_URL=nowhere,
        PIP_NO_CACHE_DIR="1",
        PIP_RETRIES="1",
        PORT="8999",
        UV_DEFAULT_INDEX=nowhere,
        UV_FIND_LINKS="",
    )
    assert sentence.startswith("Getting the installer needs the network, and the package index did")


def test_a_command_that_does_not_exist_names_those_that_do() -> None:
    assert said([sys.executable, str(DEV), "fly"]).startswith(
        "Usage: python3 portal/dev.py run|fonts|test|"
    )
