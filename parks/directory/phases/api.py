"""One park for machines, with its phases, developers and former places: what its page shows."""

from typing import Any

from rest_framework import serializers

from parks.directory.api_shapes import (
    SHOWN_STATES,
    FigureSerializer,
    ParkSerializer,
    SourceSerializer,
    source_rows,
)
from parks.directory.citing import joined
from parks.directory.models import Developer, KeptRow, Park, Phase
from portal.languages.api_texts import TextsSerializer, texts
from portal.provenance.models import Confidence


class PhaseSerializer(serializers.Serializer):
    """Dates as the source prints them; where the stage is "planned", those of the plan."""

    id = serializers.IntegerField()
    name = TextsSerializer()
    area_ha = serializers.FloatField(allow_null=True)
    stage = serializers.ChoiceField(choices=Phase.Stage.choices)
    starts = serializers.CharField(allow_null=True)
    ends = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    sources = SourceSerializer(many=True)


class DeveloperSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    share_pct = serializers.FloatField(allow_null=True)
    since = serializers.CharField(allow_null=True)
    until = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    sources = SourceSerializer(many=True)


class ParkDetailSerializer(ParkSerializer):
    def get_fields(self) -> dict[str, serializers.Field]:
        return {
            **super().get_fields(),
            "figures": FigureSerializer(many=True),
            "phases": PhaseSerializer(many=True),
            "developers": DeveloperSerializer(many=True),
            "former_district": serializers.CharField(
                allow_null=True, help_text="Until 30 June 2025, when the district level ended"
            ),
            "former_communes": serializers.ListField(child=serializers.CharField()),
        }


def phases_row(park: Park) -> dict[str, Any]:
    """Two queries."""
    phases = joined(Phase.objects.public().filter(park=park))
    developers = joined(Developer.objects.public().filter(park=park))
    return {
        "former_district": park.former_district or None,
        "former_communes": park.former_communes,
        "phases": [
            {
                "id": row.pk,
                "name": texts(row, "name"),
                "area_ha": None if row.area_ha is None else float(row.area_ha),
                "stage": row.stage,
                "starts": row.starts or None,
                "ends": row.ends or None,
                **_proof(row),
            }
            for row in phases
        ],
        "developers": [
            {
                "id": row.pk,
                "name": row.name,
                "share_pct": None if row.share_pct is None else float(row.share_pct),
                "since": row.since or None,
                "until": row.until or None,
                **_proof(row),
            }
            for row in developers
        ],
    }


def _proof(row: KeptRow) -> dict[str, Any]:
    return {
        "as_of": row.as_of or None,
        "confidence": row.confidence,
        "state": row.state,
        "sources": source_rows(row.cited),  # type: ignore[attr-defined]
    }
