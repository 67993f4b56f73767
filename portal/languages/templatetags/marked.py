"""`{{ printed|dated }}`, `{{ day|on_day }}`, `{{ number|valued }}`, `{{ text|article }}`."""

from typing import Any

from django import template
from django.utils.html import format_html

from portal.languages.marked import dated, on_day, valued

register = template.Library()
register.filter("dated", dated)
register.filter("on_day", on_day)


@register.filter("valued")
def valued_alone(number: Any) -> str:
    """The number as its own words; empty for none."""
    return "" if number is None else valued(number)


@register.filter
def article(text: Any) -> str:
    """Prose of a law or a decision, whose numbers are its own."""
    return format_html("<span data-article>{}</span>", text) if text else ""
