"""Every withheld value of the real data, and every unverified one where those are hidden, is made
recognisable and looked for in everything that anyone can read."""

import copy
import io
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from investors.procedures.loading import FILE as PROCEDURES
from investors.procedures.models import Procedure
from parks.directory.brochure.sweeps import make_waiting
from parks.directory.forms import ORDERS
from parks.directory.kinds import COLUMNS
from parks.directory.loading import FILE as PARKS
from parks.directory.loading import MORE
from parks.directory.match.needs import AMOUNTS
from parks.directory.models import Figure, Park
from portal.pages.loading import FILE as INDICATORS
from portal.provenance.models import Grade, State
from tests.portal.provenance.test_load_data import WHOLE

WORD = "canary"
# What the loader accepts only from its lists, or a canary would not fit in.
UNTOUCHED = {
    *("source", "sources", "online_level", "confidence", "unit", "kind"),
    *("code", "form", "unit_kind_vi", "order", "copies"),
}
# Descriptions, which are shown, and pins, which are withheld by having none.
NO_VALUE = {"location", "parent_zone_slug", "lat", "lon"}


class Canaries:
    """Puts values in place of withheld ones that stand nowhere else: numbers of few shapes that
    pass the checks of the loader, words that begin with "canary"."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.count = 0

    def of(self, value: Any, path: str) -> Any:
        self.count += 1
        if isinstance(value, dict):
            return {key: self.inside(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self.of(one, path) for one in value]
        return self.inside(value, path.rsplit(".", 1)[-1])

    def inside(self, value: Any, key: str) -> Any:
        if isinstance(value, (dict, list)):
            return value if key in UNTOUCHED else self.of(value, key)
        if value is None or isinstance(value, bool):
            return value
        self.count += 1
        if key in UNTOUCHED or key.endswith("as_of"):
            return value
        if isinstance(value, str):
            return f"{WORD} {self.count} {key}"
        number: int | float = 41 + self.count / 10_000
        if key.endswith(("year", "until")):
            number = 2150 + self.count % 40
        elif key in ("days", "days_indicative", "value") and isinstance(value, int):
            number = 700 + self.count % 290
        elif value > 20_000:
            number = 987_000 + self.count
        self.numbers.append(f"{number:g}" if isinstance(number, int) else f"{number:.4f}")
        return number


def hide(record: dict[str, Any], paths: list[str], canaries: Canaries) -> None:
    for path in paths:
        for inside, key in list(places(record, path)):
            if path.split(".")[0].split("[")[0] not in NO_VALUE:
                inside[key] = canaries.of(inside[key], path)


def places(record: Any, path: str) -> Iterator[tuple[Any, Any]]:
    """(container, key) of what a path names: dots for keys, [n] or [] for places in a list."""
    steps = re.findall(r"[^.\[\]]+|\[\d*\]", path)
    found: list[tuple[Any, Any]] = [({"": record}, "")]
    for step in steps:
        inside = [container[key] for container, key in found]
        if step == "[]":
            found = [(one, n) for one in inside for n in range(len(one))]
        elif step[0] == "[":
            found = [(one, int(step[1:-1])) for one in inside if int(step[1:-1]) < len(one)]
        else:
            found = [(one, step) for one in inside if one and step in one]
    return iter(found)


@pytest.fixture
def canaries(db: None, tmp_path: Path, settings: Any, request: pytest.FixtureRequest) -> Canaries:
    """All data loaded with a canary in place of each value that must not be read."""
    settings.SHOW_UNVERIFIED = False
    settings.BROCHURE_WAIT_SECONDS = 0
    made = Canaries()
    read = (PARKS, *MORE.values(), PROCEDURES, INDICATORS)
    files = copy.deepcopy({path.name: WHOLE[path.name] for path in read})
    for record in files[MORE["incentives"].name]["records"]:
        if not record["publish"]:
            told = ("document", "article", "clause", "editor_note")
            record |= {name: made.inside("x", name) for name in told}
    for record in files[MORE["phases"].name]["developers"]:
        if not record["publish"]:
            record |= {name: made.inside("x", name) for name in ("name", "editor_note")}
    for name in (PARKS.name, PROCEDURES.name):
        for record in [*files[name]["records"], *files[name].get("referrals", [])]:
            paths = [*record["withheld_fields"], *record.get("unverified_fields", [])]
            hide(record, paths, made)
    for record in files[INDICATORS.name]["records"]:
        grades = files[INDICATORS.name]["source_index"]
        for point in record["series"]:
            if grades[point["source"]]["grade"] == Grade.UNKNOWN and point["value"] is not None:
                point["value"] = made.inside(45.0, "share")
                point["note"] = made.inside("x", "note")
    paths = []
    for name, file in files.items():
        path = tmp_path / name
        path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    call_command("load_data", *paths, stdout=StringIO())
    # Those that the loader withholds for their source, or with their whole park.
    for figure in Figure.objects.exclude(pk__in=Figure.objects.public().values("pk")):
        value = None if figure.value is None else made.inside(45.0, "share")
        text = f"{WORD} {figure.pk}"
        Figure.objects.filter(pk=figure.pk).update(value=value, text_vi=text, text_en=text)
    call_command("load_data", *paths, "--dry-run", stdout=StringIO())
    assert len(made.numbers) > 150
    return made


def everything(visitor: Client) -> Iterator[tuple[str, str]]:
    """(address, what it answers) of all that is public and made from data."""
    parks = Park.objects.values_list("slug", flat=True)
    procedures = Procedure.objects.values_list("slug", flat=True)
    words = f"?q={WORD}"
    for language in ("vi", "en"):
        start = f"/{language}"
        yield from read(visitor, f"{start}/", f"{start}/about/", f"{start}/indicators/")
        lists = [f"?order={order}" for order in ORDERS]
        lists += [f"{one}&area_min=0&unknown=1" for one in lists] + [words, "?price_max=99999999"]
        for query in lists:
            yield from read(visitor, f"{start}/parks/{query}", follow=True)
            yield from read(visitor, f"{start}/parks/map.json{query}")
        yield from read(visitor, *(f"{start}/parks/{slug}/" for slug in parks))
        yield from read(visitor, f"{start}/parks/money-and-people/")
        for name in ("plots/", "plots.json"):
            yield from read(visitor, *(f"{start}/parks/{slug}/{name}" for slug in parks))
        for name in ("compare/", "compare.csv"):
            yield from read(visitor, *(f"{start}/parks/{name}?park={slug}" for slug in parks))
        yield from brochures(visitor, *(f"{start}/parks/{slug}/brochure.pdf" for slug in parks))
        three = (parks[n : n + 3] for n in range(0, len(parks), 3))
        choices = ("&".join(f"park={slug}" for slug in some) for some in three)
        yield from brochures(
            visitor, *(f"{start}/parks/compare/brochure.pdf?{one}" for one in choices)
        )
        listed = (f"{start}/parks/shortlist/?park={slug}" for slug in parks)
        yield from read(visitor, *listed)
        needs = "&".join(f"{name}=1" for name in AMOUNTS)
        pages = (f"{start}/parks/match/?{needs}&column=A&green=on&page={n}" for n in (1, 2, 3))
        yield from read(visitor, *pages)
        yield from read(visitor, f"{start}/procedures/", f"{start}/procedures/{words}")
        yield from read(visitor, *(f"{start}/procedures/{slug}/" for slug in procedures))
    api = "/api/v1"
    for query in ("?limit=200", f"{words}&limit=200"):
        yield from read(visitor, f"{api}/parks/{query}", f"{api}/parks.geojson{query}")
        yield from read(visitor, f"{api}/procedures/{query}")
    yield from read(visitor, f"{api}/figures/?limit=200", follow=True)
    yield from read(visitor, f"{api}/incentives/?limit=200")
    yield from read(visitor, *(f"{api}/parks/{slug}/" for slug in parks))
    yield from read(visitor, *(f"{api}/procedures/{slug}/" for slug in procedures))
    yield from read(visitor, "/sitemap.xml", "/api/schema/")


def brochures(visitor: Client, *addresses: str) -> Iterator[tuple[str, str]]:
    """The words in the files, each made by the sweep."""
    for address in addresses:
        cache.clear()  # one visitor may ask for twenty new ones
        if visitor.get(address).status_code == 404:
            continue
        make_waiting(timezone.now())
        response = visitor.get(address)
        assert response.status_code == 200, address
        file = io.BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]
        yield address, " ".join(page.extract_text() for page in PdfReader(file).pages)


def read(visitor: Client, *addresses: str, follow: bool = False) -> Iterator[tuple[str, str]]:
    for address in addresses:
        here: str | None = address
        while here:
            response = visitor.get(here)
            assert response.status_code in (200, 404), here
            text = response.content.decode()
            yield here, text
            following = re.search(r'rel="next" href="([^"]+)"|"next": ?"([^"]+)"', text)
            here = None
            if follow and following:
                found = following[1] or following[2]
                here = found.replace("&amp;", "&").replace("http://testserver", "")


def test_no_withheld_or_unverified_value_is_readable_anywhere(
    canaries: Canaries, visitor: Client
) -> None:
    stands = json.dumps(WHOLE)  # what the real data says elsewhere is no sign
    numbers = [n for n in canaries.numbers if not re.search(rf"(?<!\d){n}(?!\d)", stands)]
    assert len(numbers) > 100
    wanted = {n.rstrip("0").rstrip(".") if "." in n else n for n in numbers}
    pattern = re.compile(rf"(?<![\d.,#&-])(?:{'|'.join(map(re.escape, sorted(wanted)))})(?!\d)")
    found = []
    answers = 0
    for address, text in everything(visitor):
        answers += 1
        main = unquote(text.partition("<main")[2] or text)  # values stand in addresses too
        main = re.sub(r'"id": ?\d+|~\d+', "", main)  # keys of rows may be any number
        # 987.012 and 987,012 are one number in two languages; 41,0123 is 41.0123.
        for plain in (main, re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", main), main.replace(",", ".")):
            found += [(address, number) for number in pattern.findall(plain)]
        if "?q=" not in address and WORD in main:
            found.append((address, main[main.index(WORD) :][:40]))
    assert answers > 150
    assert found[:5] == []


def test_no_search_filter_or_order_reads_a_withheld_value(
    canaries: Canaries, visitor: Client
) -> None:
    assert not Park.objects.public().matching(WORD)
    assert not Procedure.objects.public().matching(WORD)
    for kind, column in COLUMNS.items():
        public = Figure.objects.public().filter(kind=kind, chosen=True).values("park")
        hidden = Park.objects.exclude(pk__in=public)
        assert not hidden.filter(**{f"{column}__isnull": False}).exists(), kind
        assert hidden.exists()
    withheld = Figure.objects.filter(kind="area_total_ha", state=State.WITHHELD, chosen=True)
    slugs = set(withheld.filter(park__published=True).values_list("park__slug", flat=True))
    assert slugs
    strict = "".join(text for _, text in read(visitor, "/en/parks/?area_min=0", follow=True))
    met = [
        slug
        for _, text in read(visitor, "/en/parks/?order=area", follow=True)
        for slug in re.findall(r'entry-title"><a href="/en/parks/([^/"]+)/', text)
    ]
    known = [Park.objects.get(slug=slug).area_total_ha is not None for slug in met]
    assert known == sorted(known, reverse=True)
    for slug in slugs:
        assert f"/en/parks/{slug}/" not in strict
