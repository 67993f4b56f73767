"""What the list says in words: cards, counts, the sentence of the result."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parks.directory.asked import asked_figures, kinds_asked
from parks.directory.counting import Tally
from parks.directory.figure_reading import public_figures
from parks.directory.filters import (
    address,
    asked_values,
    chips,
    choices_in_words,
    filters,
    in_address,
)
from parks.directory.forms import ListForm, Wish
from parks.directory.listing import Listing
from parks.directory.models import Park
from parks.directory.record_shown import STATUS_TONES, precision_in_words, status_shown
from parks.directory.sections import HEADLINES, headlines
from parks.directory.showing import ShownFigure
from portal.languages.numbers import number_in_words
from portal.languages.text import Shown, pick


@dataclass(frozen=True)
class Card:
    """One park of the list: the figures it has published, and the names of those it has not."""

    park: Park
    url: str
    name: Shown
    place: Shown
    status: ShownFigure
    tone: str
    figures: list[ShownFigure]
    unknown: str
    off: str  # how exact its position is, in words

    @property
    def proven(self) -> bool:
        """Whether there is any proof to open."""
        return bool(self.status.sources or any(one.sources for one in self.figures))


def list_context(form: ListForm, wish: Wish, listing: Listing) -> dict[str, Any]:
    language = get_language() or "vi"
    here = reverse("parks:list")
    words = choices_in_words(wish, listing, language)
    return {
        "form": form,
        "wish": wish,
        "cards": cards_of(listing.parks, language, wish),
        "filters": filters(form, wish, listing, words, here),
        "chips": chips(wish, words, here),
        "clear_url": here,
        "besides_words": in_address(wish, q="").items(),
        "sentence": sentence(wish, listing),
        "misunderstood": wish.misunderstood,
        **_widening(wish, listing, here),
        "ask_url": _asking(wish, listing, [chip.label for chip in chips(wish, words, here)]),
        "pages": {
            "first": address(here, wish) if wish.after else "",
            "next": address(here, wish, after=listing.after) if listing.after else "",
        },
        "coverage": {} if wish.demonstration else _coverage(listing, language),
        "dots": [park.pin for park in listing.parks if park.pin],
        "map_url": address(reverse("parks:map"), replace(wish, order="name")),
    }


def sentence(wish: Wish, listing: Listing) -> str:
    """ "3 of 22 match; 12 have not published their total area." """
    tally = listing.tally
    total = listing.kept.demonstration if wish.demonstration else listing.kept.total
    if not list(wish.active()):
        return ngettext(
            "%(total)s park, zone or cluster", "%(total)s parks, zones and clusters", total
        ) % {"total": number_in_words(total)}
    counts = {"matching": number_in_words(tally.matching), "total": number_in_words(total)}
    if tally.capped:
        words = _("More than %(matching)s of %(total)s parks, zones and clusters match.") % counts
    else:
        said = ngettext(
            "%(matching)s of %(total)s parks, zones and clusters matches.",
            "%(matching)s of %(total)s parks, zones and clusters match.",
            tally.matching,
        )
        words = said % counts
    return f"{words} {_unpublished(wish, tally)}".rstrip()


def _unpublished(wish: Wish, tally: Tally) -> str:
    """Of those that may fit: only counted, or shown too."""
    counts = {"count": number_in_words(tally.unpublished), "missing": asked_values(wish)}
    if tally.unpublished_capped and wish.unknown:
        return (
            _("Also shown, for they may match: more than %(count)s without %(missing)s.") % counts
        )
    if tally.unpublished_capped:
        return _("More than %(count)s have not published: %(missing)s.") % counts
    if not tally.unpublished:
        return ""
    if wish.unknown:
        said = ngettext(
            "%(count)s more is shown that may match and has not published: %(missing)s.",
            "%(count)s more are shown that may match and have not published: %(missing)s.",
            tally.unpublished,
        )
        return said % counts
    said = ngettext(
        "%(count)s has not published: %(missing)s.",
        "%(count)s have not published: %(missing)s.",
        tally.unpublished,
    )
    return said % counts


def _widening(wish: Wish, listing: Listing, here: str) -> dict[str, str]:
    """The link that also shows those that may fit, while they are only counted."""
    if not wish.ranged or wish.unknown or not listing.tally.unpublished:
        return {}
    words = _("Also show those that have not published: %(missing)s")
    return {
        "with_unknown": words % {"missing": asked_values(wish)},
        "with_unknown_url": address(here, wish, unknown="1"),
    }


def _asking(wish: Wish, listing: Listing, asked: list[str]) -> str:
    """An enquiry that says what was looked for and what nobody has published of it."""
    if not wish.ranged or not listing.tally.unpublished:
        return ""
    text = _(
        "We look for: %(asked)s.\n"
        "Parks of the list that have not published it (%(missing)s): %(count)s.\n"
        "Please tell us which of them would suit."
    ) % {
        "asked": "; ".join(asked),
        "missing": asked_values(wish),
        "count": number_in_words(listing.tally.unpublished),
    }
    subject = _("Parks that have not published: %(missing)s") % {"missing": asked_values(wish)}
    return f"{reverse('enquiries:new')}?{urlencode({'subject': subject, 'text': text})}"


def cards_of(parks: list[Park], language: str, wish: Wish | None = None) -> list[Card]:
    """One query for the figures of all; `status_source` of the parks is joined. What the wish
    asks for comes first."""
    wish = wish or Wish()
    figures = public_figures(parks, {*HEADLINES, *kinds_asked(wish)})
    # One reverse for all: it costs more than the rest of a card.
    pattern = reverse("parks:park", args=["0"])
    cards: list[Card] = []
    for park in parks:
        mine = figures.get(park.pk, [])
        first = asked_figures(wish, mine)
        told = {one.kind for one in first}
        shown = [*first, *(one for one in headlines(mine) if one.kind not in told)]
        missing = [str(one.label).lower() for one in shown if one.unknown]
        cards.append(
            Card(
                park=park,
                url=pattern.replace("/0/", f"/{park.slug}/"),
                name=pick(park, "name", language),
                place=pick(park, "place", language),
                status=status_shown(park),
                tone=STATUS_TONES[park.status],
                figures=[one for one in shown if not one.unknown],
                unknown=", ".join(missing),
                off=precision_in_words(park),
            )
        )
    return cards


def _coverage(listing: Listing, language: str) -> dict[str, Any]:
    """How complete the list is, as the data says; a later phase counts with its park."""
    kept = listing.kept
    parks = sum(n for (kind, _status), n in kept.crossed.items() if kind == Park.Kind.PARK)
    return {
        "text": pick(kept.coverage, "name", language) if kept.coverage else None,
        "parks": parks - kept.later_phases,
        "planned": kept.planned,
    }
