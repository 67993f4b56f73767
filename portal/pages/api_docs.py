"""The API's documentation as a plain page, drawn from its schema: no script, no inline style."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from portal.pagecache.pages import public_page


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    key: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    answers: list[tuple[str, str]]
    example: str


class KeptSchema(SchemaGenerator):
    """The schema follows from the code alone: a process draws it once in each language."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return deepcopy(_drawn(get_language()))  # whoever gets it may change it


@cache
def _drawn(_language: str | None) -> dict[str, Any]:
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    schema: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return schema


@public_page()
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """In English from head to foot: the schema has no other language, and a page has one."""
    with translation.override("en"):
        schema = KeptSchema().get_schema()  # type: ignore[no-untyped-call]
        context = {"info": schema["info"], "operations": list(operations(schema))}
        response = render(request, "pages/api_docs.html", context)
    response.headers["Content-Language"] = "en"
    return response


def operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            yield Operation(
                key=told["operationId"],
                method=method.upper(),
                path=path,
                summary=told.get("summary", ""),
                description=told.get("description", ""),
                parameters=[_parameter(one) for one in told.get("parameters", [])],
                answers=[
                    (status, answer.get("description", ""))
                    for status, answer in told["responses"].items()
                ],
                example=f"curl {settings.SITE_URL}{path}" if method == "get" else "",
            )


def _parameter(told: Mapping[str, Any]) -> Parameter:
    schema = told.get("schema", {})
    kind = schema.get("type", "")
    if "enum" in schema:
        kind = " | ".join(str(choice) for choice in schema["enum"])
    return Parameter(
        told["name"], told["in"], kind, told.get("required", False), told.get("description", "")
    )
