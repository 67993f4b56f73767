"""Loads `data/procedures.json`: instruments, procedures and the first version of each.

Idempotent. Everything is read and checked before the first row is written. Where the file says
something new it becomes a new version, because cases hold on to the version they were received
under; where an official has published or corrected since, it becomes a draft and nothing else.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from investors.procedures.file_shape import ABOLISHED, check
from investors.procedures.instruments import load_instruments
from investors.procedures.models import (
    Citation,
    Instrument,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureEvent,
    ProcedureVersion,
    Step,
    Variant,
)
from investors.procedures.publishing import next_number, publish, record
from investors.procedures.reading import Read, read_abolished, read_record, read_referral
from investors.procedures.translated import NOTE, read_notes, record_of
from portal.accounts.models import Organisation, OrganisationKind
from portal.languages.models import TextReview, digest_of
from portal.pagecache.version import bump_public_version
from portal.provenance.files import read_file
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report, load_sources
from portal.provenance.models import Source
from portal.provenance.remarks import remark_in
from portal.refusals import Refused

DATA = Path(__file__).parent / "data"
FILE = DATA / "procedures.json"
KINDS = {
    "qn-eza": OrganisationKind.AUTHORITY,
    "van-don-eza": OrganisationKind.AUTHORITY,
    "ecosys": OrganisationKind.SYSTEM,
}


@transaction.atomic
def load(path: Path = FILE) -> Report:
    """One transaction. Refused, with nothing loaded, when the file has a fault or a public text
    holds a remark."""
    report = Report()
    file = read_file(path)
    check(path.name, file)
    notes_vi = read_notes()
    as_of = date.fromisoformat(file["as_of"])
    grades = {key: entry["grade"] for key, entry in file["source_index"].items()}
    read = [read_record(one, notes_vi, as_of, grades) for one in file["records"]]
    read += [read_referral(one, as_of, grades) for one in file["referrals"]]
    read += [
        read_abolished(one, *ABOLISHED[one["code"]], as_of, grades) for one in file["abolished"]
    ]
    for one in read:
        refuse_remarks(one)
    sources = load_sources(file["source_index"], report)
    instruments = load_instruments(file["instruments"], sources, as_of, report)
    authorities = {one["slug"]: one.get("authority_key") for one in file["records"]}
    load_one = Loader(sources, instruments, report)
    for one in read:
        load_one(one, authorities.get(one.slug))
    _load_reviews(notes_vi)
    if report.changed_anything:
        bump_public_version()
    return report


def refuse_remarks(read: Read) -> None:
    """The editors' remarks stay with the officials: a public text that holds one is refused."""
    notes = [read.procedure.get("editor_note", "")]
    for name, text in read.public_texts():
        remark = remark_in(text, notes)
        if remark:
            raise Refused(
                _("%(slug)s, %(field)s: the text holds an editor's remark (“%(remark)s”).")
                % {"slug": read.slug, "field": name, "remark": remark}
            )


class Loader:
    """Writes one record after the other."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        instruments: Mapping[str, Instrument],
        report: Report,
    ) -> None:
        self.sources = sources
        self.instruments = instruments
        self.report = report
        self.bodies = {body.key: body for body in Organisation.objects.all()}
        self.known = {procedure.slug: procedure for procedure in Procedure.objects.all()}
        touched = ProcedureEvent.objects.exclude(actor=None)
        self.touched = set(touched.values_list("procedure_id", flat=True))

    def __call__(self, read: Read, authority_key: str | None) -> None:
        values = {**read.procedure, "authority": self.body(authority_key)}
        procedure = self.known.get(read.slug)
        if procedure is None:
            outcome = CREATED
            procedure = Procedure(slug=read.slug, **values)
        elif procedure.loaded_digest == read.digest:
            outcome = UNCHANGED
        elif procedure.pk in self.touched:
            outcome = KEPT
        else:
            outcome = CHANGED
            for name, value in values.items():
                setattr(procedure, name, value)
        if outcome != UNCHANGED:
            procedure.loaded_digest = read.digest
            procedure.save()
            version = self.draft(procedure, read)
            if read.publish and outcome != KEPT:
                publish(version, None)
        self.report.add("procedures", outcome, withheld=not read.publish)

    def draft(self, procedure: Procedure, read: Read) -> ProcedureVersion:
        version = ProcedureVersion.objects.create(
            procedure=procedure,
            number=next_number(procedure),
            loaded_digest=read.digest,
            receives=self.body(read.receives_key),
            decides=self.body(read.decides_key),
            **read.version,
        )
        record(procedure, ProcedureEvent.What.LOADED, None, version)
        self.rows(version, read)
        return version

    def rows(self, version: ProcedureVersion, read: Read) -> None:
        Step.objects.bulk_create(Step(version=version, **row) for row in read.steps)
        Paper.objects.bulk_create(Paper(version=version, **row) for row in read.papers)
        LegalBasis.objects.bulk_create(
            LegalBasis(version=version, instrument=self.instruments[row.pop("number")], **row)
            for row in read.basis
        )
        Variant.objects.bulk_create(
            Variant(version=version, source=self.sources.get(row.pop("source")), **row)
            for row in read.variants
        )
        Citation.objects.bulk_create(
            Citation(version=version, about=about, source=self.sources[key])
            for about, key in read.citations
        )

    def body(self, key: str | None) -> Organisation | None:
        """The body of a key; its names are the business of the file on authorities."""
        if key is None:
            return None
        if key not in self.bodies:
            kind = KINDS.get(key, OrganisationKind.AGENCY)
            self.bodies[key] = Organisation.objects.create(key=key, kind=kind)
        return self.bodies[key]


def _load_reviews(notes_vi: Mapping[str, Any]) -> None:
    """The Vietnamese of the notes on days is ours and not reviewed; a later review stands."""
    known = set(
        TextReview.objects.filter(record__startswith=NOTE).values_list("source_digest", flat=True)
    )
    TextReview.objects.bulk_create(
        TextReview(
            record=record_of(english),
            field="days_note",
            language="vi",
            source_language="en",
            source_digest=digest_of(english),
        )
        for english in notes_vi
        if digest_of(english) not in known
    )
