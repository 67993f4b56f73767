"""What the API says of parks and figures: the shapes, and rows turned into them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from parks.directory.citing import Cited, cited
from parks.directory.figure_reading import newer_of
from parks.directory.kinds import COLUMNS, KINDS
from parks.directory.models import Figure, Park
from parks.directory.models.figure import SUPERSEDED
from parks.directory.showing import marks_of
from portal.languages.api_texts import TextsSerializer, texts
from portal.provenance.models import Confidence, State

SHOWN_STATES = [State.PUBLISHED.value, State.UNVERIFIED.value]
FIGURE_STATES = [*SHOWN_STATES, SUPERSEDED]
STATUS_STATES = [*SHOWN_STATES, State.WITHHELD.value]


class SourceSerializer(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField(allow_null=True)


class FigureSerializer(serializers.Serializer):
    """One value with its unit, date, source and confidence."""

    id = serializers.IntegerField()
    park = serializers.SlugField()
    kind = serializers.ChoiceField(choices=list(KINDS))
    item = serializers.CharField(help_text="Entry of a list kind, for example where a road leads")
    value = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    text = TextsSerializer(help_text="The value in words, or what the number measures")
    as_of = serializers.CharField(allow_null=True, help_text="As the source prints it")
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(
        choices=FIGURE_STATES,
        help_text="Superseded: a newer value has taken its place; for the record only",
    )
    superseded_by = serializers.IntegerField(
        allow_null=True, help_text="Number of the newer value, where that one is public"
    )
    chosen = serializers.BooleanField(help_text="The one of several values that pages show first")
    marks = serializers.ListField(child=serializers.CharField())
    review_due = serializers.DateField(allow_null=True)
    sources = SourceSerializer(many=True)


class PositionSerializer(serializers.Serializer):
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    approximate = serializers.BooleanField()
    precision_km = serializers.ListField(
        child=serializers.IntegerField(allow_null=True),
        help_text="From and to; null as the second: or worse",
    )


class PlaceSerializer(serializers.Serializer):
    text = TextsSerializer()
    to_be_checked = serializers.BooleanField()
    position = PositionSerializer(
        allow_null=True, help_text="Null where none is published, and for zones: areas, not pins"
    )


class StatusSerializer(serializers.Serializer):
    value = serializers.ChoiceField(choices=Park.Status.choices)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    as_of = serializers.CharField(allow_null=True, help_text="As the source prints it")
    state = serializers.ChoiceField(choices=STATUS_STATES)
    to_be_checked = serializers.BooleanField(help_text="No source was read for it")

    def get_fields(self) -> dict[str, serializers.Field]:
        # Not as an attribute: "source" is one of every field's own.
        return {**super().get_fields(), "source": SourceSerializer(allow_null=True)}


class ParkSerializer(serializers.Serializer):
    """A park, cluster or zone with the chosen public value of each number; null: unknown."""

    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.CharField()
    kind = serializers.ChoiceField(choices=Park.Kind.choices)
    status = StatusSerializer()
    name = TextsSerializer()
    summary = TextsSerializer()
    aliases = serializers.ListField(child=serializers.CharField())
    place = PlaceSerializer()
    parent_zone = serializers.SlugField(allow_null=True)
    counted_with = serializers.SlugField(
        allow_null=True, help_text="Counted together with this one in totals"
    )
    demonstration = serializers.BooleanField()
    chosen = serializers.SerializerMethodField(help_text="Chosen numbers by kind")

    def get_fields(self) -> dict[str, serializers.Field]:
        return {**super().get_fields(), "chosen": ChosenSerializer()}


class ChosenSerializer(serializers.Serializer):
    def get_fields(self) -> dict[str, serializers.Field]:
        return {kind: FigureSerializer(allow_null=True) for kind in COLUMNS}


def figure_row(figure: Figure, slug: str) -> dict[str, Any]:
    return {
        "id": figure.pk,
        "park": slug,
        "kind": figure.kind,
        "item": figure.item,
        "value": None if figure.value is None else float(figure.value),
        "unit": figure.unit,
        "text": texts(figure, "text"),
        "as_of": figure.as_of or None,
        "confidence": figure.confidence,
        "state": figure.status,
        "superseded_by": newer_of(figure),
        "chosen": figure.chosen,
        "marks": [*marks_of(figure), *(["demonstration"] if figure.park.demonstration else [])],
        "review_due": figure.review_due,
        "sources": source_rows(figure.cited),  # type: ignore[attr-defined]
    }


def source_rows(sources: Iterable[Cited]) -> list[dict[str, Any]]:
    """For `SourceSerializer(many=True)`."""
    return [{"key": one.key, "title": str(one.title), "url": one.url or None} for one in sources]


def park_row(park: Park, figures: list[Figure]) -> dict[str, Any]:
    zone, with_park = park.zone_shown(), park.counted_with
    chosen = {one.kind: one for one in figures if one.chosen and one.kind in COLUMNS}
    return {
        "id": park.pk,
        "slug": park.slug,
        "url": settings.SITE_URL + reverse("parks:park", args=[park.slug]),
        "kind": park.kind,
        "status": status_row(park),
        "name": texts(park, "name"),
        "summary": texts(park, "summary"),
        "aliases": park.aliases,
        "place": {
            "text": texts(park, "place"),
            "to_be_checked": park.place_unsourced,
            "position": position_row(park),
        },
        "parent_zone": zone.slug if zone else None,
        "counted_with": with_park.slug if with_park and with_park.published else None,
        "demonstration": park.demonstration,
        "chosen": {
            kind: figure_row(chosen[kind], park.slug) if kind in chosen else None
            for kind in COLUMNS
        },
    }


def status_row(park: Park) -> dict[str, Any]:
    """Of a status that is not published nothing is said at all."""
    hidden = park.status == Park.Status.NOT_PUBLISHED
    source = None if hidden else park.status_source
    return {
        "value": park.status,
        "confidence": str(Confidence.LOW) if hidden else park.status_confidence,
        "as_of": None if hidden else park.status_as_of or None,
        "state": park.status_state,
        "to_be_checked": park.status_to_check,
        "source": source and source_rows([cited(source)])[0],
    }


def position_row(park: Park) -> dict[str, Any] | None:
    """Every pin is approximate: none was surveyed."""
    if park.pin is None:
        return None
    latitude, longitude = park.pin
    return {
        "latitude": float(latitude),
        "longitude": float(longitude),
        "approximate": True,
        "precision_km": [park.precise_from_km, park.precise_to_km],
    }
