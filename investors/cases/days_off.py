"""A date of an appointment slip that is a day off: seldom right, so it is asked about."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.languages.templatetags.day import day as written
from portal.languages.text import pick
from portal.workdays.counting import SATURDAY, Calendar, YearNotPublished


def is_day_off(day: date, calendar: Calendar) -> bool:
    """In a year without a calendar only its Saturdays and Sundays are known."""
    try:
        return not calendar.is_working_day(day)
    except YearNotPublished:
        return day.weekday() >= SATURDAY


def named_day_off(day: date, calendar: Calendar) -> str:
    """ "Tue 24 Nov 2026 (Culture Day)"; a Saturday or Sunday says its name by itself."""
    special = calendar.off.get(day)
    name = pick(dict(special.names), "name", get_language() or "vi").text if special else ""
    return f"{written(day)} ({name})" if name else written(day)


def day_off_question(day: date, calendar: Calendar) -> str:
    """Empty for a working day; otherwise what it is, and the next day that is none."""
    if not is_day_off(day, calendar):
        return ""
    words = {"day": named_day_off(day, calendar)}
    try:
        words["next"] = written(calendar.next_working_day(day))
    except YearNotPublished:
        return _("%(day)s is a day off. Correct it, or confirm that the slip says so.") % words
    return (
        _(
            "%(day)s is a day off; the next working day is %(next)s. Correct it, or confirm that "
            "the slip says so."
        )
        % words
    )
