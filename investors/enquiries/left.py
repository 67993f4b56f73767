"""How long is left until a date, in the words and states of every list and page of both rooms."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 1


def left_words(days: int, *, passed: bool, calendar_days: bool = False) -> str:
    """`days` in the unit of the term, negative when late.

    `passed`: today is after the date. With 0 working days that is a day off after it: late,
    though no working day was lost yet.
    """
    if days == 0:
        return _("late") if passed else _("due today")
    if days > 0 and calendar_days:
        text = ngettext("in %(count)s day", "in %(count)s days", days)
    elif days > 0:
        text = ngettext("in %(count)s working day", "in %(count)s working days", days)
    elif calendar_days:
        text = ngettext("%(count)s day late", "%(count)s days late", -days)
    else:
        text = ngettext("%(count)s working day late", "%(count)s working days late", -days)
    return text % {"count": abs(days)}


def left_state(days: int, *, passed: bool) -> str:
    """`late`, `soon` (today or the next day that counts) or `open`."""
    if passed:
        return "late"
    return "soon" if days <= SOON_DAYS else "open"
