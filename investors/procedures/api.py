"""Procedures for machines: the same querysets as the pages, nothing withheld."""

from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from investors.procedures.api_shapes import (
    ProcedureDetailSerializer,
    ProcedureSerializer,
    procedure_detail,
    procedure_row,
)
from investors.procedures.catalogue import FIELDS, OTHER_BODIES, CatalogueForm, read_wish
from investors.procedures.finding import published_text
from investors.procedures.models import Procedure, ProcedureVersion
from portal.api import Pages, answers
from portal.pagecache.pages import public_page

_FILTERS = ("field", "kind")
_SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}


@method_decorator(public_page(*_FILTERS, "limit"), name="dispatch")
class ProcedureListView(APIView):
    pagination_class = Pages  # for the schema

    @extend_schema(
        operation_id="procedures_list",
        summary="Procedures with their published terms",
        parameters=[
            OpenApiParameter(
                "q", {"type": "string", "maxLength": 100}, description="Accents are ignored"
            ),
            OpenApiParameter("field", str, enum=list(FIELDS)),
            OpenApiParameter("kind", str, enum=Procedure.Kind.values),
        ],
        responses=answers(ProcedureSerializer(many=True), 400),
    )
    def get(self, request: Request) -> Response:
        form = CatalogueForm(request.query_params)
        wrong = {
            name: [str(error) for error in errors]
            for name, errors in form.errors.items()
            if name in ("q", *_FILTERS)
        }
        if wrong:
            raise ValidationError(wrong)
        wish = read_wish(request.query_params)
        found = Procedure.objects.public().matching(wish.q)
        if wish.field:
            found = found.filter(field="" if wish.field == OTHER_BODIES else wish.field)
        if wish.kind:
            found = found.filter(kind=wish.kind)
        pages = Pages()
        procedures = pages.paginate_queryset(found, request)
        versions = {
            version.procedure_id: version
            for version in ProcedureVersion.objects.published()
            .filter(procedure__in=procedures)
            .select_related("procedure")
        }
        return pages.get_paginated_response(
            [procedure_row(versions[procedure.pk]) for procedure in procedures]
        )


@method_decorator(public_page(), name="dispatch")
class ProcedureView(APIView):
    @extend_schema(
        operation_id="procedures_retrieve",
        summary="One procedure with its steps, papers, law and sources",
        parameters=[OpenApiParameter("slug", _SLUG, "path")],
        responses=answers(ProcedureDetailSerializer, 404),
    )
    def get(self, request: Request, slug: str) -> Response:
        text = published_text(slug, "vi")
        if text is None:
            raise Http404
        return Response(procedure_detail(text))
