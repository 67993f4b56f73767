"""What stands beside a value of a page stands beside it in the brochure too."""

from typing import Any

import pytest

from parks.directory.figures import record
from parks.directory.models import Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.models import Source, State
from tests.parks.directory.brochure.conftest import Read

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
COMPARED = "/en/parks/compare/brochure.pdf?park=viet-hung&park=hai-ha"


@pytest.fixture
def source(loaded: object) -> Source:
    return Source.objects.get(key="soha_2025")


def told(kind: str, source: Source, **more: Any) -> Said:
    return Said(kind, sources=(source,), **{"state": State.PUBLISHED, **more})


def test_a_stage_is_said_and_what_is_running_comes_first(
    source: Source, editor: User, read: Read
) -> None:
    park = Park.objects.get(slug="viet-hung")
    for item, text in (("planned", "a pipeline"), ("running", "by lorry")):
        record(park, told("gas", source, item=item, texts={"en": text}), by=editor)
    words = read("/en/parks/viet-hung/brochure.pdf")
    assert "Gas by lorry (in operation)" in words
    assert "Other published values: a pipeline (planned)" in words
    assert "by lorry (in operation)" in read(COMPARED)
    assert "315 MVA (stage not stated)" in read("/en/parks/song-khoai/brochure.pdf")


def test_a_status_without_a_source_a_place_and_a_zone_are_marked(read: Read) -> None:
    park = Park.objects.get(slug="viet-hung")
    park.status, park.status_source, park.status_as_of = Park.Status.OPERATING, None, ""
    park.place_unsourced, park.parent_zone_state = True, State.UNVERIFIED
    park.parent_zone = Park.objects.filter(kind=Park.Kind.ZONE, published=True).first()
    park.save()
    assert park.parent_zone
    zone = f"{park.parent_zone.name_en} not yet compared with the original"
    alone, compared = read("/en/parks/viet-hung/brochure.pdf"), read(COMPARED)
    for said in (f"{park.place_en} to be checked", zone):
        assert said in alone
        assert said in compared
    assert "Operating · low confidence · to be checked" in alone
    assert "operating to be checked" in compared
    assert "operating low confidence to be checked" in compared
