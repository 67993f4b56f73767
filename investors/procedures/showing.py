"""A published text as its page shows it: what is not published says so, what is not compared
with the original carries its mark."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from investors.procedures.filing import NATIONAL_PORTAL
from investors.procedures.finding import Source, Text, body_shown
from investors.procedures.models import Citation, Procedure, ProcedureVersion
from investors.procedures.words import (
    days_in_words,
    in_force_in_words,
    term_in_words,
    term_label,
)
from portal.languages.marked import on_day, valued
from portal.languages.numbers import for_machines, number_in_words
from portal.languages.templatetags.marked import article
from portal.languages.templatetags.shown import tagged
from portal.languages.text import Shown, pick
from portal.provenance.models import Confidence, State, public_states
from portal.provenance.reporting import wrong_value

About = Citation.About
NOTHING = Shown("", "")


def page_context(text: Text, language: str) -> dict[str, Any]:
    version, procedure = text.version, text.version.procedure
    ours = procedure.kind in (Procedure.Kind.PROCEDURE, Procedure.Kind.REPORT)
    return {
        "version": version,
        "procedure": procedure,
        "name": pick(version, "name", language),
        "field": procedure.get_field_display() if procedure.field else "",
        "unverified": procedure.state == State.UNVERIFIED,
        "ours": ours,
        "abolished": procedure.kind == Procedure.Kind.ABOLISHED,
        "figures": _figures(text, language) if procedure.kind == "procedure" else [],
        "receives": body_shown(version, "receives", language),
        "decides": body_shown(version, "decides", language),
        "decides_unsure": version.decides_confidence == Confidence.LOW,
        "result": _if_public(version, "result", language),
        "notes": _if_public(version, "notes", language),
        "notes_unverified": version.notes_state == State.UNVERIFIED,
        "fee": fee_shown(version, language),
        "fee_marked": _fee_marked(version, language),
        "fee_unverified": version.fee_state == State.UNVERIFIED,
        "online": online_shown(version),
        "steps": [
            (
                step,
                pick(step, "name", language),
                pick(step, "actor", language) if step.actor_state in public_states() else NOTHING,
                _days_marked(step.days, version.unit) if step.days_state in public_states() else "",
            )
            for step in text.steps
        ],
        "papers": [(paper, pick(paper, "name", language)) for paper in text.papers],
        "papers_unverified": any(paper.state == State.UNVERIFIED for paper in text.papers),
        "papers_sources": text.sources_about(About.PAPERS),
        "basis": [
            (row, pick(row.instrument, "title", language), in_force_in_words(row.instrument))
            for row in text.basis
        ],
        "variants": [
            (
                row,
                pick(row, "label", language),
                _days_marked(row.days, row.unit),
            )
            for row in text.variants
        ],
        "sources": _each_once(text.sources),
        "national_portal": NATIONAL_PORTAL,
        "ask_url": f"{reverse('enquiries:new')}?{urlencode({'procedure': procedure.slug})}",
        "read_on": on_day(version.as_of),
        "crumbs": [(_("Procedures"), reverse("procedures:list"))],
    }


def _figures(text: Text, language: str) -> list[dict[str, Any]]:
    """The totals on top: how long, how many steps and papers, what it costs."""
    version, slug = text.version, text.version.procedure.slug
    as_of = on_day(version.as_of)
    term = term_in_words(version)
    number, _space, unit = term.partition(" ")
    return [
        {
            "label": term_label(version),
            "value": number,
            "number": number,
            "unit": unit,
            "unknown": not term,
            "as_of": as_of,
            "sources": [
                (one.shown_title, one.url, one.grade_label)
                for one in _each_once(text.sources_about(About.DAYS))
            ],
            "report_url": wrong_value(term_label(version), term, procedure=slug) if term else "",
            "confidence": Confidence(version.days_confidence).label if term else "",
            "state": version.days_state if term else "",
            "note": pick(version, "days_note", language).text if term else "",
            "big": True,
        },
        {"label": _("Steps"), "value": len(text.steps) or None},
        {"label": _("Papers"), "value": len(text.papers) or None},
        {
            "label": _("Fee"),
            "value": fee_shown(version, language).text,
            "number": "" if version.fee_vnd is None else for_machines(version.fee_vnd),
        },
    ]


def fee_shown(version: ProcedureVersion, language: str) -> Shown:
    """The amount, else the rule it follows; empty when not published."""
    if version.fee_state not in public_states():
        return NOTHING
    if version.fee_vnd is not None:
        amount = number_in_words(version.fee_vnd)
        return Shown(_("%(amount)s VND") % {"amount": amount}, language)
    return pick(version, "fee_rule", language)


def _fee_marked(version: ProcedureVersion, language: str) -> str:
    """An amount as a value, a rule as a text with the numbers of its law."""
    shown = fee_shown(version, language)
    if version.fee_vnd is not None:
        return valued(for_machines(version.fee_vnd), shown.text)
    return article(tagged(shown))


def _days_marked(days: int | Decimal | None, unit: str) -> str:
    return "" if days is None else valued(for_machines(days), days_in_words(days, unit))


def online_shown(version: ProcedureVersion) -> str:
    shown = version.online_state in public_states() and version.online_level
    return str(version.get_online_level_display()) if shown else ""


def _if_public(version: ProcedureVersion, name: str, language: str) -> Shown:
    shown = getattr(version, f"{name}_state") in public_states()
    return pick(version, name, language) if shown else NOTHING


def _each_once(sources: list[Source]) -> list[Source]:
    """As a reader sees them: two that are not named and have one grade read the same."""
    seen = {(one.shown_title, one.url, one.grade): one for one in reversed(sources)}
    return list(reversed(seen.values()))
