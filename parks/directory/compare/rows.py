"""Parks side by side: one row a value, with its proof; differences marked, unknowns named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from parks.directory.kinds import BY_ENTRY, GROUPS, KINDS, PLACES, Kind
from parks.directory.models import Figure, Park
from parks.directory.record_shown import place_shown, status_shown, zone_shown
from parks.directory.showing import ShownFigure, headline, show
from portal.languages.templatetags.shown import tagged
from portal.languages.text import pick
from portal.provenance.models import State

UNVERIFIED = State.UNVERIFIED
# Lists whose entries are the same places everywhere, so that each is a row of its own.
PLACED = ("road_distance", "straight_line")


@dataclass(frozen=True)
class Cell:
    """What one park says: figures with their proof, or a text of the record itself.

    `listed`: entries of one list, which share one proof below them.
    """

    park: Any  # its name, which a phone shows beside the value
    figures: tuple[ShownFigure, ...] = ()
    text: Any = ""
    listed: bool = False

    @property
    def unknown(self) -> bool:
        return not self.text and all(figure.unknown for figure in self.figures)

    @property
    def proof(self) -> ShownFigure:
        """One proof for all entries: every source, and the marks of any of them."""
        first = self.figures[0]
        return replace(
            first,
            sources=tuple(dict.fromkeys(one for figure in self.figures for one in figure.sources)),
            state=next((one.state for one in self.figures if one.state == UNVERIFIED), first.state),
            to_be_checked=any(one.to_be_checked for one in self.figures),
            stale=min((one.stale for one in self.figures if one.stale), default=None),
            as_of="",
        )

    def said(self) -> str:
        """For telling whether two parks say the same."""
        told = [_told(one) for one in self.figures if not one.unknown]
        return " / ".join(told) or str(self.text)


@dataclass(frozen=True)
class Row:
    label: Any
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Two published values that are not the same; an unknown is no difference."""
        return len({cell.said() for cell in self.cells if not cell.unknown}) > 1

    @property
    def unknown(self) -> bool:
        return all(cell.unknown for cell in self.cells)


@dataclass(frozen=True)
class Group:
    """`silent` names the values that none of the parks has published."""

    title: Any
    rows: list[Row]
    silent: list[Any]


def groups_of(parks: list[Park], figures: Mapping[int, list[Figure]]) -> list[Group]:
    language = get_language() or "vi"
    names = [pick(park, "name", language).text for park in parks]
    mine = [figures.get(park.pk, []) for park in parks]
    found = [Group(_("The park"), list(_of_the_record(parks, names)), [])]
    for key, title in GROUPS.items():
        kinds = [kind for kind in KINDS.values() if kind.group == key]
        rows = [row for kind in kinds for row in _rows(kind, mine, names)]
        told = [row for row in rows if not row.unknown]
        said = {str(row.label) for row in told}  # two currencies of one investment
        unknown = dict.fromkeys(str(row.label) for row in rows if row.unknown)
        silent = [label for label in unknown if label not in said]
        if told or silent:
            found.append(Group(title, told, silent))
    return found


def _told(figure: ShownFigure) -> str:
    """Where the entry is the stage, what is planned here and running there is not the same."""
    by_entry = figure.kind in KINDS and KINDS[figure.kind].stage == BY_ENTRY
    return f"{figure.name} {figure.value} {figure.unit} {figure.stage if by_entry else ''}"


def _of_the_record(parks: list[Park], names: list[str]) -> Iterable[Row]:
    language = get_language() or "vi"
    today = timezone.localdate()
    bodies = [park.authority.name_on(today) if park.authority else None for park in parks]

    def row(label: Any, texts: Iterable[Any]) -> Row:
        pairs = zip(names, texts, strict=True)
        return Row(label, tuple(Cell(name, text=text) for name, text in pairs))

    def proven(label: Any, shown: Callable[[Park], ShownFigure]) -> Row:
        pairs = zip(names, parks, strict=True)
        return Row(label, tuple(Cell(name, (shown(park),)) for name, park in pairs))

    yield row(_("Kind"), [park.get_kind_display() for park in parks])
    yield proven(_("Status"), status_shown)
    yield proven(_("Place"), place_shown)
    yield proven(_("Zone"), zone_shown)
    yield row(
        _("Authority"), [tagged(pick(body, "name", language)) if body else "" for body in bodies]
    )


def _rows(kind: Kind, mine: list[list[Figure]], names: list[str]) -> Iterable[Row]:
    def row(label: Any, cells: Iterable[tuple[ShownFigure, ...]], listed: bool = False) -> Row:
        pairs = zip(names, cells, strict=True)
        return Row(label, tuple(Cell(name, figures=told, listed=listed) for name, told in pairs))

    if kind.key in PLACED:
        for place, name in PLACES.items():
            yield row(_label(kind, name), [_listed(kind, figures, place) for figures in mine])
    elif kind.many:
        yield row(kind.label, [_listed(kind, figures) for figures in mine], listed=True)
    else:
        yield row(kind.label, [(headline(kind.key, figures),) for figures in mine])


def _label(kind: Kind, place: Any) -> str:
    if kind.key == "straight_line":
        return pgettext("straight line to a place", "To %(place)s, straight line") % {
            "place": place
        }
    return pgettext("road to a place", "To %(place)s, by road") % {"place": place}


def _listed(kind: Kind, figures: list[Figure], item: str = "") -> tuple[ShownFigure, ...]:
    return tuple(
        show(figure)
        for figure in figures
        if figure.kind == kind.key
        and figure.superseded_by_id is None
        and (not item or (figure.item == item and figure.chosen))
    )
