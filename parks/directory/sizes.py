"""How large a value may be: what the columns of a park that repeat it can hold."""

from django.utils.translation import gettext as _

from parks.directory.derived import NEAREST, NEAREST_FROM
from parks.directory.kinds import COLUMNS
from parks.directory.models import Park
from parks.directory.said import Said
from portal.refusals import Refused


def _below(column: str) -> int:
    field = Park._meta.get_field(column)
    digits, places = field.max_digits, field.decimal_places  # type: ignore[union-attr]
    return int(10 ** (digits - places))


_BELOW = {kind: _below(column) for kind, column in COLUMNS.items()} | {
    NEAREST_FROM: min(_below(one.column) for one in NEAREST)
}


def check_size(said: Said) -> None:
    """Areas, flows, prices, shares and distances: none is below zero."""
    below = _BELOW.get(said.kind)
    if below is None or said.value is None:
        return
    if said.value < 0:
        raise Refused(_("Less than zero."))
    if round(said.value, 1) >= below:
        raise Refused(_("This is too large to be true."))
