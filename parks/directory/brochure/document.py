"""Everything a brochure says, as one object, and the version of that: what is not said anew is
not printed anew."""

import hashlib
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from parks.directory.brochure.comparison import told_of_comparison
from parks.directory.brochure.fonts import families, printed_language
from parks.directory.brochure.park import told_of_park
from parks.directory.compare.choice import MOST
from parks.directory.figure_reading import public_figures
from parks.directory.models import Park
from parks.directory.translated import labels_in
from portal.translations.note import note_in_words

TEMPLATE = Path(__file__).with_name("brochure.typ")
Document = dict[str, Any]


def document_of(slugs: Sequence[str], language: str) -> Document | None:
    """For a reader of `language`: of one park, or of a comparison of several.

    None where one of the parks does not exist for the public.
    """
    printed = printed_language(language)
    with translation.override(printed):
        parks = _parks(slugs)
        if not parks:
            return None
        figures = public_figures(parks)
        alone = len(parks) == 1
        return {
            **(told_of_park(parks[0], figures) if alone else told_of_comparison(parks, figures)),
            "language": printed,
            "families": families(printed),
            "address": _address(slugs, language),
            "only_english": _only_english(language) if printed != language else "",
            "translation": note_in_words(printed, labels_in(chain(*figures.values()))),
            "words": _words(),
        }


def version_of(document: Document) -> str:
    """A digest of all that is printed, except the day, and of how it is laid out."""
    said = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode() + TEMPLATE.read_bytes()).hexdigest()


def _parks(slugs: Sequence[str]) -> list[Park]:
    """In the order they were asked for; none where one of them is not public."""
    found = Park.objects.public().with_links().filter(slug__in=slugs[:MOST])
    known = {park.slug: park for park in found}
    return [known[slug] for slug in slugs] if all(slug in known for slug in slugs) else []


def _address(slugs: Sequence[str], language: str) -> str:
    """The live page in the reader's language, also where the brochure itself is in English."""
    with translation.override(language):
        if len(slugs) == 1:
            return f"{settings.SITE_URL}{reverse('parks:park', args=slugs)}"
        query = urlencode([("park", slug) for slug in slugs])
        return f"{settings.SITE_URL}{reverse('parks:compare')}?{query}"


def _only_english(language: str) -> str:
    said: str = _(
        "This copy is in English, because no typeface for %(language)s is installed here. "
        "The page itself, at the address below, is in %(language)s."
    )
    return said % {"language": get_language_info(language)["name"]}


def _words() -> dict[str, str]:
    """The fixed words of the layout."""
    return {
        "portal": str(settings.PORTAL_NAME),
        "information_copy": _("Information copy, not binding"),
        "not_binding": _(
            "This is an information copy. It is not binding and replaces no decision and no "
            "paper of an authority."
        ),
        "demonstration": _("demonstration, not a real record"),
        "printed": _("Printed on %(day)s"),
        "live": _("The live page, always up to date"),
        "code": _("QR code with the address of the live page"),
        "not_published": _("not published"),
        "what": _("What"),
        "value": _("Value"),
        "proof": _("Proof"),
        "sources": _("Sources"),
        "numbers": _("The numbers in brackets in this brochure lead to this list."),
        "others": _("Other published values"),
        "why": _("Why this value is shown"),
        "differs": _("differs"),
        "page": _("page %(number)s of %(total)s"),
        "compared": _(
            "Rows in which published values differ are marked; what nobody has published is named."
        ),
    }
