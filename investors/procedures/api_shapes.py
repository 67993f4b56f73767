"""What the API says of procedures: the shapes, and a published text turned into them."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers

from investors.procedures.filing import NATIONAL_PORTAL
from investors.procedures.finding import Source, Text
from investors.procedures.models import Procedure, ProcedureVersion, Unit
from portal.languages.api_texts import TextsSerializer, texts
from portal.languages.text import LANGUAGES
from portal.provenance.models import Confidence, State, public_states

_STATES = [State.PUBLISHED.value, State.UNVERIFIED.value]


class TermSerializer(serializers.Serializer):
    """Statutory days are the most the law allows; own days are the authority's shorter term."""

    statutory_days = serializers.IntegerField(allow_null=True)
    own_days = serializers.IntegerField(allow_null=True)
    unit = serializers.ChoiceField(choices=Unit.values)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(choices=_STATES)
    note = TextsSerializer()


class ProcedureSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.CharField()
    kind = serializers.ChoiceField(choices=Procedure.Kind.choices)
    field = serializers.CharField(allow_null=True)
    national_code = serializers.CharField(allow_null=True)
    opens_case = serializers.BooleanField()
    state = serializers.ChoiceField(choices=_STATES)
    name = TextsSerializer()
    version = serializers.IntegerField()
    as_of = serializers.DateField(allow_null=True)
    decision_number = serializers.CharField(
        allow_null=True, help_text="Of the decision that published it; null: not known"
    )
    decision_date = serializers.CharField(
        allow_null=True, help_text="As the source prints it; null: date of publication not known"
    )
    recorded_on = serializers.DateField(
        allow_null=True, help_text="Since when it stands here; not a date of publication"
    )
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    term = TermSerializer(allow_null=True, help_text="Null: no term is published")


class StepSerializer(serializers.Serializer):
    order = serializers.IntegerField()
    name = TextsSerializer()
    actor = TextsSerializer()
    days = serializers.FloatField(allow_null=True)


class PaperSerializer(serializers.Serializer):
    name = TextsSerializer()
    form = serializers.CharField(allow_null=True)
    copies = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(choices=_STATES)


class LegalBasisSerializer(serializers.Serializer):
    number = serializers.CharField()
    title = TextsSerializer()
    article = serializers.CharField(allow_null=True)
    standing = serializers.CharField()
    in_force_from = serializers.DateField(allow_null=True)
    in_force_until = serializers.DateField(allow_null=True)


class VariantSerializer(serializers.Serializer):
    applies_to = TextsSerializer()
    days = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    form = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(choices=_STATES)


class CitationSerializer(serializers.Serializer):
    key = serializers.CharField()
    about = serializers.CharField(allow_null=True, help_text="Null: the text as a whole")
    title = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    grade = serializers.CharField()


class ProcedureDetailSerializer(ProcedureSerializer):
    receives = TextsSerializer(allow_null=True)
    decides = TextsSerializer(allow_null=True)
    result = TextsSerializer(allow_null=True)
    fee_vnd = serializers.IntegerField(allow_null=True)
    fee_rule = TextsSerializer(allow_null=True)
    online_level = serializers.CharField(allow_null=True)
    notes = TextsSerializer(allow_null=True)
    national_portal = serializers.CharField(help_text="Where it is filed; never here")
    copies_assumed = serializers.BooleanField()
    steps = StepSerializer(many=True)
    papers = PaperSerializer(many=True)
    legal_basis = LegalBasisSerializer(many=True)
    variants = VariantSerializer(many=True)
    sources = CitationSerializer(many=True)


def procedure_row(version: ProcedureVersion) -> dict[str, Any]:
    procedure = version.procedure
    return {
        "id": procedure.pk,
        "slug": procedure.slug,
        "url": settings.SITE_URL + reverse("procedures:procedure", args=[procedure.slug]),
        "kind": procedure.kind,
        "field": procedure.field or None,
        "national_code": procedure.shown_code or None,
        "opens_case": procedure.opens_case,
        "state": procedure.state,
        "name": texts(version, "name"),
        "version": version.number,
        "as_of": version.as_of,
        "decision_number": version.decision_number or None,
        "decision_date": version.decision_date or None,
        "recorded_on": version.published_at and timezone.localtime(version.published_at).date(),
        "confidence": version.confidence,
        "term": _term(version),
    }


def procedure_detail(text: Text) -> dict[str, Any]:
    version = text.version
    fee = version.fee_state in public_states()
    online = version.online_state in public_states()
    return {
        **procedure_row(version),
        **{name: _visible(version, name) for name in ("receives", "decides", "result", "notes")},
        "fee_vnd": version.fee_vnd if fee else None,
        "fee_rule": texts(version, "fee_rule") if fee else None,
        "online_level": (version.online_level or None) if online else None,
        "national_portal": NATIONAL_PORTAL,
        "copies_assumed": version.copies_assumed,
        "steps": [
            {
                "order": step.order,
                "name": texts(step, "name"),
                "actor": _visible(step, "actor") or dict.fromkeys(LANGUAGES),
                "days": step.days if step.days_state in public_states() else None,
            }
            for step in text.steps
        ],
        "papers": [
            {
                "name": texts(paper, "name"),
                "form": paper.form or None,
                "copies": paper.copies,
                "state": paper.state,
            }
            for paper in text.papers
        ],
        "legal_basis": [
            {
                "number": row.instrument.number,
                "title": texts(row.instrument, "title"),
                "article": row.article or None,
                "standing": row.instrument.standing,
                "in_force_from": row.instrument.in_force_from
                if row.instrument.dates_shown
                else None,
                "in_force_until": row.instrument.in_force_until
                if row.instrument.dates_shown
                else None,
            }
            for row in text.basis
        ],
        "variants": [
            {
                "applies_to": texts(row, "label"),
                "days": row.days,
                "unit": row.unit or None,
                "form": row.form or None,
                "state": row.state,
            }
            for row in text.variants
        ],
        "sources": [_source(source) for source in text.sources],
    }


def _term(version: ProcedureVersion) -> dict[str, Any] | None:
    if version.term_days is None:
        return None
    return {
        "statutory_days": version.statutory_days,
        "own_days": version.internal_days,
        "unit": version.unit,
        "confidence": version.days_confidence,
        "state": version.days_state,
        "note": texts(version, "days_note"),
    }


def _visible(thing: object, name: str) -> dict[str, str | None] | None:
    return texts(thing, name) if getattr(thing, f"{name}_state") in public_states() else None


def _source(source: Source) -> dict[str, Any]:
    return {
        "key": source.key,
        "about": source.about or None,
        "title": source.title,
        "url": source.url or None,
        "grade": source.grade,
    }
