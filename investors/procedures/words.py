"""What a procedure says in words: terms; and, as HTML, dates of laws and of its text."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investors.procedures.models import Instrument, ProcedureVersion, Unit
from portal.languages.marked import dated, fill, on_day
from portal.languages.numbers import for_machines


def days_in_words(days: int | Decimal, unit: str) -> str:
    """ "17 working days"; working and calendar days are never converted into each other."""
    plural = 1 if days == 1 else 2
    if unit == Unit.CALENDAR:
        said = ngettext("%(days)s calendar day", "%(days)s calendar days", plural)
    else:
        said = ngettext("%(days)s working day", "%(days)s working days", plural)
    return said % {"days": for_machines(days)}


def term_in_words(version: ProcedureVersion) -> str:
    """The term a file has here, or "" when none is published."""
    return days_in_words(version.term_days, version.unit) if version.term_days else ""


def term_label(version: ProcedureVersion) -> str:
    """What kind of term it is, in full: for the page of one procedure."""
    if version.term_days and not version.internal_days:
        return _("Maximum by law; Quảng Ninh's own norm: not loaded")
    return short_term_label(version)


def short_term_label(version: ProcedureVersion) -> str:
    """For a list that says once that no own norm is loaded."""
    if not version.term_days:
        return _("Term")
    return _("Quảng Ninh's own term") if version.internal_days else _("Maximum by law")


def announced_in_words(version: ProcedureVersion) -> str:
    """By which decision and when the procedure was published; the day of loading is neither."""
    number = format_html("<span data-article>{}</span>", version.decision_number)
    day = dated(version.decision_date)
    if version.decision_number and day:
        return fill(_("Published by Decision %(number)s, %(day)s."), {"number": number, "day": day})
    if version.decision_number:
        said = _("Published by Decision %(number)s; date of publication not known.")
        return fill(said, {"number": number})
    if day:
        return fill(_("Published %(day)s; number of the decision not known."), {"day": day})
    return _("Date of publication not known.")


def recorded_in_words(version: ProcedureVersion) -> str:
    """ "Recorded here on Mon 16 Nov 2026." """
    if version.published_at is None:
        return ""
    return fill(_("Recorded here on %(day)s."), {"day": on_day(version.published_at)})


def in_force_in_words(instrument: Instrument) -> str:
    """ "in force since 1 Mar 2026"; "" when the day is not published."""
    if not instrument.dates_shown or instrument.in_force_from is None:
        return ""
    days = {
        "since": on_day(instrument.in_force_from),
        "until": on_day(instrument.in_force_until),
    }
    if instrument.in_force_until:
        return fill(_("in force from %(since)s to %(until)s"), days)
    return fill(_("in force since %(since)s"), days)
