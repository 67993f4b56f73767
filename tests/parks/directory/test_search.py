"""What a reader types finds what a Vietnamese wrote."""

import pytest

from parks.directory.models import Park
from parks.directory.search import needles, search_line
from portal.provenance.loading import Report


def found(typed: str) -> set[str]:
    return set(Park.objects.public().matching(typed).values_list("slug", flat=True))


@pytest.mark.parametrize("typed", ["hai ha", "Hải Hà", "HAI HA", "  hải   ha ", "Hải-Hà"])
def test_accents_case_and_gaps_do_not_matter(loaded: Report, typed: str) -> None:
    assert {"hai-ha", "hai-ha-phase-2"} <= found(typed)
    assert "hai-yen" not in found(typed)


def test_a_park_is_found_by_its_alias(loaded: Report) -> None:
    assert found("amata") == {"song-khoai"}
    assert found("deep c") == {"bac-tien-phong", "nam-tien-phong"}


def test_a_park_is_found_by_its_former_district_and_by_its_place(loaded: Report) -> None:
    assert {"song-khoai", "dong-mai", "bach-dang"} <= found("quang yen")
    assert {"bac-tien-phong", "nam-tien-phong", "bach-dang"} == found("dam nha mac")


def test_the_letter_d_with_a_bar_is_a_d(loaded: Report) -> None:
    assert "dong-mai" in found("dong mai")
    assert "dong-mai" in found("Đông Mai")


def test_chinese_names_are_found_in_the_middle(loaded: Report) -> None:
    assert "hai-ha" in found("港口工业")


def test_a_withheld_park_is_not_found(loaded: Report) -> None:
    assert found("quan trieu") == set()


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\\", "!!!", "～"])
def test_signs_find_nothing_and_break_nothing(loaded: Report, typed: str) -> None:
    assert found(typed) == set()


def test_a_short_word_stands_alone() -> None:
    line = search_line(["Khu công nghiệp Hải Yên", "Hải Yên"])
    assert needles("hai ha") == [" hai", " ha "]
    assert " ha " not in line
    assert line == " khu cong nghiep hai yen / hai yen "
