"""What was translated on the pages of parks: in the reader's language, and said to be so."""

from dataclasses import replace

import pytest
from django.test import Client

from parks.directory.figures import change
from parks.directory.models import Figure
from parks.directory.said import said_of
from portal.accounts.models import User
from portal.languages.models import TextReview, digest_of
from portal.provenance.loading import Report
from portal.provenance.models import Source
from portal.translations.reviewing import confirm
from tests.parks.directory.visiting import page, words

NOTE = "translation-note"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", ("第1期", "第2期", "经济区管理委员会", "现成厂房和仓库，2050万美元（2022年）")),
        (
            "ko",
            ("1단계", "2단계", "경제구역 관리위원회", "기성 공장·창고, 미화 2,050만 달러(2022년)"),
        ),
        ("ja", ("第1期", "第2期", "経済区管理委員会", "既製工場・倉庫、2,050万米ドル（2022年）")),
    ],
)
def test_phases_the_authority_and_remarks_on_companies_are_in_the_readers_language(
    loaded: Report, visitor: Client, language: str, said: tuple[str, ...]
) -> None:
    shown = words(visitor, f"/{language}/parks/bac-tien-phong/")
    for text in (*said, "BW Industrial", "Quảng Ninh"):
        assert text in shown, text
    for english in ("phase 1", "phase 2", "Economic Zone Authority", "ready-built"):
        assert english not in shown, english
    source = "ready-built factories and warehouses, USD 20.5 m (2022)"
    for text in (source, "phase 2", "Quang Ninh Economic Zone Authority"):
        review = TextReview.objects.get(source_digest=digest_of(text), language=language)
        assert not review.reviewed


def test_a_vietnamese_page_says_that_it_shows_what_was_translated_until_an_official_confirms_it(
    loaded: Report, visitor: Client, editor: User
) -> None:
    address, plain = "/vi/parks/bac-tien-phong/", "/vi/parks/phuong-nam/"
    assert NOTE in page(visitor, "", address)
    assert NOTE in page(visitor, "?park=bac-tien-phong", "/vi/parks/compare/")
    for other in (plain, "/vi/parks/", "/vi/about/"):
        assert NOTE not in page(visitor, "", other), other
    waiting = TextReview.objects.filter(language="vi", reviewed=False)
    confirm(waiting.values_list("pk", flat=True), by=editor)
    assert NOTE not in page(visitor, "", address)


def test_vietnamese_that_an_official_wrote_needs_no_mark(
    loaded: Report, visitor: Client, editor: User
) -> None:
    address = "/vi/parks/viet-hung/"
    assert NOTE in page(visitor, "", address)
    source = Source.objects.get(key="soha_2025")
    for figure in Figure.objects.filter(park__slug="viet-hung").exclude(text_en=""):
        said = said_of(figure)
        own = {**said.texts, "vi": "do cán bộ viết"}
        change(figure, replace(said, texts=own, sources=(source,)), by=editor)
    assert NOTE not in page(visitor, "", address)
