"""`{{ due|day }}`: dates and times as people here write them, with the day of the week."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from portal.languages.printed import day_in_words

register = template.Library()


@register.filter
def day(value: date | datetime | str | None) -> str:
    """ "Mon 16 Nov 2026"; in Vietnamese "Thứ Hai, 16/11/2026". Empty for nothing.

    Notices keep their dates as ISO text, which is understood too.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return day_in_words(local)


@register.filter
def moment(value: datetime | None) -> str:
    """The day, then the time in Vietnam: "Mon 16 Nov 2026, 14:05"."""
    if value is None:
        return ""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"
