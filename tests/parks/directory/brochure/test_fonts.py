"""Each script with a typeface of its own language, where there is one."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from parks.directory.brochure.document import Document, document_of
from parks.directory.brochure.fonts import is_in_english
from parks.directory.brochure.typesetting import typeset
from parks.directory.models import Park
from tests.parks.directory.brochure.conftest import words_in
from tests.parks.directory.brochure.typefaces import make_typeface

pytestmark = pytest.mark.usefixtures("loaded")
DAY = date(2026, 11, 25)
ALL = {"zh-hans": "Noto Sans CJK SC", "ko": "Noto Sans CJK KR", "ja": "Noto Sans CJK JP"}


@pytest.fixture
def typefaces(tmp_path: Path, settings: Any) -> None:
    """All three in one folder, as a machine has them, each with the signs of all three."""
    names = Park.objects.values_list("name_zh_hans", "name_ko", "name_ja")
    signs = {sign for park in names for name in park for sign in name if ord(sign) > 0x2E80}
    for family in ALL.values():
        make_typeface(tmp_path / "three", family, signs)
    settings.BROCHURE_FONTS = str(tmp_path / "three")


def document(language: str, *slugs: str) -> Document:
    found = document_of(slugs or ["van-don"], language)
    assert found is not None
    return found


def families_in(pdf: bytes) -> set[str]:
    """The typefaces that a file holds, as "NotoSansCJKJP"."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        names = (str(font.get_object()["/BaseFont"]) for font in fonts.values())
        found |= {name.split("+")[-1].split("-")[0] for name in names}
    return found


@pytest.mark.parametrize("language", ALL)
def test_each_language_has_the_glyphs_of_its_own(language: str, typefaces: None) -> None:
    told = document(language)
    assert told["language"] == language
    assert told["only_english"] == ""
    assert not is_in_english(language)
    pdf = typeset(told, DAY)
    assert told["title"]["text"] in words_in(pdf)
    assert any(ord(sign) > 0x2E80 for sign in told["title"]["text"])
    assert families_in(pdf) == {"BeVietnamPro", ALL[language].replace(" ", "")}


def test_vietnamese_and_english_need_none(typefaces: None) -> None:
    for language in ("vi", "en"):
        assert families_in(typeset(document(language), DAY)) == {"BeVietnamPro"}


@pytest.mark.parametrize("language", ALL)
def test_without_one_it_is_english_and_says_so_on_the_first_page(language: str) -> None:
    told = document(language, "van-don", "hai-ha")
    assert is_in_english(language)
    first = PdfReader(io.BytesIO(typeset(told, DAY))).pages[0].extract_text()
    assert "This copy is in English, because no typeface for" in " ".join(first.split())
    assert f"/{language}/parks/compare/" in "".join(first.split())
