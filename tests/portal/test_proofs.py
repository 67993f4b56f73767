"""Every value of a park or an indicator has its proof beside it: its source to open, or a mark
that says that none was read or that the value is invented.

A procedure is one text: where it was read stands once on its page, not beside each of its numbers.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from parks.directory.models import Park

EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "path"}
# What holds a value together with its proof, the smallest first.
HOLDERS = {"dd", "tr", "li", "article"}
HOLDING = {"figure", "compare-cell"}
# Counted by the portal itself or asked by the reader; places, which are approximate and say so.
NO_VALUES = {"count", "term-number", "map-text", "position"}
COUNTED = {"data-count", "data-article"}
PARKS = "park=song-khoai&park=hai-ha&park=dong-mai&park=van-don"
NEEDS = "area=20&power=10&water=500&discharge=300&column=A&port=60&border=200&must=area"


class Node:
    def __init__(self, tag: str, attrs: dict[str, str | None], above: "Node | None") -> None:
        self.tag, self.attrs, self.above = tag, attrs, above
        self.below: list[Node] = []
        self.text = ""

    @property
    def classes(self) -> set[str]:
        return set((self.attrs.get("class") or "").split())

    def inside(self) -> "Iterator[Node]":
        yield self
        for one in self.below:
            yield from one.inside()

    def around(self) -> "Iterator[Node]":
        """The element itself and those around it, up to `main`."""
        node: Node | None = self
        while node is not None and node.tag != "main":
            yield node
            node = node.above

    def holds(self) -> bool:
        return self.tag in HOLDERS or bool(self.classes & HOLDING)

    def proves(self) -> bool:
        return (
            "proof" in self.classes
            or "data-source" in self.attrs
            or any(name == "mark" or name.startswith("mark-") for name in self.classes)
        )


class Tree(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.now = Node("", {}, None)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.now)
        self.now.below.append(node)
        if tag not in EMPTY:
            self.now = node

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.now
        while node is not None and node.tag != tag:
            node = node.above
        if node is not None and node.above is not None:
            self.now = node.above

    def handle_data(self, text: str) -> None:
        self.now.text += text


def unproven(html: str) -> list[str]:
    """The values inside `main` that have no proof beside them."""
    found = []
    for node in Tree(html).root.inside():
        near = list(node.around())
        in_main = bool(near) and near[-1].above is not None
        if node.tag != "data" or not in_main:
            continue
        if any(one.classes & NO_VALUES or COUNTED & one.attrs.keys() for one in near):
            continue
        if not any(one.holds() and any(map(Node.proves, one.inside())) for one in near):
            found.append(f"{node.attrs.get('value')}: {node.text.strip()}")
    return found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<data value=1>1</data>", ["1: 1"]),
        ("<dd><data value=1>1</data></dd>", ["1: 1"]),
        ("<dd><data value=1>1</data><details class=proof></details></dd>", []),
        ("<li><dd><data value=1>1</data></dd><details class=proof></details></li>", []),
        ("<dd><data value=1>1</data></dd><details class=proof></details>", ["1: 1"]),
        ("<dd><data value=1>1</data><span class='mark mark-demonstration'></span></dd>", []),
        ("<p data-count><data value=1>1</data></p>", []),
    ],
)
def test_a_value_without_a_proof_is_found(html: str, found: list[str]) -> None:
    assert unproven(f"<main>{html}</main>") == found


def addresses() -> Iterator[str]:
    for slug in Park.objects.public().values_list("slug", flat=True):
        yield f"/en/parks/{slug}/"
    for slug in Park.objects.filter(demonstration=True).values_list("slug", flat=True):
        yield from (f"/en/parks/{slug}/", f"/en/parks/{slug}/plots/")
    yield from ("/en/parks/", "/en/parks/?demonstration=on", f"/en/parks/compare/?{PARKS}")
    yield from (f"/en/parks/match/?{NEEDS}", f"/en/parks/shortlist/?{PARKS}")
    yield from ("/en/", "/en/indicators/", "/en/parks/money-and-people/")


def test_every_value_of_a_park_and_of_the_province_has_its_proof_beside_it(
    db: None, visitor: Client
) -> None:
    call_command("load_data", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    pages = list(addresses())
    found, values = {}, 0
    for address in pages:
        response = visitor.get(address)
        assert response.status_code == 200, address
        values += response.text.count("<data")
        if bare := unproven(response.text):
            found[address] = bare
    assert len(pages) > 30
    assert values > 500
    assert found == {}
