"""What the record of a park says of itself, as figures without a number: its status, its place
and the zone it lies in, each with its marks, and how exact its pin is."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parks.directory.citing import cited, said
from parks.directory.models import Park
from parks.directory.showing import ShownFigure
from portal.languages.marked import dated, fill, valued
from portal.languages.templatetags.shown import tagged
from portal.languages.text import pick
from portal.provenance.models import Confidence

STATUS_TONES: dict[str, str] = {
    Park.Status.OPERATING: "ok",
    Park.Status.BUILDING: "info",
    Park.Status.PLANNED: "neutral",
    Park.Status.NOT_PUBLISHED: "neutral",
}


def status_shown(park: Park) -> ShownFigure:
    """The status with its proof, as a figure without a number; its source is joined."""
    source = park.status_source
    hidden = park.status == Park.Status.NOT_PUBLISHED
    sources = (said(cited(source)),) if source is not None and not hidden else ()
    return ShownFigure(
        kind="status",
        label=_("Status"),
        unknown=hidden,
        value=park.get_status_display(),
        as_of="" if hidden else dated(park.status_as_of),
        undated=bool(sources) and not park.status_as_of,
        sources=sources,
        confidence=Confidence(park.status_confidence).label,
        state=park.status_state if not hidden else "",
        to_be_checked=park.status_to_check,
        park=park.slug,
    )


def place_shown(park: Park) -> ShownFigure:
    """Its sources are not kept one by one, only whether there is any."""
    place = pick(park, "place", get_language() or "vi")
    return ShownFigure(
        kind="place",
        label=_("Place"),
        unknown=not place.text,
        value=tagged(place),
        to_be_checked=park.place_unsourced,
    )


def zone_shown(park: Park) -> ShownFigure:
    """The state is that of the link: whether the park lies in this zone."""
    zone = park.zone_shown()
    if zone is None:
        return ShownFigure("zone", _("Zone"))
    name = tagged(pick(zone, "name", get_language() or "vi"))
    return ShownFigure("zone", _("Zone"), unknown=False, value=name, state=park.parent_zone_state)


def precision_in_words(park: Park) -> str:
    """How exact the pin of a park is; "" when there is no pin."""
    if park.pin is None or park.precise_from_km is None:
        return ""
    if park.precise_to_km is None:
        words = _("approximate position (%(km)s km or worse)")
        return fill(words, {"km": valued(park.precise_from_km)})
    span = f"{park.precise_from_km}–{park.precise_to_km}"
    return fill(_("approximate position (%(km)s km)"), {"km": valued(span)})
