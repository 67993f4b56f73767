"""Plots for machines: the same rows as the pages, nothing withheld, invented ones labelled."""

from typing import Any

from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from parks.directory.api_shapes import SHOWN_STATES, SourceSerializer, source_rows
from parks.directory.citing import cited
from parks.directory.models import Plot
from portal.api import Pages, answers
from portal.pagecache.pages import not_kept, public_page
from portal.provenance.models import Confidence


class PlotSerializer(serializers.Serializer):
    """Areas in hectares, prices in US dollars a square metre for the whole lease; null: unknown."""

    id = serializers.IntegerField()
    park = serializers.SlugField()
    code = serializers.CharField()
    status = serializers.ChoiceField(choices=Plot.Status.choices)
    offer = serializers.ChoiceField(choices=Plot.Offer.choices)
    area_ha = serializers.FloatField()
    smallest_lot_ha = serializers.FloatField(allow_null=True)
    sectors = serializers.ListField(
        child=serializers.CharField(), help_text="VSIC codes; empty: not published"
    )
    price_min_usd_m2 = serializers.FloatField(allow_null=True)
    price_max_usd_m2 = serializers.FloatField(allow_null=True)
    price_as_of = serializers.CharField(allow_null=True)
    geometry = serializers.DictField(allow_null=True, help_text="GeoJSON, WGS 84")
    as_of = serializers.CharField()
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    demonstration = serializers.BooleanField(help_text="Invented, to show how it will look")
    sources = SourceSerializer(many=True)


def plot_row(plot: Plot) -> dict[str, Any]:
    return {
        "id": plot.pk,
        "park": plot.park.slug,
        "code": plot.code,
        "status": plot.status,
        "offer": plot.offer,
        "area_ha": float(plot.area_ha),
        "smallest_lot_ha": _number(plot.smallest_lot_ha),
        "sectors": plot.sectors,
        "price_min_usd_m2": _number(plot.price_min_usd_m2),
        "price_max_usd_m2": _number(plot.price_max_usd_m2),
        "price_as_of": plot.price_as_of or None,
        "geometry": plot.shape,
        "as_of": plot.as_of,
        "confidence": plot.confidence,
        "state": plot.state,
        "demonstration": plot.demonstration,
        "sources": source_rows(map(cited, plot.sources.all())),
    }


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


@method_decorator(public_page("park", "status", "limit"), name="dispatch")
class PlotListView(APIView):
    pagination_class = Pages

    @extend_schema(
        operation_id="plots_list",
        summary="Plots of parks",
        parameters=[
            OpenApiParameter("park", {"type": "string", "maxLength": 100}, description="Slug"),
            OpenApiParameter("status", str, enum=Plot.Status.values),
        ],
        responses=answers(PlotSerializer(many=True), 400),
    )
    def get(self, request: Request) -> Response:
        found = Plot.objects.public().select_related("park").prefetch_related("sources")
        slug, status = request.query_params.get("park"), request.query_params.get("status")
        # Invented plots are given to who names their park.
        wanted = {"demonstration": False} if slug is None else {"park__slug": slug}
        found = found.filter(**wanted)
        if status is not None:
            if status not in Plot.Status.values:
                raise ValidationError({"status": [_("There is no such state of land.")]})
            found = found.filter(status=status)
        pages = Pages()
        rows = pages.paginate_queryset(found, request)
        if slug is not None and not rows:
            not_kept(request)
        return pages.get_paginated_response([plot_row(plot) for plot in rows])
