"""Every part of the house has its place in the contracts that `make lint` checks."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.toolchain
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
# In folders that hold rooms, each room and each file beside them; elsewhere the folder itself.
HOLD_ROOMS = ("portal", "parks", "investors", "tests")
BEFORE_PACKAGES = ("alone", "dev", "parent", "setting_up")


def parts() -> set[str]:
    found = set()
    for folder in HOLD_ROOMS:
        for path in (ROOT / folder).iterdir():
            if (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem[0] != "_"):
                found.add(f"{folder}.{path.stem}")
    return found


def test_every_room_and_every_file_beside_one_stands_in_the_layers_once() -> None:
    layers = [
        name.strip()
        for contract in CONTRACTS["contracts"]
        if contract["type"] == "layers"
        for layer in contract["layers"]
        for name in layer.split("|")
    ]
    assert set(layers) == parts()
    assert len(layers) == len(set(layers))


def test_every_package_at_the_root_is_looked_at() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(CONTRACTS["root_packages"]) == packages == set(HOLD_ROOMS)


@pytest.mark.parametrize("name", BEFORE_PACKAGES)
def test_what_runs_first_needs_nothing_but_python(name: str) -> None:
    tree = ast.parse((ROOT / "portal" / f"{name}.py").read_text())
    wanted = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    wanted |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {"portal", "alone", "setting_up"}  # the contracts say which of ours
    assert {one.split(".")[0] for one in wanted} - ours <= sys.stdlib_module_names


def test_no_file_of_the_portal_hides_a_module_of_python() -> None:
    """`python3 portal/dev.py` looks for modules in that folder first."""
    names = {name.removeprefix("portal.") for name in parts() if name.startswith("portal.")}
    assert not names & sys.stdlib_module_names
