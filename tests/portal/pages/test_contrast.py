"""The colours of the token sheet can be read, by day and by night."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "portal" / "static" / "portal"
NOT_COLOURS = re.compile(r"/\*.*?\*/|url\([^)]*\)", flags=re.S)
ROLE = re.compile(
    r"--(?P<role>[a-z-]+): light-dark\((?P<day>#[0-9a-f]{6}), (?P<night>#[0-9a-f]{6})\)"
)
ROLES = {
    found["role"]: {"day": found["day"], "night": found["night"]}
    for found in ROLE.finditer((STATIC / "tokens.css").read_text(encoding="utf-8"))
}
SURFACES = ("page", "surface", "surface-quiet")
TEXTS = ("muted", "unknown", "link", "link-strong")
STATES = ("ok", "soon", "late", "paused", "info")
BODY = [("on-surface", surface) for surface in SURFACES]
BODY += [("on-bay", "bay"), ("on-bay", "bay-deep")]
BODY += [("on-surface", f"{state}-surface") for state in STATES]
OTHER_TEXT = (
    [(text, surface) for text in TEXTS for surface in SURFACES]
    + [(state, surface) for state in STATES for surface in (*SURFACES, f"{state}-surface")]
    + [("muted", f"{state}-surface") for state in STATES]
    + [("on-bay-muted", "bay"), ("on-bay-muted", "bay-deep"), ("bay-deep", "on-bay")]
    + [("on-action", "action"), ("on-action", "action-strong")]
    + [("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-field-bay", "field-bay")]
)
GRAPHICS = (
    [(line, surface) for line in ("line-strong", "focus") for surface in SURFACES]
    + [(f"bar-{part}", "page") for part in ("used", "paused", "over")]
    + [("focus-bay", "bay"), ("focus-bay", "bay-deep"), ("accent", "bay")]
)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize(
    ("pairs", "least"),
    [(BODY, 7.0), (OTHER_TEXT, 4.5), (GRAPHICS, 3.0)],
    ids=["body", "other", "graphics"],
)
def test_text_and_graphics_stand_out_from_what_they_lie_on(
    time: str, pairs: list[tuple[str, str]], least: float
) -> None:
    weak = {
        f"{front} on {back}": round(contrast(ROLES[front][time], ROLES[back][time]), 2)
        for front, back in pairs
        if contrast(ROLES[front][time], ROLES[back][time]) < least
    }
    assert not weak


def test_no_sheet_but_the_tokens_names_a_colour() -> None:
    named = {
        sheet.name: sorted(set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text)))
        for sheet in STATIC.glob("*.css")
        if sheet.name not in ("tokens.css", "print.css")
        for text in [NOT_COLOURS.sub("", sheet.read_text(encoding="utf-8"))]
    }
    assert not {name: colours for name, colours in named.items() if colours}
