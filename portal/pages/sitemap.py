"""The map of the public pages for search machines: an index, and pages of it by ranges of keys.

However many records there are, one request reads at most `RECORDS` of them, so that memory and
time stay the same; each answer is a public page, kept ready compressed under the public version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import F, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from investors.procedures.models import Procedure
from parks.directory.models import Park
from portal.pagecache.pages import public_page

# A page holds an address for each record and language: far below the 50,000 that are allowed, and
# small enough to be kept (`portal.pagecache.front.LARGEST_PAGE_BYTES`).
RECORDS = 200
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_SLUG = "slug"

OWN_PAGES = (
    *(f"pages:{name}" for name in ("home", "about", "indicators", "privacy", "accessibility")),
    "parks:list",
    "parks:money",
    "procedures:list",
)


@dataclass(frozen=True)
class Records:
    """A kind of record with one page each, found by its slug."""

    model: type[Model]
    route: str

    def blocks(self) -> Iterable[int]:
        """Which ranges of `RECORDS` keys hold anything public."""
        in_blocks = self.public().annotate(block=F("pk") / RECORDS).order_by("block")
        found: Iterable[int] = in_blocks.values_list("block", flat=True).distinct()
        return found

    def slugs(self, block: int) -> list[str]:
        first = block * RECORDS
        found = self.public().filter(pk__gte=first, pk__lt=first + RECORDS).order_by("pk")
        return list(found.values_list("slug", flat=True).distinct())

    def public(self) -> QuerySet:
        found: QuerySet = self.model.objects.public()  # type: ignore[attr-defined]
        return found


RECORDS_OF = {
    "parks": Records(Park, "parks:park"),
    "procedures": Records(Procedure, "procedures:procedure"),
}


@public_page()
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = ["pages-0"]
    parts += [f"{name}-{block}" for name, kind in RECORDS_OF.items() for block in kind.blocks()]
    lines = (
        f"<sitemap><loc>{escape(settings.SITE_URL)}/sitemap-{part}.xml</loc></sitemap>"
        for part in parts
    )
    return _document(f"sitemapindex {_SCHEMA}", lines)


@public_page()
@require_safe
def sitemap_part(request: HttpRequest, name: str, block: int) -> HttpResponse:
    if name == "pages" and block == 0:
        found = [_in_each_language(route) for route in OWN_PAGES]
    elif name in RECORDS_OF and (slugs := RECORDS_OF[name].slugs(block)):
        pattern = _in_each_language(RECORDS_OF[name].route, _SLUG)
        found = [
            {code: f"{before}{slug}{after}" for code, (before, after) in _around(pattern).items()}
            for slug in slugs
        ]
    else:
        raise Http404
    return _document(
        f"urlset {_SCHEMA} {_LINKS}", (line for page in found for line in _entries(page))
    )


def _in_each_language(route: str, *args: str) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = escape(settings.SITE_URL + reverse(route, args=args))
    return found


def _around(pattern: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What stands before and after the slug: finding the way once, not for every record."""
    parts = {code: address.rpartition(f"/{_SLUG}/") for code, address in pattern.items()}
    return {code: (f"{before}/", f"/{after}") for code, (before, _, after) in parts.items()}


def _entries(page: dict[str, str]) -> Iterator[str]:
    """One address in each language, each naming all; readers of another get the main language."""
    named = {**page, "x-default": page[settings.LANGUAGE_CODE]}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in named.items()
    )
    return (f"<url><loc>{address}</loc>{links}</url>" for address in page.values())


def _document(root: str, lines: Iterable[str]) -> HttpResponse:
    whole = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root}>", *lines]
    whole.append(f"</{root.split(' ', 1)[0]}>")
    return HttpResponse("\n".join(whole) + "\n", content_type="application/xml")
