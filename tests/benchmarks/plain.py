"""The list of parks without templates: the same page put together by string formatting.

What does not change from park to park is taken once from the page as it was drawn. What does
(names, places, values with unit and date, sources) is read by the same queries, put into the
reader's words by the same functions and joined; nothing of it is kept.
"""

from collections.abc import Callable
from html import escape

from parks.directory.list_words import cards_of
from parks.directory.listing import Listing
from parks.directory.showing import ShownFigure

_OPENS, _CLOSES = '<ul class="entries">', "</ul>"


def plain_list(drawn: str) -> Callable[[Listing], str]:
    """A function that makes the whole page from a listing."""
    head, _, rest = drawn.partition(_OPENS)
    _cards_drawn, _, foot = rest.partition(_CLOSES)

    def page(listing: Listing) -> str:
        cards = "".join(
            f'<li><article class="entry"><h3><a href="{card.url}">{escape(card.name.text)}</a></h3>'
            f"<label><input type=checkbox name=park value={card.park.slug}></label>"
            f"<p>{card.park.get_kind_display()} · {escape(card.place.text)}</p>"
            f"<p>{_figure(card.status)}</p><dl>{''.join(map(_figure, card.figures))}</dl>"
            f"<p>{escape(card.unknown)}</p></article></li>"
            for card in cards_of(listing.parks, "en")
        )
        return f"{head}{_OPENS}{cards}{_CLOSES}{foot}"

    return page


def _figure(figure: ShownFigure) -> str:
    sources = "".join(
        f'<a href="{escape(url or "")}">{escape(title)}</a> ({grade})'
        for title, url, grade in figure.sources
    )
    return (
        f"<dt>{escape(str(figure.label))}</dt><dd>{escape(str(figure.value))} {figure.unit}</dd>"
        f"<dd>{escape(str(figure.as_of))}</dd><dd>{figure.confidence}</dd><dd>{sources}</dd>"
        f'<dd><a href="{escape(figure.report_url)}">wrong</a></dd>'
    )
