"""The house rules of the read-only API: methods, pages, refusals, and how they are documented."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import APIException, MethodNotAllowed, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView, exception_handler

from portal.refusals import Refused

BIGGEST_KEY = 2**63 - 1


class ReadOnly(BasePermission):
    """Every method that would change something is answered with 405, known or not."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method not in SAFE_METHODS:
            raise MethodNotAllowed(str(request.method))
        return True


class Pages(BasePagination):
    """`limit` rows after the row with the key `after`: the last page costs what the first does.

    Needs a queryset over rows with a numeric primary key; it is ordered by that key.
    """

    default_limit = 50
    max_limit = 200
    next_url: str | None = None

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        limit = self._whole(request, "limit", self.default_limit, 1, self.max_limit)
        after = self._whole(request, "after", 0, 0, BIGGEST_KEY)
        rows = list(queryset.order_by("pk").filter(pk__gt=after)[: limit + 1])
        self.next_url = None
        if len(rows) > limit:
            rows = rows[:limit]
            here = request.build_absolute_uri()
            self.next_url = replace_query_param(here, "after", rows[-1].pk)
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_url, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        limit = {"minimum": 1, "maximum": self.max_limit, "default": self.default_limit}
        after = {"minimum": 0, "maximum": BIGGEST_KEY}
        words = {"limit": "How many rows", "after": "Key of the last row of the page before"}
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": words[name],
                "schema": {"type": "integer", **bounds},
            }
            for name, bounds in (("limit", limit), ("after", after))
        ]

    def _whole(self, request: Request, name: str, default: int, low: int, high: int) -> int:
        typed = request.query_params.get(name)
        if typed is None:
            return default
        # isdecimal takes other scripts' digits too; twenty characters hold every key.
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 20):
            raise ValidationError({name: [_("Give a whole number.")]})
        number = int(typed)
        if not low <= number <= high:
            said = _("Give a number from %(low)d to %(high)d.") % {"low": low, "high": high}
            raise ValidationError({name: [said]})
        return number


class Conflict(APIException):
    status_code = 409
    default_detail = gettext_lazy("This is not possible as things stand.")


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every "no" has one body: {"detail": sentence}, with {"fields": ...} for bad parameters."""
    if isinstance(error, Refused):
        error = Conflict(str(error.sentence))
    elif isinstance(error, BadRequest | SuspiciousOperation):
        error = ValidationError(str(error))
    response = exception_handler(error, context)
    if response is not None:
        response.content_type = "application/json"  # a refusal is not what was asked for (GeoJSON)
    if response is not None and isinstance(error, ValidationError):
        response.data = _problem(response.data)
    return response


def _problem(data: Any) -> dict[str, Any]:
    if isinstance(data, Mapping):
        detail = _("Some parameters were not understood.")
        return {"detail": detail, "fields": data}
    return {"detail": " ".join(str(part) for part in data), "fields": {}}


class ProblemSerializer(serializers.Serializer):
    """What went wrong, in a sentence."""

    detail = serializers.CharField()


class BadParametersSerializer(ProblemSerializer):
    """Which parameters were not understood, and why."""

    fields_ = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        found = super().get_fields()
        found["fields"] = found.pop("fields_")
        return found


BAD_PARAMETERS = OpenApiResponse(BadParametersSerializer, "Parameters were not understood.")
NOT_FOUND = OpenApiResponse(ProblemSerializer, "There is nothing public at this address.")
NOT_POSSIBLE = OpenApiResponse(ProblemSerializer, "Refused, with the reason.")
TOO_MANY = OpenApiResponse(ProblemSerializer, "Too many; wait for Retry-After.")


def answers(good: Any, *problems: int) -> dict[int, Any]:
    """Responses for `extend_schema`: `answers(ParkSerializer, 400, 404)`."""
    known = {400: BAD_PARAMETERS, 404: NOT_FOUND, 409: NOT_POSSIBLE, 429: TOO_MANY}
    return {200: good, **{status: known[status] for status in problems}}
