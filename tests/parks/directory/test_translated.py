"""What was translated on the pages of parks: in the reader's language, and said to be so."""

import pytest
from django.test import Client

from portal.languages.models import TextReview, digest_of
from portal.provenance.loading import Report
from tests.parks.directory.visiting import words


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
