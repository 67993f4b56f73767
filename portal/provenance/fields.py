"""What a person types of a source, asked for in the same way by every form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.provenance.dates import typed_day


class PrintedDate(forms.CharField):
    """The date of a source as it prints it: "2026", "2026-05" or "2026-05-31".

    Refused: a text without a year, a day that does not exist, a year to come.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("As of"))
        kwargs.setdefault("max_length", 10)
        help_text = _("As the source prints it: 2026, 2026-05, 2026-05-31.")
        kwargs.setdefault("help_text", help_text)
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        latest = typed_day(value)
        if latest is None:
            raise ValidationError(_("There is no year in this date."))
        if latest.year > timezone.localdate().year:
            raise ValidationError(_("This day is still to come."))
