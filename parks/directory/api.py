"""Parks and figures for machines: the same querysets as the pages, nothing withheld."""

from typing import Any

from django.http import Http404, QueryDict
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from parks.directory.api_shapes import (
    FigureSerializer,
    ParkSerializer,
    figure_row,
    park_row,
)
from parks.directory.facets import sectors_to_ask
from parks.directory.figure_reading import public_figures, with_sources
from parks.directory.fitting import fitting
from parks.directory.forms import Wish, read_wish
from parks.directory.geojson import CollectionSerializer, GeoJSONRenderer, feature
from parks.directory.kinds import COLUMNS, KINDS
from parks.directory.models import Figure, Park
from parks.directory.phases.api import ParkDetailSerializer, phases_row
from parks.directory.ranges import RANGES
from portal.api import Pages, answers
from portal.pagecache.pages import not_kept, public_page

_KEPT = ("kind", "status", "sector", "limit")
_SLUG = "^[-a-zA-Z0-9_]+$"
_AMOUNT = {"type": "number", "minimum": 0, "maximum": 99999999}
_BOUNDS = {"gte": "at least", "lte": "at most"}
_PARK_FILTERS = [
    OpenApiParameter("q", {"type": "string", "maxLength": 100}, description="Accents are ignored"),
    OpenApiParameter("kind", str, enum=Park.Kind.values),
    OpenApiParameter("status", str, enum=Park.Status.values),
    OpenApiParameter("sector", {"type": "string", "maxLength": 60, "pattern": _SLUG}),
    *(
        OpenApiParameter(one.name, _AMOUNT, description=f"{one.column}: {_BOUNDS[one.lookup]}")
        for one in RANGES.values()
    ),
    OpenApiParameter("green", bool, description="Holds a green label"),
    OpenApiParameter("demonstration", bool, description="The invented parks instead"),
    OpenApiParameter(
        "unknown",
        bool,
        description="Beside a bound or a label: also those that have not published that value",
    ),
]


class PagedView(APIView):
    """In pages: follow `next` until it is null."""

    pagination_class = Pages


def _wish(query: QueryDict) -> Wish:
    """The list's question; here nonsense is refused instead of left out."""
    asked = query.copy()
    for name in ("after", "order"):
        asked.pop(name, None)
    form, wish = read_wish(asked, sectors_to_ask(asked))
    if form.errors:
        raise ValidationError(
            {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        )
    return wish


@method_decorator(public_page(*_KEPT), name="dispatch")
class ParkListView(PagedView):
    @extend_schema(
        operation_id="parks_list",
        summary="Parks, zones and clusters",
        parameters=_PARK_FILTERS,
        responses=answers(ParkSerializer(many=True), 400),
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        found = fitting(_wish(request.query_params))
        linked = found.select_related("parent_zone", "counted_with", "status_source")
        parks = pages.paginate_queryset(linked, request)
        figures = public_figures(parks, COLUMNS)
        rows = [park_row(park, figures.get(park.pk, [])) for park in parks]
        return pages.get_paginated_response(rows)


@method_decorator(public_page(), name="dispatch")
class ParkView(APIView):
    @extend_schema(
        operation_id="parks_retrieve",
        summary="One park with all its public figures",
        parameters=[OpenApiParameter("slug", {"type": "string", "pattern": _SLUG}, "path")],
        responses=answers(ParkDetailSerializer, 404),
    )
    def get(self, request: Request, slug: str) -> Response:
        linked = Park.objects.public().select_related(
            "parent_zone", "counted_with", "status_source"
        )
        park = linked.filter(slug=slug).first()
        if park is None:
            raise Http404
        figures = public_figures([park]).get(park.pk, [])
        rows = [figure_row(figure, park.slug) for figure in figures]
        return Response({**park_row(park, figures), "figures": rows, **phases_row(park)})


@method_decorator(public_page("park", "kind", "limit"), name="dispatch")
class FigureListView(PagedView):
    @extend_schema(
        operation_id="figures_list",
        summary="Every public figure with its sources",
        parameters=[
            OpenApiParameter("park", {"type": "string", "maxLength": 100}, description="Slug"),
            OpenApiParameter("kind", str, enum=list(KINDS)),
        ],
        responses=answers(FigureSerializer(many=True), 400),
    )
    def get(self, request: Request) -> Response:
        found = Figure.objects.public().select_related("park")
        slug, kind = request.query_params.get("park"), request.query_params.get("kind")
        found = (
            found.filter(park__demonstration=False)
            if slug is None
            else found.filter(park__slug=slug)
        )
        if kind is not None:
            if kind not in KINDS:
                raise ValidationError({"kind": [_("There is no such kind of figure.")]})
            found = found.filter(kind=kind)
        pages = Pages()
        rows = with_sources(pages.paginate_queryset(found, request))
        if slug is not None and not rows:
            not_kept(request)
        return pages.get_paginated_response([figure_row(row, row.park.slug) for row in rows])


@method_decorator(public_page(*_KEPT), name="dispatch")
class ParkMapView(APIView):
    """Null geometry where the place is unknown, and for zones: a zone is an area, not a pin."""

    renderer_classes = (GeoJSONRenderer, JSONRenderer)  # whoever asks for JSON alone gets it

    @extend_schema(
        operation_id="parks_geojson",
        summary="Parks as GeoJSON",
        parameters=[
            *_PARK_FILTERS,
            OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": 200}),
            OpenApiParameter("after", {"type": "integer", "minimum": 0}),
        ],
        responses=answers(CollectionSerializer, 400),
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        pages.default_limit = pages.max_limit
        parks: list[Any] = pages.paginate_queryset(fitting(_wish(request.query_params)), request)
        features = [feature(park) for park in parks]
        return Response({"type": "FeatureCollection", "next": pages.next_url, "features": features})
