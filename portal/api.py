"""What every door of the JSON API shares: read-only, pages, and one shape for "no"."""

from typing import Any

from rest_framework.pagination import LimitOffsetPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.refusals import Refused


class Pages(LimitOffsetPagination):
    default_limit = 50
    max_limit = 200


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """`Refused` is 409 with its sentence; everything else as the framework says."""
    if isinstance(error, Refused):
        return Response({"detail": str(error.sentence)}, status=409)
    return exception_handler(error, context)
