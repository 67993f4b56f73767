"""Incentives for machines: the same rows as the pages, nothing withheld."""

from typing import Any

from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from parks.directory.api_shapes import SHOWN_STATES, SourceSerializer, source_rows
from parks.directory.citing import cited
from parks.directory.models import Incentive, Park
from portal.api import Pages, answers
from portal.pagecache.pages import public_page
from portal.provenance.models import Confidence


class IncentiveSerializer(serializers.Serializer):
    """One measure of one tax. Null: not stated by the source."""

    id = serializers.IntegerField()
    tax = serializers.ChoiceField(choices=Incentive.Tax.choices)
    relief = serializers.ChoiceField(choices=Incentive.Relief.choices)
    percent = serializers.FloatField(
        allow_null=True, help_text="The rate, or how much of the tax falls away"
    )
    years = serializers.IntegerField(allow_null=True)
    whole_term = serializers.BooleanField(help_text="For the whole term of the project")
    counted_from = serializers.ChoiceField(choices=Incentive.Start.choices)
    condition = serializers.ChoiceField(choices=Incentive.Condition.choices)
    licensed_from = serializers.DateField(
        allow_null=True, help_text="First day of the investment registration certificate"
    )
    licensed_until = serializers.DateField(allow_null=True, help_text="Last day, included")
    area = serializers.ChoiceField(choices=Incentive.Area.choices)
    park = serializers.SlugField(allow_null=True)
    document = serializers.CharField()
    article = serializers.CharField()
    clause = serializers.CharField(allow_null=True)
    document_url = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices)
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    sources = SourceSerializer(many=True)


def incentive_row(row: Incentive) -> dict[str, Any]:
    return {
        "id": row.pk,
        "tax": row.tax,
        "relief": row.relief,
        "percent": None if row.percent is None else float(row.percent),
        "years": row.years,
        "whole_term": row.whole_term,
        "counted_from": row.counted_from,
        "condition": row.condition,
        "licensed_from": row.licensed_from,
        "licensed_until": row.licensed_until,
        "area": row.area,
        "park": row.park.slug if row.park else None,
        "document": row.document,
        "article": row.article,
        "clause": row.clause or None,
        "document_url": row.document_url or None,
        "as_of": row.as_of or None,
        "confidence": row.confidence,
        "state": row.state,
        "sources": source_rows(map(cited, row.sources.all())),
    }


@method_decorator(public_page("park", "limit"), name="dispatch")
class IncentiveListView(APIView):
    pagination_class = Pages

    @extend_schema(
        operation_id="incentives_list",
        summary="Incentives, each with its article",
        parameters=[
            OpenApiParameter(
                "park",
                {"type": "string", "maxLength": 100},
                description="Slug: those that hold in this park",
            )
        ],
        responses=answers(IncentiveSerializer(many=True), 400, 404),
    )
    def get(self, request: Request) -> Response:
        found = Incentive.objects.all()
        slug = request.query_params.get("park")
        if slug is not None:
            known = Park.objects.public().select_related("parent_zone")
            park = known.filter(slug=slug).first()
            if park is None:
                raise Http404
            found = found.for_park(park)
        shown = found.public().select_related("park").prefetch_related("sources")
        pages = Pages()
        rows = pages.paginate_queryset(shown, request)
        return pages.get_paginated_response([incentive_row(row) for row in rows])
