"""Where a reader says that a shown value is wrong: the ask form, already filled in."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _


def wrong_value(label: object, value: object, **about: str) -> str:
    """The address of the form, its subject naming the value; `about`: a park or a procedure."""
    subject = _("Wrong value? %(label)s: %(value)s") % {
        "label": label,
        "value": " ".join(str(value).split()),
    }
    return f"{reverse('enquiries:new')}?{urlencode({**about, 'subject': subject[:200]})}"
