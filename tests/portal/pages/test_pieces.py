"""Pieces that compute something: the clock, the field, the coast."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from parks.directory.templatetags.locator import coast, locator, place
from portal.languages.templatetags.day import day, moment

CLOCK = {"due": date(2026, 11, 30), "used": 4, "paused": 0, "left": 6, "over": 0}


def clock(**changes: Any) -> str:
    with translation.override("en"):
        return render_to_string("pieces/clock.html", {"clock": {**CLOCK, **changes}})


def test_a_clock_can_be_read_without_its_bar() -> None:
    words = clock()
    assert "Mon 30 Nov 2026" in words
    assert "6 working days left" in words
    assert 'viewBox="0 0 10 1"' in words


def test_a_late_clock_says_so_in_words() -> None:
    assert "3 working days late" in clock(used=10, left=0, over=3)


def test_a_clock_without_a_term_promises_none() -> None:
    words = clock(due=None, used=0, left=0)
    assert "term not published" in words
    assert '<svg class="clock-bar"' not in words


def test_a_bar_holds_whole_numbers_in_every_language() -> None:
    with translation.override("vi"):
        words = render_to_string("pieces/clock.html", {"clock": {**CLOCK, "used": 1200}})
    assert 'viewBox="0 0 1206 1"' in words


def test_days_carry_the_name_of_the_day() -> None:
    afternoon = datetime(2026, 11, 16, 14, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    with translation.override("en"):
        assert day(date(2026, 11, 16)) == "Mon 16 Nov 2026"
        assert moment(afternoon) == "Mon 16 Nov 2026, 14:05"
        assert day(None) == ""
    with translation.override("vi"):
        assert day(date(2026, 11, 16)).endswith(", 16/11/2026")


class Asking(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="We write here.")
    phone = forms.CharField(label="Telephone", required=False)


def test_a_field_with_an_error_keeps_what_was_typed_and_is_tied_to_its_words() -> None:
    form = Asking({"email": "lan@"})
    with translation.override("en"):
        page = render_to_string("pieces/form.html", {"form": form})
    assert 'value="lan@"' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert 'id="id_email_helptext"' in page
    assert 'id="id_email_error"' in page
    assert '<a href="#id_email">E-mail</a>' in page
    assert page.count("(optional)") == 1


def test_the_coast_is_small_and_a_place_without_a_position_draws_nothing() -> None:
    assert len(coast()) < 10_000
    assert locator(None, None) == {}


def test_a_ring_is_drawn_only_where_it_is_known_how_far_the_place_may_be() -> None:
    with translation.override("en"):
        near = render_to_string("pieces/locator.html", locator(21, 107, "Song Khoai", 3))
        anywhere = render_to_string("pieces/locator.html", locator(21, 107, "Song Khoai", None))
    assert 'class="ring"' in near
    assert "the ring says" in near
    assert 'class="dot"' in anywhere
    assert "ring" not in anywhere


def test_a_place_lies_where_it_should_on_the_drawing() -> None:
    west, east = place(20.95, 106.8), place(21.5, 108)
    assert west[0] < east[0]
    assert west[1] > east[1]  # north is up


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_piece_is_shown_with_its_states_in_development(
    visitor: Client, db: None, language: str
) -> None:
    page = visitor.get("/dev/pieces/", {"language": language})
    assert page.status_code == 200
    assert page.text.count('class="clock"') >= 7
