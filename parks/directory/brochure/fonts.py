"""Typefaces of the brochures: ours for Latin letters; for Chinese, Korean and Japanese those of the
machine or of `make fonts`.

One Chinese character has other strokes in Japan than in China, so each language has families of
its own, and the first of them that is there comes right after ours.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from typst import Fonts

LATIN = "Be Vietnam Pro"
# Fonts that may be put into a file and given away; the first that is found is taken.
FAMILIES: dict[str, tuple[str, ...]] = {
    "zh-hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "NanumGothic"),
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "IPAexGothic"),
}
OTHERWISE = "en"
FROM_PACKAGES = settings.BASE_DIR / "node_modules" / "@expo-google-fonts"


def printed_language(asked: str) -> str:
    """The language a brochure is in: English where no typeface for the reader's is found."""
    return OTHERWISE if asked in FAMILIES and not _family(asked) else asked


def is_in_english(asked: str) -> bool:
    """Whether a reader of this language gets another one, which the link to it says."""
    return printed_language(asked) != asked


def families(language: str) -> list[str]:
    """In the order in which a glyph is looked for."""
    return list(filter(None, [LATIN, _family(language)]))


def fonts() -> Fonts:
    """Only what is named here: what else a machine has would change how a brochure looks."""
    return _fonts(settings.BROCHURE_FONTS)


def _family(language: str) -> str:
    found = {family for family, _folder in _found(settings.BROCHURE_FONTS)}
    return next((name for name in FAMILIES.get(language, ()) if name in found), "")


@lru_cache(maxsize=4)
def _fonts(named: str) -> Fonts:
    folders = {folder for _family, folder in _found(named)}
    paths = [str(FROM_PACKAGES / "be-vietnam-pro"), *sorted(folders)]
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@lru_cache(maxsize=4)
def _found(named: str) -> frozenset[tuple[str, str]]:
    """(family, folder) of those above: in the folder that is named, or else on the machine and
    among our packages."""
    there = Fonts(
        include_system_fonts=not named,
        include_embedded_fonts=False,
        font_paths=[named or str(FROM_PACKAGES)],
    )
    wanted = set(_all(FAMILIES.values()))
    return frozenset(
        (font.family, str(Path(font.path).parent))
        for font in there.fonts()
        if font.path and font.family in wanted
    )


def _all(names: Iterable[Iterable[str]]) -> Iterable[str]:
    return (name for some in names for name in some)
