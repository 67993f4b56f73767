"""The lists of values that wait for an official: past their review date, or never compared."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import KINDS
from parks.directory.models import Figure, FigureQuerySet, Park
from portal.accounts.models import User
from portal.desk.worklists import Worklist, Worklists, find
from portal.provenance.models import State
from portal.workdays.counting import Calendar

SOON_DAYS = 30


def rows_of(key: str, user: User, now: datetime, calendar: Calendar) -> FigureQuerySet:
    """Unordered. What is withheld nobody reads, so it need not be fresh."""
    today = timezone.localdate(now)
    shown = Figure.objects.filter(chosen=True).exclude(state=State.WITHHELD)
    match key:
        case "late":
            return shown.past_review(today)
        case "mine":
            return shown.past_review(today).filter(recorded_by=user)
        case "soon":
            last = today + timedelta(days=SOON_DAYS)
            return shown.filter(review_due__gte=today, review_due__lte=last)
        case "given":
            return unverified().exclude(recorded_for=None)
        case _:
            return unverified()


def unverified() -> FigureQuerySet:
    return Figure.objects.current().filter(state=State.UNVERIFIED)


def drawn(rows: Any) -> FigureQuerySet:
    """With what a line or a page says of them; none of a kind that is no longer a figure."""
    found: FigureQuerySet = (
        rows.filter(kind__in=KINDS)
        .select_related("park__operator", "park__authority", "recorded_for", "recorded_by")
        .prefetch_related("park__operator__names", "park__authority__names", "recorded_for__names")
    )
    return found


def search(user: User, typed: str) -> list[Figure]:
    """By a part of the park's name."""
    parks = Park.objects.matching(typed).values("pk")
    kept = drawn(Figure.objects.chosen())
    return find(kept, typed, whole=Q(park__slug__iexact=typed), part=Q(park__in=parks))


def owner_of(figure: Figure) -> Any:
    """Who keeps it: the operator that gave it, else the park's operator, else the authority's
    editors, the one who recorded it first."""
    return (
        figure.recorded_for
        or figure.park.operator
        or figure.recorded_by
        or figure.park.authority
        or _("the authority's editors")
    )


class Left(NamedTuple):
    """The date of review in words; `state` as the clocks of the desks have it."""

    state: str
    words: Any
    due: date | None


def left(figure: Figure, calendar: Calendar, now: datetime) -> Left:
    today, due = timezone.localdate(now), figure.review_due
    if due is None:
        return Left("unknown", _("no date of review"), None)
    if due < today:
        return Left("late", _("past its review date"), due)
    if due <= today + timedelta(days=SOON_DAYS):
        return Left("soon", _("to be reviewed soon"), due)
    return Left("open", _("not due yet"), due)


def last_change(figure: Figure) -> int:
    found = figure.events.aggregate(last=Max("pk"))["last"]
    return int(found or 0)


WORKLISTS = Worklists(
    title=_("Figures to review"),
    right="figures.edit",
    address="admin:work_figures",
    record="admin:work_figure",
    due="review_due",
    lists=(
        Worklist("late", _("Past their review date"), _("No value is past its date."), late=True),
        Worklist("mine", _("Of these, recorded by me"), _("None of yours is past its date.")),
        Worklist("soon", _("To be reviewed soon"), _("Nothing is due in the next 30 days.")),
        Worklist("given", _("Given by park operators"), _("No value of an operator waits.")),
        Worklist(
            "unverified",
            _("Not yet compared with the original"),
            _("Every value was compared with its original."),
        ),
    ),
    rows_of=rows_of,
    drawn=drawn,
    search=search,
)
