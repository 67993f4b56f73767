"""Texts in five languages: which one to show, and saying which one was shown.

One rule for all content: asked for, then English, then Vietnamese; a Vietnamese reader gets
Vietnamese or nothing. What is shown carries its language, so that a page can tag it.
"""

from typing import Any, NamedTuple

from django.db import models

LANGUAGES = ("vi", "en", "zh-hans", "ko", "ja")


class Shown(NamedTuple):
    """A text and the language it is in; both empty when there is nothing to show."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def column(field: str, language: str) -> str:
    """The column of `field` in `language`: `name`, `zh-hans` -> `name_zh_hans`."""
    return f"{field}_{language.replace('-', '_')}"


def columns(field: str) -> tuple[str, ...]:
    return tuple(column(field, language) for language in LANGUAGES)


def order_of(asked: str) -> tuple[str, ...]:
    if asked == "vi":
        return ("vi",)
    return tuple(dict.fromkeys((asked, "en", "vi")))


def pick(thing: models.Model | dict[str, Any], field: str, asked: str) -> Shown:
    for language in order_of(asked):
        name = column(field, language)
        text = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, "")
        if text:
            return Shown(text, language)
    return Shown("", "")
