"""From what a brochure says to a file: PDF/A that a screen reader can walk through."""

import io
import json
import logging
from datetime import date
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils import translation

from parks.directory.brochure.document import TEMPLATE, Document
from parks.directory.brochure.fonts import fonts
from portal.languages.printed import day_in_words

# To be kept for good, and to be read aloud (ISO 19005-2 level A, ISO 14289-1).
STANDARDS: list[Any] = ["a-2a", "ua-1"]
log = logging.getLogger(__name__)


def typeset(document: Document, day: date) -> bytes:
    """The PDF; `day` is the date of print."""
    given = inputs(document, day)
    try:
        return _set(given, STANDARDS)
    except typst.TypstError as error:
        # A sign that no typeface has, such as an emoji in a name, may not stand in PDF/A: the
        # reader gets everything else in an ordinary PDF, and a box in its place.
        log.warning("a brochure is no PDF/A: %s", error.message)
        return _set(given, [])


def inputs(document: Document, day: date) -> dict[str, str]:
    """What the layout reads: data, never a piece of markup."""
    with translation.override(document["language"]):
        words = day_in_words(day)
    printed = {"year": day.year, "month": day.month, "day": day.day, "words": words}
    whole = {**document, "qr": code_of(document["address"])}
    return {"document": json.dumps(whole), "day": json.dumps(printed)}


def code_of(address: str) -> str:
    """A QR code as SVG. It grows with the address; a tenth of it may be dirty or torn."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=2, dark="#08303a")
    return drawn.getvalue().decode()


def _set(given: dict[str, str], standards: list[Any]) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=settings.BASE_DIR,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=given,
        pdf_standards=standards,
    )
