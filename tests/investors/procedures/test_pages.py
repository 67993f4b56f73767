"""What anyone reads: everything published, marked where it is not compared, nothing withheld."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from investors.procedures.models import Procedure, ProcedureVersion
from portal.accounts.models import OrganisationName
from portal.languages.printed import day_in_words
from tests.cast import AS_THE_FRONT_ASKS
from tests.plain import plain

pytestmark = [pytest.mark.usefixtures("loaded_once"), pytest.mark.django_db]
IRC = "cap-gcn-dang-ky-dau-tu-khong-chu-truong"


def read(visitor: Client, slug: str, language: str = "en") -> str:
    reply = visitor.get(f"/{language}/procedures/{slug}/")
    assert reply.status_code == 200
    assert not reply.cookies
    return reply.content.decode()


def test_the_list_finds_without_accents_and_by_code(visitor: Client) -> None:
    found = visitor.get("/vi/procedures/", {"q": "giay phep moi truong"}).content.decode()
    assert "Cấp giấy phép môi trường" in found
    assert "Cấp giấy phép lao động" not in found
    assert (
        "Cấp giấy phép môi trường"
        in visitor.get("/vi/procedures/", {"q": "1.010727"}).content.decode()
    )


def test_the_list_filters_by_field_and_kind(visitor: Client) -> None:
    land = visitor.get("/en/procedures/", {"field": "land"})
    assert land.context["sentence"] == "1 procedure matches."
    elsewhere = visitor.get("/en/procedures/", {"kind": "referral"})
    assert elsewhere.context["sentence"] == "14 procedures match."


def test_nonsense_is_left_out(visitor: Client) -> None:
    everything = visitor.get("/en/procedures/")
    nonsense = visitor.get("/en/procedures/", {"field": "x", "kind": "y", "page": "-3"})
    assert nonsense.context["sentence"] == everything.context["sentence"]
    assert visitor.get("/en/procedures/", {"q": "zzzz"}).status_code == 200


def test_withheld_records_and_a_withheld_code_are_nowhere(visitor: Client) -> None:
    for slug in ("tham-dinh-bao-cao-dtm", "cap-lai-giay-phep-moi-truong", "no-such-thing"):
        assert visitor.get(f"/en/procedures/{slug}/").status_code == 404
    whole = visitor.get("/en/procedures/").content.decode()
    assert "tham-dinh-bao-cao-dtm" not in whole
    assert "1.010729" not in read(visitor, "dieu-chinh-giay-phep-moi-truong")
    hits = visitor.get("/en/procedures/", {"q": "1.010729"})
    assert hits.context["groups"] == []


def test_a_source_that_reads_the_same_is_named_once(visitor: Client) -> None:
    for slug in Procedure.objects.public().values_list("slug", flat=True):
        listed = read(visitor, slug).partition('<h2 id="sources">')[2].partition("</ul>")[0]
        rows = re.findall(r"<li>(.*?)</li>", listed)
        assert len(rows) == len(set(rows)), slug


def test_the_term_leads_to_the_form_that_says_it_is_wrong(visitor: Client) -> None:
    links = re.findall(r'<a href="([^"]+)">This is wrong</a>', read(visitor, IRC))
    assert len(links) == 1
    assert f"procedure={IRC}" in links[0]
    assert "10+working+days" in links[0]


def test_days_carry_their_label_and_mark(visitor: Client) -> None:
    page = read(visitor, IRC)
    assert "Maximum by law; Quảng Ninh&#x27;s own norm: not loaded" in page
    assert "10 <span" in page
    assert "working days" in page
    assert "not yet compared with the original" in page


def test_in_production_without_leave_nothing_unverified_is_shown(
    visitor: Client, settings: Any
) -> None:
    settings.SHOW_UNVERIFIED = False
    page = read(visitor, IRC)
    assert "working days" not in page  # not even in the title of its source
    assert "Application for the certificate" not in page
    assert "Investment registration certificate" in page


def test_withheld_values_are_not_published(visitor: Client) -> None:
    office = read(visitor, "cap-giay-phep-van-phong-dai-dien")
    assert "working day" not in office
    assert "3,000,000" not in office
    assert "not published" in office
    eco = read(visitor, "chung-nhan-khu-cong-nghiep-sinh-thai", "vi")
    assert "Ban Quản lý Khu kinh tế Quảng Ninh" not in eco


def test_no_indicative_day_and_no_remark_is_on_any_page(visitor: Client) -> None:
    for procedure in Procedure.objects.public():
        page = read(visitor, procedure.slug)
        for word in ("indicative", "to be confirmed", "unsourced", "fee_rule", "0.5"):
            assert word not in page, (procedure.slug, word)


def test_names_of_bodies_follow_their_dates(visitor: Client) -> None:
    assert "Public Administration Service Centre" in read(visitor, IRC)
    OrganisationName.objects.filter(organisation__key="qn-pasc").update(
        name_en="One-stop Centre", valid_from=None
    )
    page = read(visitor, IRC)
    assert "One-stop Centre" in page
    OrganisationName.objects.filter(organisation__key="qn-pasc").update(valid_until="2026-01-01")
    assert 'lang="vi">Trung tâm Phục vụ hành chính công' in read(visitor, IRC)


def test_the_law_says_since_when(visitor: Client) -> None:
    page = read(visitor, IRC)
    assert "143/2025/QH15" in page
    assert "in force since" in page
    assert "date not published" in page


def test_filing_is_elsewhere_and_asking_is_here(visitor: Client) -> None:
    page = read(visitor, "cap-giay-phep-moi-truong")
    assert "dichvucong.gov.vn" in page
    assert "1.010727" in page
    assert "does not replace" in page
    assert f"{reverse('enquiries:new')}?procedure=cap-giay-phep-moi-truong".split("/", 2)[2] in page


def test_referrals_name_the_body_and_give_no_days(visitor: Client) -> None:
    page = read(visitor, "chap-thuan-chu-truong-thu-tuong")
    assert "Ministry of Finance" in page
    assert "25 working" not in page


def test_what_was_abolished_says_so(visitor: Client) -> None:
    page = read(visitor, "cap-doi-giay-phep-moi-truong")
    assert "This procedure no longer exists" in page
    assert "Law 146/2025/QH15" in page


@pytest.mark.parametrize("address", ["", f"{IRC}/", "?q=giay+phep&kind=procedure"])
def test_a_page_asks_the_database_five_times_at_most(
    visitor: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    visitor.get("/en/procedures/", **AS_THE_FRONT_ASKS)
    with django_assert_max_num_queries(5):
        page = visitor.get(f"/en/procedures/{address}", **AS_THE_FRONT_ASKS)
    assert page.status_code == 200


def test_the_api_says_what_the_page_says(visitor: Client) -> None:
    one = visitor.get(f"/api/v1/procedures/{IRC}/").json()
    assert one["term"]["statutory_days"] == 10
    assert one["term"]["state"] == "unverified"
    assert one["notes"] is None
    assert one["fee_vnd"] is None
    assert [step["days"] for step in one["steps"]] == [None] * 6
    assert visitor.get("/api/v1/procedures/tham-dinh-bao-cao-dtm/").status_code == 404
    office = visitor.get("/api/v1/procedures/cap-giay-phep-van-phong-dai-dien/").json()
    assert (office["term"], office["fee_vnd"]) == (None, None)
    eco = visitor.get("/api/v1/procedures/chung-nhan-khu-cong-nghiep-sinh-thai/").json()
    assert eco["decides"] is None
    assert eco["steps"][4]["actor"]["vi"] is None


def test_the_api_lists_pages_and_refuses_nonsense(visitor: Client) -> None:
    first = visitor.get("/api/v1/procedures/", {"limit": 40}).json()
    rest = visitor.get(first["next"]).json()
    slugs = {one["slug"] for one in first["results"] + rest["results"]}
    assert slugs == set(Procedure.objects.public().values_list("slug", flat=True))
    assert visitor.get("/api/v1/procedures/", {"field": "x"}).status_code == 400


@pytest.mark.parametrize("language", ["zh-hans", "ko", "ja"])
def test_a_language_without_the_text_shows_the_english_one_tagged_and_what_is_binding(
    visitor: Client, language: str
) -> None:
    page = visitor.get(f"/{language}/procedures/{IRC}/").text
    name = ProcedureVersion.objects.get(procedure__slug=IRC).name_en
    assert f'<html lang="{language}">' in page
    assert f'<span lang="en">{name}</span>' in page
    with translation.override(language):
        assert gettext("Only the Vietnamese text is binding.") in page


def test_the_shape_of_the_cast_shows(procedure: ProcedureVersion, visitor: Client) -> None:
    assert "10 <span" in read(visitor, "investment-certificate")


def test_the_day_of_loading_is_no_date_of_publication(visitor: Client) -> None:
    with translation.override("en"):
        today = day_in_words(timezone.localdate())
    page = plain(read(visitor, IRC))
    assert "Date of publication not known." in page
    assert f"Recorded here on {today}." in page
    assert f"ublished {today}" not in page
    assert "Ngày công bố: chưa rõ." in read(visitor, IRC, "vi")
    said = visitor.get(f"/api/v1/procedures/{IRC}/").json()
    assert (said["decision_number"], said["decision_date"]) == (None, None)
    assert said["recorded_on"] == timezone.localdate().isoformat()


@pytest.mark.parametrize(
    ("number", "day", "sentence"),
    [
        ("12/QĐ-UBND", "2026-05-04", "Published by Decision 12/QĐ-UBND, Mon 4 May 2026."),
        ("12/QĐ-UBND", "", "Published by Decision 12/QĐ-UBND; date of publication not known."),
        ("", "2026-05", "Published May 2026; number of the decision not known."),
    ],
)
def test_a_decision_that_is_known_is_named_with_its_date(
    visitor: Client, number: str, day: str, sentence: str
) -> None:
    ProcedureVersion.objects.filter(procedure__slug=IRC).update(
        decision_number=number, decision_date=day
    )
    assert sentence in plain(read(visitor, IRC))
    said = visitor.get(f"/api/v1/procedures/{IRC}/").json()
    assert (said["decision_number"] or "", said["decision_date"] or "") == (number, day)


def test_dates_have_one_form(visitor: Client) -> None:
    for language, other in (
        ("en", r"\d\d/\d\d/\d{4}|\d{4}-\d\d-\d\d|January|February|October|November|December"),
        ("vi", r"thg \d|tháng \d+, |\d{4}-\d\d-\d\d|(?<!, )\b\d\d/\d\d/\d{4}"),
    ):
        for slug in Procedure.objects.public().values_list("slug", flat=True):
            page = read(visitor, slug, language)
            main = page.partition("<main")[2].partition("</main>")[0]
            text = re.sub(r"<[^>]+>", " ", main)
            assert not re.findall(other, text), (language, slug)


def test_the_catalogue_is_folded_by_field_and_opens_what_was_asked_for(visitor: Client) -> None:
    whole = visitor.get("/en/procedures/").text
    assert whole.count('<details class="group">') == 7
    assert re.search(r"<h2>Investment</h2>\s*<span class=\"count\" data-count>14</span>", whole)
    asked = visitor.get("/en/procedures/", {"field": "land"}).text
    assert '<details class="group" open>' in asked
