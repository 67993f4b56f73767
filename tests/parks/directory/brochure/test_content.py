"""What a brochure says: what the page says, with sources, in the reader's language."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
import typst
import zxingcpp
from django.conf import settings as portal
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from parks.directory.brochure.document import TEMPLATE, document_of
from parks.directory.brochure.fonts import fonts
from parks.directory.brochure.typesetting import inputs
from parks.directory.figure_reading import public_figures
from parks.directory.models import Figure, Park
from parks.directory.sections import headlines
from portal.provenance.models import State
from tests.parks.directory.brochure.conftest import Read

pytestmark = pytest.mark.usefixtures("loaded")
VI = "/vi/parks/song-khoai/brochure.pdf"
EN = "/en/parks/song-khoai/brochure.pdf"
COMPARED = "/en/parks/compare/brochure.pdf?park=viet-hung&park=hai-ha&park=dong-mai"


def test_a_vietnamese_reader_gets_it_in_vietnamese_with_every_mark(read: Read) -> None:
    with time_machine.travel("2026-11-25T03:00:00Z"):
        words = read(VI)
    for said in (
        "Khu công nghiệp Sông Khoai",
        "Đang hoạt động",
        "686,82 ha",
        "Đất công nghiệp",
        "độ tin cậy trung bình",
        "chưa công bố",
        "Bản thông tin, không có giá trị ràng buộc",
        "Thứ Tư, 25/11/2026",
        "trang 1/",
    ):
        assert said in words, said
    assert "�" not in words


def test_an_english_reader_gets_the_same_figures_with_their_proof(read: Read) -> None:
    words = read(EN)
    for said in (
        "Song Khoai Industrial Park",
        "686.82 ha",
        "as of Dec 2025",
        "medium confidence",
        "not published",
        "Not published: Leased land, Free land",
        "Information copy, not binding",
        "http://localhost:8000/en/parks/song-khoai/",
        "about 20 km",
        "Sources",
        # What the page says beside its figures.
        "Phases and developers",
        "Công ty CP Đô thị Amata Hạ Long",
        "Not published: incentives of corporate income tax",
        "withheld until",
        "Units that ended on",
        "thị xã Quảng Yên",
    ):
        assert said in words, said


def test_every_headline_of_the_page_stands_in_it(read: Read, in_english: None) -> None:
    for slug in ("dong-mai", "hai-ha", "viet-hung"):
        words = read(f"/en/parks/{slug}/brochure.pdf")
        park = Park.objects.get(slug=slug)
        for one in headlines(public_figures([park])[park.pk]):
            assert str(one.label) in words
            assert one.unknown or f"{one.value} {one.unit}" in words


def test_sources_are_numbered_and_every_number_leads_to_one(
    pdf_at: Callable[[str], bytes],
) -> None:
    document = document_of(["song-khoai"], "en")
    assert document is not None
    listed = [one["number"] for one in document["sources"]]
    assert listed == list(range(1, len(listed) + 1))
    cited = {
        number
        for section in document["sections"]
        for row in (*section["rows"], *(row for told in section["lists"] for row in told["rows"]))
        for number in row["sources"]
    }
    assert cited
    assert cited <= set(listed)
    links = [
        annotation.get_object()
        for page in PdfReader(io.BytesIO(pdf_at(EN))).pages
        for annotation in page.get("/Annots", [])
    ]
    inner = [link for link in links if "/Dest" in link or "/D" in link.get("/A", {})]
    assert len(inner) > len(listed)


def test_it_can_be_kept_for_good_and_read_aloud(pdf_at: Callable[[str], bytes]) -> None:
    for address, language in ((VI, "vi"), (COMPARED, "en")):
        pdf = pdf_at(address)
        reader = PdfReader(io.BytesIO(pdf))
        about = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
        assert "<pdfaid:part>2</pdfaid:part>" in about
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
        assert "<pdfuaid:part>1</pdfuaid:part>" in about
        assert reader.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
        assert len(pdf) < 300_000


def test_the_code_leads_a_phone_to_the_live_page_in_the_readers_language() -> None:
    for slugs, live in (
        (["song-khoai"], "/vi/parks/song-khoai/"),
        (["hai-ha", "dong-mai"], "/vi/parks/compare/?park=hai-ha&park=dong-mai"),
    ):
        document = document_of(slugs, "vi")
        assert document is not None
        pages: Any = typst.compile(
            TEMPLATE,
            root=portal.BASE_DIR,
            font_paths=fonts(),
            format="png",
            ppi=110,
            sys_inputs=inputs(document, date(2026, 11, 25)),
        )
        seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(pages[0])))
        assert [one.text for one in seen] == [portal.SITE_URL + live]


def test_a_comparison_marks_differences_and_names_the_unknown(read: Read) -> None:
    words = read(COMPARED)
    for said in (
        "Comparison of parks",
        "Total area ≠ differs",
        "301 ha",
        "660 ha",
        "167.86 ha",
        "to be reviewed since",
        "Not published by any of them:",
    ):
        assert said in words, said
    assert "Kind ≠ differs" not in words


def test_a_reader_whose_script_has_no_typeface_here_gets_english_that_says_so(
    visitor: Client,
) -> None:
    for code, name in (("ko", "Korean"), ("ja", "Japanese"), ("zh-hans", "Simplified Chinese")):
        document = document_of(["song-khoai"], code)
        assert document is not None
        assert document["language"] == "en"
        assert f"no typeface for {name} is installed here" in document["only_english"]
        assert document["address"].endswith(f"/{code}/parks/song-khoai/")
    vietnamese = document_of(["song-khoai"], "vi")
    assert vietnamese is not None
    assert vietnamese["only_english"] == ""


def test_what_an_editor_writes_is_never_markup(read: Read) -> None:
    wrote = '#panic("x") *bold* $x$ \\ "quoted" <label> @here <b>&amp;</b>'
    Figure.objects.filter(park__slug="dong-mai", kind="water_source").update(text_en=wrote)
    Park.objects.filter(slug="dong-mai").update(name_en="A <b>*park*</b> #1")
    words = read("/en/parks/dong-mai/brochure.pdf")
    assert wrote in words
    assert "A <b>*park*</b> #1" in words


def test_a_sign_that_no_typeface_has_costs_only_itself(read: Read) -> None:
    Park.objects.filter(slug="dong-mai").update(name_en="Dong Mai 漢 park")
    words = read("/en/parks/dong-mai/brochure.pdf")
    assert "Dong Mai" in words
    assert "167.86 ha" in words


def test_a_demonstration_says_so_on_every_page(pdf_at: Callable[[str], bytes]) -> None:
    real = PdfReader(io.BytesIO(pdf_at(EN)))
    assert "demonstration" not in " ".join(page.extract_text() for page in real.pages)
    Park.objects.filter(slug="song-khoai").update(demonstration=True)
    invented = PdfReader(io.BytesIO(pdf_at(EN)))
    assert len(invented.pages) > 2
    assert all("demonstration, not a real record" in page.extract_text() for page in invented.pages)


def test_withheld_and_hidden_values_do_not_stand_in_it(read: Read, settings: Any) -> None:
    withheld = Figure.objects.get(
        park__slug="dong-mai", state=State.WITHHELD, kind="wastewater_planned"
    )
    assert withheld.value is not None
    words = read("/en/parks/dong-mai/brochure.pdf")
    assert "1,100 m³/day" in words
    assert "2,060" not in words
    unverified = Figure.objects.filter(park__published=True, state=State.UNVERIFIED).first()
    assert unverified is not None
    address = f"/en/parks/{unverified.park.slug}/brochure.pdf"
    mark = "not yet compared with the original"
    assert mark in read(address)
    settings.SHOW_UNVERIFIED = False
    assert mark not in read(address)
