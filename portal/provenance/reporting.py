"""Where a reader says that a shown value is wrong: the ask form, already filled in."""

from functools import lru_cache

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def wrong_value(label: object, value: object, **about: str) -> str:
    """The address of the form, its subject naming the value; `about`: a park or a procedure."""
    subject = _("Wrong value? %(label)s: %(value)s") % {
        "label": label,
        "value": " ".join(str(value).split()),
    }
    return f"{_form(get_language())}?{urlencode({**about, 'subject': subject[:200]})}"


@lru_cache(maxsize=8)
def _form(_language: str | None) -> str:
    """Kept: a list of parks asks for it a hundred times."""
    return reverse("enquiries:new")
