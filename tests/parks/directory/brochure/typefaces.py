"""Typefaces that know the signs a test needs, as files: every sign is a box."""

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def make_typeface(folder: Path, family: str, signs: Iterable[str]) -> None:
    codes = sorted({ord(sign) for sign in signs})
    names = [".notdef", *(f"u{code:04X}" for code in codes)]
    pen = TTGlyphPen(None)
    for step, point in enumerate([(50, 0), (50, 700), (850, 700), (850, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({code: f"u{code:04X}" for code in codes})
    made.setupGlyf(dict.fromkeys(names, box))
    made.setupHorizontalMetrics(dict.fromkeys(names, (900, 50)))
    made.setupHorizontalHeader(ascent=880, descent=-120)
    plain = family.replace(" ", "")
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": plain})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    made.setupPost()
    folder.mkdir(exist_ok=True)
    made.save(folder / f"{plain}.ttf")
