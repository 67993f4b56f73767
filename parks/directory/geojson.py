"""Parks on a map (GeoJSON, RFC 7946): pins that say how exact they are."""

from typing import Any

from rest_framework import serializers

from parks.directory.api_shapes import texts
from parks.directory.models import Park


class GeometrySerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=["Point"])
    coordinates = serializers.ListField(
        child=serializers.FloatField(), help_text="Longitude, latitude (WGS 84)"
    )


class PropertiesSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    kind = serializers.ChoiceField(choices=Park.Kind.choices)
    status = serializers.ChoiceField(choices=Park.Status.choices)
    name = serializers.DictField(child=serializers.CharField(allow_null=True))
    precision_km = serializers.ListField(
        child=serializers.IntegerField(allow_null=True),
        help_text="From and to; null as the second: or worse; both null: no position",
    )
    note = serializers.CharField(allow_null=True)


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
    geometry, note = None, None
    if park.kind == Park.Kind.ZONE:
        note = "A zone is an area, not a pin; its boundary is not published."
    elif park.latitude is None or park.longitude is None:
        note = "Position not published."
    else:
        geometry = {
            "type": "Point",
            "coordinates": [float(park.longitude), float(park.latitude)],
        }
        note = "Approximate position, not a survey point."
    return {
        "type": "Feature",
        "id": park.pk,
        "geometry": geometry,
        "properties": {
            "slug": park.slug,
            "kind": park.kind,
            "status": park.status,
            "name": texts(park, "name"),
            "precision_km": (
                [park.precise_from_km, park.precise_to_km] if geometry else [None, None]
            ),
            "note": note,
        },
    }
