"""The API's documentation as a plain page, drawn from its schema: no script, no inline style."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
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
class Field:
    """One field of a request's body."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    key: str
    method: str
    path: str
    summary: str
    description: SafeString
    parameters: list[Parameter]
    fields: list[Field]
    answers: list[tuple[str, SafeString]]
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
            fields = list(_fields(told.get("requestBody"), schema))
            yield Operation(
                key=told["operationId"],
                method=method.upper(),
                path=path,
                summary=told.get("summary", ""),
                description=with_code(told.get("description", "")),
                parameters=[_parameter(one) for one in told.get("parameters", [])],
                fields=fields,
                answers=[
                    (status, with_code(answer.get("description", "")))
                    for status, answer in told["responses"].items()
                ],
                example=_example(method, f"{settings.SITE_URL}{path}", told.get("requestBody")),
            )


def with_code(text: str) -> SafeString:
    """What a docstring writes between backticks, as code."""
    parts = enumerate(text.split("`"))
    marked = [format_html("<code>{}</code>" if i % 2 else "{}", part) for i, part in parts]
    return format_html_join("", "{}", ((part,) for part in marked))


def _example(method: str, address: str, body: Mapping[str, Any] | None) -> str:
    if method == "get":
        return f"curl {address}"
    if body is None:
        return ""
    examples = body["content"]["application/json"].get("examples", {})
    sent = next((json.dumps(one["value"]) for one in examples.values()), "{}")
    return f"curl -X {method.upper()} -H 'Content-Type: application/json' -d '{sent}' {address}"


def _fields(body: Mapping[str, Any] | None, schema: Mapping[str, Any]) -> Iterator[Field]:
    if body is None:
        return
    shape = body["content"]["application/json"]["schema"]
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    for name, told in shape["properties"].items():
        described = told.get("description", "")
        needed = name in shape.get("required", ())
        yield Field(name, told.get("type", ""), needed, described)


def _parameter(told: Mapping[str, Any]) -> Parameter:
    schema = told.get("schema", {})
    kind = schema.get("type", "")
    if "enum" in schema:
        kind = " | ".join(str(choice) for choice in schema["enum"])
    return Parameter(
        told["name"], told["in"], kind, told.get("required", False), told.get("description", "")
    )
