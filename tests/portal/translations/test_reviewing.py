"""A translation says that nobody has read it until an official has."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from parks.directory.loading import load as load_parks
from parks.directory.models import Park
from parks.directory.wording import LABEL
from portal.accounts.models import User
from portal.languages.models import TextReview, digest_of
from portal.pagecache.version import public_version
from portal.refusals import Refused
from portal.translations.interface import RECORD, TRANSLATED
from portal.translations.loading import load
from portal.translations.reviewing import confirm

SignIn = Callable[[User], Client]
UNREVIEWED = "Machine or editor translation, unreviewed."
PARTLY = "Machine or editor translation, in part unreviewed."
BINDING = "Only the Vietnamese text is binding."


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    load()


def page(visitor: Client, language: str = "en") -> str:
    return visitor.get(f"/{language}/about/").content.decode()


def interface(language: str) -> TextReview:
    return TextReview.objects.get(record=RECORD, language=language)


def test_a_page_in_an_unread_language_says_so_until_an_official_confirms_it(
    visitor: Client, editor: User
) -> None:
    assert UNREVIEWED in page(visitor)
    before = public_version()
    assert confirm([interface("en").pk], by=editor) == 1
    assert UNREVIEWED not in page(visitor)
    assert BINDING in page(visitor)
    assert public_version() > before
    row = interface("en")
    assert (row.reviewed, row.reviewed_by) == (True, editor)


def test_a_vietnamese_page_of_our_own_words_needs_no_mark(visitor: Client) -> None:
    load_parks()
    assert TextReview.objects.filter(language="vi", reviewed=False).exists()
    assert "translation-note" not in page(visitor, "vi")


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_language_waits_for_its_own_review(visitor: Client, language: str) -> None:
    assert 'class="mark-word"' in page(visitor, language)


def test_content_nobody_read_keeps_the_mark_in_part(visitor: Client, editor: User) -> None:
    load_parks()
    confirm([interface("ko").pk], by=editor)
    waiting = TextReview.objects.filter(language="ko", reviewed=False)
    assert waiting.exists()
    assert 'class="mark-word"' in page(visitor, "ko")
    confirm(waiting.values_list("pk", flat=True), by=editor)
    assert 'class="mark-word"' not in page(visitor, "ko")


def test_a_new_word_in_the_catalogue_asks_for_a_new_review(visitor: Client, editor: User) -> None:
    confirm([interface("en").pk], by=editor)
    TextReview.objects.filter(record=RECORD).update(source_digest="of the catalogue before")
    assert UNREVIEWED in page(visitor)
    load()
    assert not interface("en").reviewed


def test_a_translation_reworded_since_it_was_read_waits_again(editor: User) -> None:
    load_parks()
    label = TextReview.objects.filter(record__startswith=LABEL, language="vi").first()
    assert label
    confirm([label.pk], by=editor)
    load()
    label.refresh_from_db()
    assert label.reviewed  # what was read still stands
    TextReview.objects.filter(pk=label.pk).update(text_digest=digest_of("read before"))
    load()
    label.refresh_from_db()
    assert (label.reviewed, label.reviewed_by) == (False, None)
    confirm([label.pk], by=editor)
    load()
    label.refresh_from_db()
    assert label.reviewed


def test_a_name_whose_source_changed_is_not_confirmed_unread(editor: User) -> None:
    load_parks()
    row = TextReview.objects.get(record="directory.park:hai-ha", language="ko")
    Park.objects.filter(slug="hai-ha").update(name_vi="Khu công nghiệp khác")
    with pytest.raises(Refused, match="hai-ha"):
        confirm([row.pk], by=editor)
    row.refresh_from_db()
    assert not row.reviewed


def test_only_those_who_answer_for_what_is_published_confirm(editor: User, hoa: User) -> None:
    keys = [interface("ja").pk]
    with pytest.raises(PermissionDenied):
        confirm(keys, by=hoa)
    assert not interface("ja").reviewed
    assert confirm(keys, by=editor) == 1


def test_the_official_reads_source_and_translation_side_by_side(
    signed_in: SignIn, editor: User, hoa: User
) -> None:
    load_parks()
    address = "/admin/languages/textreview/?reviewed__exact=0&language__exact=zh-hans"
    shown = signed_in(editor).get(address).content.decode()
    assert "Khu công nghiệp Hải Yên" in shown
    assert '<span lang="zh-hans">Hải Yên 工业园区</span>' in shown
    assert signed_in(hoa).get(address).status_code == 403


def test_confirming_in_the_list_is_one_action(signed_in: SignIn, editor: User) -> None:
    row = interface("ja")
    browser = signed_in(editor)
    chosen = {"action": "confirm", "_selected_action": [row.pk]}
    browser.post("/admin/languages/textreview/", chosen)
    assert interface("ja").reviewed
