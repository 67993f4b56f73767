"""The real file as rows: every line kept, what is withheld stays withheld."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from investors.procedures.models import (
    Instrument,
    Procedure,
    ProcedureVersion,
    Step,
    Variant,
)
from investors.procedures.showing import fee_shown
from portal.accounts.models import Organisation, User
from portal.languages.models import TextReview, digest_of
from portal.provenance.models import State
from portal.translations.reviewing import confirm
from portal.translations.rooms import text_of

pytestmark = [pytest.mark.usefixtures("loaded_once"), pytest.mark.django_db]
IRC = "cap-gcn-dang-ky-dau-tu-khong-chu-truong"
EIA = "tham-dinh-bao-cao-dtm"  # withheld as a whole
ECO_PARK = "chung-nhan-khu-cong-nghiep-sinh-thai"  # its decider is withheld
OFFICE = "cap-giay-phep-van-phong-dai-dien"  # its days and fee are withheld


def version_of(slug: str) -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure__slug=slug)


@pytest.mark.parametrize(
    "slug",
    [
        IRC,
        "cap-giay-phep-moi-truong",
        "tham-dinh-bao-cao-nghien-cuu-kha-thi",
        "cap-giay-phep-lao-dong",
        "chuyen-nhuong-du-an",
    ],
)
def test_a_record_is_kept_line_by_line(file: dict[str, Any], slug: str) -> None:
    record = next(one for one in file["records"] if one["slug"] == slug)
    version = version_of(slug)
    days = record["statutory_days"]
    assert version.status == "published"
    assert (version.name_vi, version.name_en) == (record["name_vi"], record["name_en"])
    assert version.procedure.code == (record["code"] or "")
    assert version.statutory_days == days["value"]
    assert version.unit == (days["unit"] or "working")
    assert version.days_note_en == (days["note"] or "")
    assert version.internal_days is None
    assert version.fee_vnd == record["fee_vnd"]
    assert version.fee_rule_vi == (record["fee_rule_vi"] or "")
    assert version.result_en == record["result_document"]["en"]
    assert version.decides_vi == record["competent_authority"]["decides_vi"]
    assert version.receives_vi == record["competent_authority"]["receives_vi"]
    assert [(row.name_vi, row.actor_en, row.days) for row in version.steps.all()] == [
        (step["name_vi"], step["actor_en"], step["days"]) for step in record["steps"]
    ]
    assert [
        None if row.days_indicative is None else float(row.days_indicative)
        for row in version.steps.all()
    ] == [step["days_indicative"] for step in record["steps"]]
    assert [(row.name_en, row.copies, row.form) for row in version.papers.all()] == [
        (paper["name_en"], paper["copies"], paper["form"] or "")
        for paper in record["required_documents"]
    ]
    assert [(row.instrument.number, row.article) for row in version.basis.all()] == [
        (basis["document"], basis["article"] or "") for basis in record["legal_basis"]
    ]
    assert [(row.label_vi, row.days, row.unit) for row in version.variants.all()] == [
        (one["label_vi"], one["days"], one["unit"] or "") for one in record["variants"]
    ]
    cited = set(version.citations.filter(about="").values_list("source__key", flat=True))
    assert cited == set(record["sources"]) - {"unsourced"}


def test_nothing_is_surer_than_its_sources(file: dict[str, Any]) -> None:
    record = next(one for one in file["records"] if one["slug"] == IRC)
    assert (record["confidence"], record["statutory_days"]["confidence"]) == ("high", "high")
    irc = version_of(IRC)  # every source of it is an unknown host
    assert (irc.confidence, irc.days_confidence) == ("low", "low")
    special = version_of("thu-tuc-dau-tu-dac-biet")  # the press
    assert (special.confidence, special.days_confidence) == ("medium", "medium")
    eco = version_of("chung-nhan-khu-cong-nghiep-sinh-thai")  # official, in a medium record
    assert eco.online_confidence == "medium"


def test_an_amount_is_written_as_its_reader_writes_numbers() -> None:
    version = ProcedureVersion(fee_vnd=1_000_000, fee_state=State.PUBLISHED)
    with translation.override("vi"):
        assert "1.000.000" in fee_shown(version, "vi").text
    with translation.override("en"):
        assert fee_shown(version, "en").text == "1,000,000 VND"


def test_states_follow_the_file() -> None:
    irc, office = version_of(IRC), version_of(OFFICE)
    assert (irc.days_state, irc.notes_state, irc.online_state) == (
        State.UNVERIFIED,
        State.WITHHELD,
        State.WITHHELD,
    )
    assert {row.state for row in irc.papers.all()} == {State.UNVERIFIED}
    assert (office.days_state, office.fee_state) == (State.WITHHELD, State.WITHHELD)
    assert office.statutory_days == 7
    assert office.term_days is None
    assert version_of("thu-tuc-dau-tu-dac-biet").days_state == State.PUBLISHED
    former = Variant.objects.filter(version__procedure__slug="dieu-chinh-gcn-dang-ky-dau-tu")
    assert {row.state for row in former} == {State.WITHHELD}


def test_a_withheld_record_has_a_draft_and_nothing_public() -> None:
    version = version_of(EIA)
    assert (version.status, version.procedure.state) == ("draft", State.WITHHELD)
    assert not Procedure.objects.public().filter(slug=EIA).exists()
    assert not Procedure.objects.can_become_cases().filter(slug=EIA).exists()
    assert {row.state for row in version.steps.all()} == {State.WITHHELD}


def test_a_withheld_decider_is_not_told_by_the_step_that_signs() -> None:
    version = version_of(ECO_PARK)
    assert version.decides_state == State.WITHHELD
    signing = version.steps.get(order=5)
    assert signing.actor_state == State.WITHHELD
    assert Step.objects.filter(version=version, actor_state=State.PUBLISHED).count() == 5


def test_only_what_the_authority_handles_opens_a_case() -> None:
    opening = Procedure.objects.can_become_cases()
    assert set(opening.values_list("handled_by", "kind")) == {("authority", "procedure")}
    assert opening.count() == 29


def test_authorities_are_found_by_key_and_keep_their_names() -> None:
    version = version_of(IRC)
    assert version.decides == Organisation.objects.get(key="qn-eza")
    assert version.receives == Organisation.objects.get(key="qn-pasc")
    assert version.receives.names.get().name_en == "Public Administration Service Centre"
    assert Organisation.objects.filter(key="by-delegation").count() == 1


def test_remarks_to_editors_are_for_officials() -> None:
    fire = Procedure.objects.get(slug="tham-dinh-phong-chay-chua-chay")
    assert "link to be confirmed" in fire.editor_note
    labour = Instrument.objects.get(number="219/2025/NĐ-CP")
    assert labour.editor_note == "dates: unsourced"
    assert labour.dates_state == State.UNVERIFIED


def test_a_note_translated_into_vietnamese_is_marked_until_an_official_confirms_it(
    visitor: Client, editor: User
) -> None:
    noted = version_of("cap-giay-phep-lao-dong")
    assert noted.days_note_vi

    def page(slug: str) -> str:
        return visitor.get(f"/vi/procedures/{slug}/").content.decode()

    def marked(slug: str) -> bool:
        return "translation-note" in page(slug)

    plain = ProcedureVersion.objects.filter(days_note_en="", procedure__kind="procedure").first()
    assert plain
    assert noted.days_note_vi in unescape(page("cap-giay-phep-lao-dong"))
    assert marked("cap-giay-phep-lao-dong")
    assert not marked(plain.procedure.slug)
    row = TextReview.objects.get(source_digest=digest_of(noted.days_note_en))
    assert text_of(row.record, row.field, "vi") == noted.days_note_vi
    confirm([row.pk], by=editor)
    assert not marked("cap-giay-phep-lao-dong")
