"""The files that say what is installed and configured agree with the code, and with each other."""

import json
import re
from pathlib import Path

import pytest

from parks.directory.brochure.fonts import FAMILIES

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.toolchain
ROOMS = ("portal", "parks", "investors")


def variables_read() -> set[str]:
    sources = [file.read_text() for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    asks = re.compile(r"\benv\.(?!get|pop|setdefault)\w+\(\s*\"([A-Z_]+)\"")  # of django-environ
    return {name for text in sources for name in asks.findall(text)}


def test_every_variable_that_is_read_stands_in_the_example_and_no_other() -> None:
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert example == variables_read()


@pytest.mark.parametrize("name", ["base", "test", "lint", "uv", "node"])
def test_every_package_is_pinned_with_hashes_and_without_an_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    packages = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_the_lock_of_the_front_end_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "://" not in lock, "take out what npm wrote of funding: a lock holds versions and hashes"
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_the_optional_group_has_a_typeface_for_each_language_that_needs_one() -> None:
    packages = json.loads((ROOT / "package.json").read_text())["optionalDependencies"]
    names = {package.rsplit("/", 1)[1].replace("-", " ") for package in packages}
    for families in FAMILIES.values():
        assert names & {family.lower() for family in families}
    assert len(names) == len(FAMILIES)
    image = (ROOT / "Dockerfile").read_text()
    assert "--omit=optional" in image, "the image has Debian's typefaces"


def test_each_list_of_packages_extends_the_one_before() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return dict(re.findall(r"^([\w.\[\]-]+)==(\S+)", text, re.MULTILINE))

    base, test, lint = pins("base"), pins("test"), pins("lint")
    assert base.items() <= test.items() <= lint.items()
