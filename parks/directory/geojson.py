"""Parks on a map (GeoJSON, RFC 7946): pins that say how exact they are."""

from typing import Any

from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from parks.directory.models import Park
from portal.languages.api_texts import TextsSerializer, texts


class GeoJSONRenderer(JSONRenderer):
    """RFC 7946, section 12 names the type."""

    media_type = "application/geo+json"
    format = "geojson"


class GeometrySerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=["Point"])
    coordinates = serializers.ListField(
        child=serializers.FloatField(), help_text="Longitude, latitude (WGS 84)"
    )


class PropertiesSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    kind = serializers.ChoiceField(choices=Park.Kind.choices)
    status = serializers.ChoiceField(choices=Park.Status.choices)
    status_to_be_checked = serializers.BooleanField(help_text="No source was read for the status")
    name = TextsSerializer()
    precision_km = serializers.ListField(
        child=serializers.IntegerField(allow_null=True),
        help_text="From and to; null as the second: or worse; both null: no position",
    )
    position = serializers.ChoiceField(
        choices=["approximate", "zone_is_an_area", "not_published"],
        help_text="No pin was surveyed; a zone is an area and has no pin",
    )
    demonstration = serializers.BooleanField(help_text="Invented, not a real record")


class FeatureSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=["Feature"])
    id = serializers.IntegerField()
    geometry = GeometrySerializer(allow_null=True)
    properties = PropertiesSerializer()


class CollectionSerializer(serializers.Serializer):
    """A FeatureCollection with one more member, `next`."""

    type = serializers.ChoiceField(choices=["FeatureCollection"])
    next = serializers.CharField(allow_null=True)
    features = FeatureSerializer(many=True)


def feature(park: Park) -> dict[str, Any]:
    geometry, position = None, "not_published"
    if park.kind == Park.Kind.ZONE:
        position = "zone_is_an_area"
    elif park.pin is not None:
        latitude, longitude = park.pin
        geometry = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
        position = "approximate"
    return {
        "type": "Feature",
        "id": park.pk,
        "geometry": geometry,
        "properties": {
            "slug": park.slug,
            "kind": park.kind,
            "status": park.status,
            "status_to_be_checked": park.status_to_check,
            "name": texts(park, "name"),
            "precision_km": (
                [park.precise_from_km, park.precise_to_km] if geometry else [None, None]
            ),
            "position": position,
            "demonstration": park.demonstration,
        },
    }
