"""`{% shown park "name" %}`: a text in the reader's language, tagged when it is in another."""

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.translation import get_language

from portal.languages.text import Shown, pick

register = template.Library()


@register.simple_tag
def shown(thing: models.Model, field: str) -> str:
    asked = get_language() or "vi"
    return tagged(pick(thing, field, asked))


@register.filter
def named(names: dict[str, str]) -> str:
    """Plain text of names by column, `{"name_vi": ..., "name_en": ...}`: for mails."""
    return pick(names, "name", get_language() or "vi").text or names.get("name_vi", "")


@register.filter
def tagged(text: Shown) -> str:
    """A `Shown` as HTML: wrapped in a `span` with `lang` when it is not the page's language."""
    if text.lang in ("", get_language()):
        return format_html("{}", text.text)
    return format_html('<span lang="{}">{}</span>', text.lang, text.text)
