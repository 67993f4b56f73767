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
