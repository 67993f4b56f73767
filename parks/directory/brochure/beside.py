"""What a park's page says beside its figures, as sections of its brochure: what its plots add up
to, phases, developers, incentives, each with its dates and its proof."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parks.directory.brochure.values import Sources, marks, plain
from parks.directory.incentives.showing import ShownIncentive, board_of
from parks.directory.models import Incentive, Park
from parks.directory.phases.showing import ShownRow, developers_of, phases_of
from parks.directory.plots.listing import Tally, tally_of
from portal.languages.marked import bare
from portal.languages.printed import day_in_words

Row = dict[str, Any]
NOTHING = {"text": "", "lang": ""}


def beside_the_figures(park: Park, sources: Sources) -> Iterable[dict[str, Any]]:
    """One query for plots, two for phases and developers, one for incentives."""
    if tallies := tally_of(park):
        yield _section(_("Plots"), [_total(one, sources) for one in tallies])
    lines = [*phases_of(park), *developers_of(park)]
    if lines:
        rows = [_line(one, sources) for one in lines]
        yield _section(_("Phases and developers"), rows)
    board = board_of(Incentive.objects.for_park(park))
    silent = []
    if board.silent:
        names = ", ".join(str(one) for one in board.silent)
        silent.append(_("Not published: incentives of %(names)s") % {"names": names})
    if board.withheld:
        said = ngettext(
            "%(n)s further statement is withheld until it is compared with the law.",
            "%(n)s further statements are withheld until they are compared with the law.",
            board.withheld,
        )
        silent.append(said % {"n": board.withheld})
    rows = [_incentive(one, sources) for one in board.rows]
    if rows or silent:
        yield _section(_("Incentives"), rows, ". ".join(one.rstrip(".") for one in silent))


def _section(title: str, rows: list[Row], silent: str = "") -> dict[str, Any]:
    return {"title": title, "rows": rows, "silent": silent, "lists": []}


def _total(one: Tally, sources: Sources) -> Row:
    plots = ngettext("%(n)s plot", "%(n)s plots", one.count) % {"n": one.count}
    return _row(capfirst(str(one.label)), f"{plots}, {one.value} {one.unit}", one, sources)


def _line(one: ShownRow, sources: Sources) -> Row:
    amount = f"{one.amount[1]} {one.unit}" if one.amount[0] else ""
    told = [amount, str(one.word), _between(bare(one.since), bare(one.until))]
    return _row(plain(one.name)["text"], ", ".join(filter(None, told)), one, sources)


def _incentive(one: ShownIncentive, sources: Sources) -> Row:
    years = ngettext("%(n)s year", "%(n)s years", one.years or 0) % {"n": one.years}
    issued = [day_in_words(day) if day else "" for day in (one.licensed_from, one.licensed_until)]
    told = [
        f"{one.relief}: {one.percent[1]} %" if one.percent[0] else str(one.relief),
        _("for the whole term of the project") if one.whole_term else years if one.years else "",
        str(one.start),
        f"{_('Certificate issued')}: {_between(*issued)}" if any(issued) else "",
        str(one.projects),
        bare(one.where),
        one.article,
    ]
    return _row(capfirst(str(one.label)), "; ".join(filter(None, told)), one, sources)


def _between(since: str, until: str) -> str:
    if since and until:
        return f"{since} – {until}"
    if since:
        return f"{pgettext('date', 'from')} {since}"
    return f"{pgettext('date', 'until')} {until}" if until else ""


def _row(label: str, text: str, one: Any, sources: Sources) -> Row:
    """As `values.value` gives a figure; without a number of its own."""
    dated = bare(one.as_of)
    return {
        "label": label,
        "name": NOTHING,
        "unknown": False,
        "number": False,
        "value": {"text": text, "lang": ""},
        "unit": "",
        "stage": "",
        "note": NOTHING,
        "as_of": _("as of %(date)s") % {"date": dated} if dated else "",
        "date": dated,
        "confidence": str(one.confidence),
        "marks": marks(one),
        "sources": sources.numbers(one.sources),
        "others": [],
        "reason": NOTHING,
    }
