"""Made once for each version, kept, made anew after a change; whoever is killed, it comes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from parks.directory.brochure.making import LEASE, make
from parks.directory.brochure.models import Brochure
from parks.directory.brochure.sweeps import SWEEPS, make_waiting
from parks.directory.brochure.tasks import make_brochure, remove_strays
from parks.directory.brochure.tidying import GRACE, KEPT, tidy
from parks.directory.editing import write_park
from parks.directory.models import Park
from portal.accounts.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/en/parks/song-khoai/brochure.pdf"
State = Brochure.State
PdfAt = Callable[[str], bytes]


@pytest.fixture(autouse=True)
def one_park(park: Park) -> None:
    """Sông Khoai, published."""


def asked(visitor: Client) -> Brochure:
    """A row that waits, as a first click leaves it."""
    assert visitor.get(ADDRESS).status_code == 202
    return Brochure.objects.get()


def test_a_first_click_is_told_of_the_progress_and_the_page_looks_again(visitor: Client) -> None:
    response = visitor.get(ADDRESS)
    assert response.status_code == 202
    assert response["Refresh"] == "2"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    page = response.content.decode()
    assert "Your brochure is being made" in page
    assert "It is next." in page
    assert f'href="{ADDRESS}"' in page
    vietnamese = visitor.get(ADDRESS.replace("/en/", "/vi/"))
    assert "Tài liệu của quý vị đang được tạo" in vietnamese.content.decode()


def test_the_kept_copy_is_served_again(visitor: Client, pdf_at: PdfAt) -> None:
    first = pdf_at(ADDRESS)
    row = Brochure.objects.get()
    assert row.state == State.READY
    response = visitor.get(ADDRESS)
    assert b"".join(response.streaming_content) == first  # type: ignore[attr-defined]
    assert Brochure.objects.get().made_at == row.made_at
    assert response["Content-Disposition"] == 'inline; filename="song-khoai-en.pdf"'
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    unchanged = visitor.get(ADDRESS, headers={"If-None-Match": response["ETag"]})
    assert unchanged.status_code == 304
    head = visitor.head(ADDRESS)
    assert head.status_code == 200
    assert int(head["Content-Length"]) == len(first)
    head.close()


def test_a_change_by_an_editor_gives_a_new_one(pdf_at: PdfAt, editor: User) -> None:
    before = pdf_at(ADDRESS)
    write_park("song-khoai", {"name_en": "Song Khoai Park of Change"}, by=editor)
    after = pdf_at(ADDRESS)
    assert after != before
    assert Brochure.objects.count() == 2
    write_park("song-khoai", {"editor_note": "Not for the public"}, by=editor)
    assert pdf_at(ADDRESS) == after
    assert Brochure.objects.count() == 2


def test_each_language_has_its_own(pdf_at: PdfAt) -> None:
    assert pdf_at(ADDRESS) != pdf_at(ADDRESS.replace("/en/", "/vi/"))
    assert set(Brochure.objects.values_list("language", flat=True)) == {"vi", "en"}


def test_the_task_may_run_twice(visitor: Client, pdf_at: PdfAt) -> None:
    row = asked(visitor)
    assert make_brochure(row.pk) is True
    kept = pdf_at(ADDRESS)
    assert make_brochure(row.pk) is False
    assert make_brochure(row.pk + 1000) is False
    assert pdf_at(ADDRESS) == kept
    _folders, files = default_storage.listdir("brochures")
    assert len(files) == 1


def test_a_lost_call_is_made_good_by_the_sweep(visitor: Client) -> None:
    row = asked(visitor)
    assert make_waiting in SWEEPS
    assert make_waiting(timezone.now()) == 1
    row.refresh_from_db()
    assert row.state == State.READY
    response = visitor.get(ADDRESS)
    assert response.status_code == 200
    response.close()


def test_what_a_killed_worker_left_is_taken_over_after_its_lease(visitor: Client) -> None:
    row = asked(visitor)
    now = timezone.now()
    Brochure.objects.update(state=State.MAKING, lease_until=now + LEASE, attempts=1)
    assert make_waiting(now) == 0
    assert "It is being set now." in visitor.get(ADDRESS).content.decode()
    assert make_waiting(now + LEASE + timedelta(seconds=1)) == 1
    row.refresh_from_db()
    assert row.state == State.READY


def test_what_changed_since_it_was_asked_for_is_not_made(visitor: Client, editor: User) -> None:
    row = asked(visitor)
    write_park("song-khoai", {"name_en": "Song Khoai of later"}, by=editor)
    assert make(row.pk, timezone.now()) is False
    assert not Brochure.objects.exists()
    row = asked(visitor)
    write_park("song-khoai", {"published": False}, by=editor)
    assert make(row.pk, timezone.now()) is False
    assert not Brochure.objects.exists()


def test_one_that_fails_is_tried_thrice_then_said_to_have_failed(
    visitor: Client, settings: Any, tmp_path: Path
) -> None:
    row = asked(visitor)
    whole = settings.BASE_DIR
    settings.BASE_DIR = tmp_path  # where neither layout nor typefaces are found
    for _attempt in range(5):
        assert make(row.pk, timezone.now()) is False
    settings.BASE_DIR = whole
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.FAILED, 3)
    response = visitor.get(ADDRESS)
    assert response.status_code == 503
    assert response["Retry-After"] == "3600"
    assert "To the page" in response.content.decode()
    assert tidy(timezone.now() + GRACE * 2) == 1
    assert visitor.get(ADDRESS).status_code == 202


def test_a_file_that_is_gone_is_made_again(visitor: Client, pdf_at: PdfAt) -> None:
    pdf_at(ADDRESS)
    default_storage.delete(str(Brochure.objects.get().file.name))
    assert visitor.get(ADDRESS).status_code == 202
    assert pdf_at(ADDRESS)
    assert Brochure.objects.get().state == State.READY


def test_old_versions_and_stray_files_are_tidied_away(pdf_at: PdfAt, editor: User) -> None:
    pdf_at(ADDRESS)
    write_park("song-khoai", {"name_en": "Song Khoai again"}, by=editor)
    pdf_at(ADDRESS)
    now = timezone.now()
    assert tidy(now) == 0, "somebody may be reading it"
    assert tidy(now + GRACE * 2) == 1
    assert tidy(now + GRACE * 2) == 0
    row = Brochure.objects.get()
    assert default_storage.exists(str(row.file.name))
    default_storage.save("brochures/stray.pdf", ContentFile(b"%PDF"))
    assert remove_strays() == 0
    with time_machine.travel(now + GRACE * 2):
        assert remove_strays() == 1
    _folders, files = default_storage.listdir("brochures")
    assert files == [Path(str(row.file.name)).name]
    assert tidy(now + KEPT + GRACE) == 1
    assert not Brochure.objects.exists()


def test_parks_that_are_not_public_have_none(visitor: Client, park: Park) -> None:
    assert visitor.get("/en/parks/atlantis/brochure.pdf").status_code == 404
    both = "/en/parks/compare/brochure.pdf?park=song-khoai&park="
    assert visitor.get(f"{both}atlantis").status_code == 404
    assert visitor.get("/en/parks/compare/brochure.pdf").status_code == 404
    Park.objects.filter(pk=park.pk).update(published=False)
    assert visitor.get(ADDRESS).status_code == 404
    assert not Brochure.objects.exists()


def test_one_park_is_no_comparison_and_five_are_too_many(visitor: Client) -> None:
    start = "/en/parks/compare/brochure.pdf"
    one = visitor.get(f"{start}?park=song-khoai&park=song-khoai&park=")
    assert (one.status_code, one["Location"]) == (302, ADDRESS)
    five = visitor.get(start, {"park": ["a", "b", "c", "d", "e"]})
    assert five.status_code == 302
    assert five["Location"] == "/en/parks/compare/?park=a&park=b&park=c&park=d&park=e"
    assert not Brochure.objects.exists()


def test_one_address_cannot_fill_the_queue(visitor: Client, park: Park) -> None:
    for number in range(22):
        Park.objects.filter(pk=park.pk).update(name_en=f"Park of version {number}")
        last = visitor.get(ADDRESS)
    assert last.status_code == 429
    assert Brochure.objects.count() == 20
    assert visitor.get(ADDRESS, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert other.get(ADDRESS).status_code == 202
    Park.objects.filter(pk=park.pk).update(name_en="Park of version 3")
    assert visitor.get(ADDRESS).status_code == 202, "one that was asked for before is no new one"


def test_a_queue_that_is_full_takes_no_more(visitor: Client) -> None:
    Brochure.objects.bulk_create(
        Brochure(parks="x", language="en", version=str(number)) for number in range(200)
    )
    response = visitor.get(ADDRESS)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert Brochure.objects.count() == 200


def test_the_pages_lead_to_their_brochures(visitor: Client) -> None:
    page = visitor.get("/en/parks/song-khoai/").content.decode()
    assert f'href="{ADDRESS}"' in page
    assert "Brochure (PDF, about 200 kB)" in page
    compared = visitor.get("/en/parks/compare/?park=song-khoai").content.decode()
    assert "/en/parks/compare/brochure.pdf?park=song-khoai" in compared
