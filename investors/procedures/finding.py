"""The published text of a procedure with everything a page or the API says of it: five queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from investors.procedures.models import (
    Citation,
    LegalBasis,
    Paper,
    ProcedureVersion,
    Step,
    Variant,
)
from portal.accounts.models import OrganisationName
from portal.languages.printed import days_in_words
from portal.languages.text import Shown, column, order_of, pick
from portal.provenance.models import UNNAMED, Grade, public_states

About = Citation.About


@dataclass(frozen=True)
class Source:
    """A citation as shown; `about` is a value of Citation.About."""

    about: str
    key: str
    title: str
    url: str
    grade: str

    @property
    def shown_title(self) -> str:
        return days_in_words(self.title)

    @property
    def grade_label(self) -> Any:
        return Grade(self.grade).label


@dataclass(frozen=True)
class Text:
    """One version and its public rows. Nothing withheld is in the rows; the version's own columns
    carry their states."""

    version: ProcedureVersion
    steps: list[Step]
    papers: list[Paper]
    basis: list[LegalBasis]
    variants: list[Variant]
    sources: list[Source]

    def sources_about(self, *about: str) -> list[Source]:
        return [source for source in self.sources if source.about in about]


def published_text(slug: str, language: str) -> Text | None:
    """The text anyone may read, or None; names of bodies are those in force today."""
    rows = list(_version_with_sources(slug, language))
    if not rows:
        return None
    version = rows[0]
    papers = list(Paper.objects.public().filter(version=version))
    return Text(
        version,
        list(Step.objects.public().filter(version=version)),
        papers,
        list(LegalBasis.objects.public().filter(version=version).select_related("instrument")),
        list(Variant.objects.public().filter(version=version).select_related("source")),
        _of_what_is_shown(rows, version, bool(papers)),
    )


def _of_what_is_shown(rows: list[Any], version: ProcedureVersion, papers: bool) -> list[Source]:
    """The title of a source may repeat what it says ("... in 10 working days"), so a source that
    backs nothing but withheld facts is withheld with them."""
    visible = public_states()
    shown = {
        About.TEXT: True,
        About.CODE: bool(version.procedure.shown_code),
        About.AUTHORITY: version.decides_state in visible,
        About.DAYS: version.term_days is not None,
        About.PAPERS: papers,
        About.ONLINE: version.online_state in visible,
        About.NOTES: version.notes_state in visible,
    }
    sources = [
        Source(
            row.about,
            row.source_key,
            row.source_title or str(UNNAMED),
            row.source_url,
            row.source_grade,
        )
        for row in rows
        if row.source_key
    ]
    facts = [source for source in sources if source.about != About.TEXT]
    backing = {source.key for source in facts if shown[About(source.about)]}
    hidden = {source.key for source in facts} - backing
    return [source for source in sources if source.key not in hidden and shown[About(source.about)]]


def _version_with_sources(slug: str, language: str) -> QuerySet[Any]:
    """One row for each source: a query of their own would be one more on every page."""
    names = {
        f"{body}_name_{language_code}": _name(body, language_code)
        for body in ("receives", "decides")
        for language_code in order_of(language)
        if language_code != "vi"  # the text as printed is in Vietnamese
    }
    return (
        ProcedureVersion.objects.public()
        .filter(procedure__slug=slug)
        .select_related("procedure")
        .annotate(
            about=F("citations__about"),
            source_key=F("citations__source__key"),
            source_title=F("citations__source__title"),
            source_url=F("citations__source__url"),
            source_grade=F("citations__source__grade"),
            **names,
        )
        .order_by("citations__pk")
    )


def _name(body: str, language: str) -> Subquery:
    names = OrganisationName.objects.in_force(timezone.localdate())
    in_force = names.filter(organisation=OuterRef(body))
    return Subquery(in_force.values(column("name", language))[:1])


def body_shown(version: ProcedureVersion, body: str, language: str) -> Shown:
    """Who receives or decides: the text as printed in the reader's language, else the name of the
    body in it, else the text in another language. Empty when withheld or unknown."""
    if getattr(version, f"{body}_state") not in public_states():
        return Shown("", "")
    for code in order_of(language):
        printed = getattr(version, column(body, code)) or getattr(
            version, f"{body}_name_{code}", None
        )
        if printed:
            return Shown(printed, code)
    return pick(version, body, language)
