"""The data file becomes rows once, with its proof, and never overrules an official."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import time_machine

from parks.directory.editing import write_park
from parks.directory.figures import change, choose, record, withhold
from parks.directory.loading import load
from parks.directory.models import Figure, FigureEvent, Park, ProvinceFigure
from parks.directory.overview import _totals
from parks.directory.said import Said
from parks.directory.wording import DATA
from portal.accounts.models import Organisation, User
from portal.languages.models import TextReview, digest_of
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import Source, State
from portal.translations.reviewing import confirm
from tests.parks.directory.altered import FILE, changed_file


def figure(slug: str, kind: str, **more: Any) -> Figure:
    return Figure.objects.get(park__slug=slug, kind=kind, **more)


def test_every_record_is_loaded_and_the_withheld_ones_stay_withheld(loaded: Report) -> None:
    assert loaded.counts["parks", CREATED] == Park.objects.count() == len(FILE["records"])
    hidden = {one["slug"] for one in FILE["records"] if one["publish"] is False}
    assert set(Park.objects.exclude(published=True).values_list("slug", flat=True)) == hidden
    assert loaded.withheld["parks"] == len(hidden) == 2


def test_loading_again_changes_nothing(loaded: Report) -> None:
    again = load()
    assert not again.changed_anything
    assert again.counts["figures", UNCHANGED] == Figure.objects.count()
    assert FigureEvent.objects.count() == Figure.objects.count()


def test_every_value_falls_due_and_loading_again_does_not_put_it_off(
    loaded: Report, tmp_path: Path
) -> None:
    assert not Figure.objects.filter(review_due=None).exists()
    undated = figure("song-khoai", "area_industrial_ha")
    assert undated.as_of == ""
    due = undated.review_due
    assert due
    assert due.year == date.today().year + 2
    with time_machine.travel(f"{date.today().year + 1}-06-01T03:00:00Z"):
        assert not load().changed_anything
        assert figure("song-khoai", "area_industrial_ha").review_due == due
        load(changed_file(tmp_path, "song-khoai", area_industrial_ha=470))
    assert str(figure("song-khoai", "area_industrial_ha").review_due) == f"{due.year + 1}-06-01"


def test_a_value_has_unit_date_source_confidence_and_state(loaded: Report) -> None:
    area = figure("song-khoai", "area_total_ha", chosen=True)
    assert (area.value, area.unit, area.as_of) == (Decimal("686.82"), "ha", "2025-12")
    assert [source.key for source in area.sources.all()] == ["soha_2025"]
    assert (area.confidence, area.state) == ("medium", State.PUBLISHED)
    assert Park.objects.get(slug="song-khoai").area_total_ha == Decimal("686.82")


def test_withheld_fields_and_weak_sources_are_withheld(loaded: Report) -> None:
    assert figure("hai-ha", "lease_price_usd_m2_max").state == State.WITHHELD
    assert figure("hai-ha", "occupancy_pct", chosen=True).state == State.WITHHELD
    assert figure("song-khoai", "straight_line", item="mong_cai_border_gate").state == "withheld"
    assert figure("song-khoai", "straight_line", item="hai_phong").state == State.PUBLISHED
    weak = Figure.objects.filter(sources__grade__in=["broker", "unknown"], value__isnull=False)
    strong = Figure.objects.filter(sources__grade__in=["official", "press", "developer"])
    alone = weak.exclude(pk__in=strong.values("pk")).filter(state=State.PUBLISHED)
    assert not alone.exists()


def test_unverified_fields_keep_their_mark(loaded: Report) -> None:
    assert figure("hai-yen", "established_year").state == State.UNVERIFIED
    assert Park.objects.get(slug="song-khoai").parent_zone_state == State.UNVERIFIED


def test_of_two_values_that_disagree_both_are_kept_and_one_is_chosen(loaded: Report) -> None:
    values = Figure.objects.filter(park__slug="bac-tien-phong", kind="area_total_ha")
    assert {(one.value, one.chosen) for one in values} == {
        (Decimal("1192.9"), True),
        (Decimal(1192), False),
    }
    assert values.get(chosen=True).reason_en == "equals the sum of the two phases"


def test_nothing_unknown_becomes_zero(loaded: Report) -> None:
    assert Park.objects.get(slug="phuong-nam").area_total_ha is None
    zero = Figure.objects.filter(value=0)
    assert [(one.park.slug, one.kind, one.item) for one in zero] == [
        ("cai-lan", "road_distance", "cai_lan_port")  # printed so, and withheld
    ]


def test_statements_on_the_province_stay_with_the_province(loaded: Report) -> None:
    said = ProvinceFigure.objects.get(key="statement.central_treatment")
    assert (said.value, said.unit) == (Decimal(100), "%")
    assert Figure.objects.filter(kind="central_treatment").count() == 1  # its own source


def test_authorities_have_dated_names_and_translations_are_unreviewed(loaded: Report) -> None:
    province = Organisation.objects.get(key="qn-province-pc")
    name = province.names.get()
    assert str(name.valid_until) == "2026-08-31"
    assert not Organisation.objects.get(key="qn-city-pc").names.exists()
    review = TextReview.objects.get(record="directory.park:hai-ha", field="name", language="ja")
    assert not review.reviewed


def test_what_an_official_wrote_is_not_overruled(
    loaded: Report, editor: User, tmp_path: Path
) -> None:
    area = figure("song-khoai", "area_total_ha", chosen=True)
    source = Source.objects.get(key="soha_2025")
    withhold(figure("song-khoai", "area_industrial_ha"), by=editor)
    change(
        area,
        Said("area_total_ha", origin=area.origin, value=Decimal(700), unit="ha",
             sources=(source,), state=State.PUBLISHED),
        by=editor,
    )  # fmt: skip
    report = load(changed_file(tmp_path, "song-khoai", area_total_ha=690, area_industrial_ha=470))
    assert report.counts["figures", KEPT] == 2
    assert report.counts["figures", CHANGED] == 0
    area.refresh_from_db()
    assert area.value == 700
    assert Park.objects.get(slug="song-khoai").area_industrial_ha is None


def test_an_officials_choice_stands_after_a_reload(loaded: Report, editor: User) -> None:
    rejected = figure("bac-tien-phong", "area_total_ha", chosen=False)
    choose(rejected, by=editor, reasons={"vi": "số liệu của tỉnh"})
    load()
    assert Park.objects.get(slug="bac-tien-phong").area_total_ha == 1192
    newer = Said("area_total_ha", value=Decimal(1200), unit="ha", state=State.PUBLISHED,
                 sources=(Source.objects.get(key="soha_2025"),))  # fmt: skip
    record(rejected.park, newer, by=editor, chosen=True)
    load()
    assert Park.objects.get(slug="bac-tien-phong").area_total_ha == 1200


def test_a_changed_file_changes_the_value_and_keeps_the_history(
    loaded: Report, tmp_path: Path
) -> None:
    report = load(changed_file(tmp_path, "viet-hung", area_total_ha=302.5))
    assert report.counts["figures", CHANGED] == 1
    area = figure("viet-hung", "area_total_ha")
    assert area.value == Decimal("302.5")
    event = area.events.first()
    assert event
    assert (event.verb, event.before["value"], event.actor) == ("change", "301.0000", None)


def test_a_value_that_left_the_file_is_withdrawn(loaded: Report, tmp_path: Path) -> None:
    load(changed_file(tmp_path, "viet-hung", area_total_ha=None))
    assert figure("viet-hung", "area_total_ha").state == State.WITHHELD
    assert Park.objects.get(slug="viet-hung").area_total_ha is None


def test_our_own_vietnamese_of_the_labels_waits_for_a_review_that_then_stands(
    loaded: Report,
) -> None:
    labels = json.loads((DATA / "labels_vi.json").read_text(encoding="utf-8"))["labels"]
    reviews = TextReview.objects.filter(record__startswith="directory.label:", language="vi")
    assert set(reviews.values_list("source_digest", flat=True)) == set(map(digest_of, labels))
    assert not reviews.filter(reviewed=True).exists()
    reviews.update(reviewed=True)
    load()
    assert not reviews.filter(reviewed=False).exists()


def test_a_total_of_the_province_is_no_surer_than_the_press(loaded: Report) -> None:
    total = ProvinceFigure.objects.get(key="planned_industrial_parks")
    assert {source.grade for source in total.sources.all()} == {"press"}
    assert total.confidence == "medium"
    sources = {key: Source(grade="broker") for key in FILE["source_index"]}
    (first, *_rest) = _totals(FILE["totals"], sources)
    assert first["confidence"] == "low"


def test_a_renamed_park_asks_at_once_for_a_new_review_and_is_confirmed_again(
    loaded: Report, editor: User, tmp_path: Path
) -> None:

    def row(language: str = "ko") -> TextReview:
        return TextReview.objects.get(record="directory.park:hai-ha", language=language)

    def confirmed() -> bool:
        confirm([row().pk, row("ja").pk], by=editor)
        return row().reviewed and row("ja").reviewed

    assert confirmed()
    write_park("hai-ha", {"place_vi": "Hải Hà"}, by=editor, reason="moved")
    assert row().reviewed
    write_park("hai-ha", {"name_vi": "Khu công nghiệp khác"}, by=editor, reason="renamed")
    assert (row().reviewed, row().reviewed_by, row().reviewed_at) == (False, None, None)
    load()
    assert confirmed()
    write_park("hai-ha", {"name_ko": "하이하"}, by=editor, reason="misspelt")
    assert (row().reviewed, row("ja").reviewed) == (False, True)
    Park.objects.filter(slug="hai-ha").update(edited=[])
    load()  # back to the names of the file
    assert not row("ja").reviewed
    assert confirmed()
    report = load(changed_file(tmp_path, "hai-ha", name_vi="Khu công nghiệp Hải Hà mới"))
    assert report.counts["parks", CHANGED] == 1
    assert not row().reviewed
    assert confirmed()


def test_a_review_left_behind_by_an_earlier_rename_is_mended_by_loading(
    loaded: Report, editor: User
) -> None:
    row = TextReview.objects.get(record="directory.park:hai-ha", language="ko")
    confirm([row.pk], by=editor)
    Park.objects.filter(slug="hai-ha").update(name_vi="Khu công nghiệp khác", edited=["name_vi"])
    assert load().counts["translated names", CHANGED] == 3
    row.refresh_from_db()
    assert not row.reviewed
    assert confirm([row.pk], by=editor) == 1
