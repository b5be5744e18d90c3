"""What tells of the interface: the OpenAPI document for programs, and the same as a page for people."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from roadmaps.api.openapi import document
from roadmaps.api.operations import reads
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.permissions import open_to_all
from roadmaps.web.problems import titles

pages = Blueprint("api_docs", __name__)


class Document(BaseModel):
    """An OpenAPI 3.1 document."""

    model_config = ConfigDict(extra="allow")

    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]
    components: dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A parameter, or a member of a schema. `refers_to` is the schema that tells more.

    Headers, and the fields of blocks, are told of in the reader's language; everything else in English.
    """

    name: str
    sort: str
    is_required: bool
    description: str
    where: str = ""
    refers_to: str = ""
    is_english: bool = True


@dataclass(frozen=True)
class Shown:
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    help: str
    scope: str
    needs_token: bool
    parameters: list[Row]
    takes: str
    answers: list[Row]
    example: str


@dataclass(frozen=True)
class Described:
    """One schema as the page shows it."""

    name: str
    description: str
    rows: list[Row]
    values: list[str] = field(default_factory=list)


@reads("/openapi.json", answers=Document, resource=N_("The interface itself"), summary=N_("Read what can be asked for"))
def read_document(_session: Session) -> Document:
    """This document."""
    return Document.model_validate(document())


@pages.get("/api/docs")
@open_to_all
def docs() -> ResponseReturnValue:
    """The same for people: every operation, parameter and schema, with an example to copy."""
    told = document()
    return render_template(
        "api/docs.html",
        base=current_app.config["BASE_URL"],
        resources=_by_resource(told),
        schemas=[_described(name, schema) for name, schema in told["components"]["schemas"].items()],
        problems=sorted(titles().items()),
    )


def way_to_docs(**_context: Any) -> str:
    """The link at the foot of every page."""
    return render_template("api/_footer.html")


def _by_resource(told: dict[str, Any]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {tag["name"]: [] for tag in told["tags"]}
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            found[one["tags"][0]].append(_shown(path, method.upper(), one))
    return found


def _shown(path: str, method: str, one: dict[str, Any]) -> Shown:
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    needs_token = {} not in one["security"]
    return Shown(
        name=one["operationId"],
        method=method,
        path=path,
        summary=one["summary"],
        help=one["description"],
        scope=one["x-scope"],
        needs_token=needs_token,
        parameters=[_row(each["name"], each["schema"], each) for each in one["parameters"]],
        takes=_reference(body),
        answers=[
            Row(status, "", False, each["description"], refers_to=_reference(_schema_of(each)))
            for status, each in one["responses"].items()
        ],
        example=_example(path, method, needs_token=needs_token, has_body=bool(body), with_tag=_takes_tag(one)),
    )


def _row(name: str, schema: dict[str, Any], told: dict[str, Any]) -> Row:
    return Row(
        name=name,
        sort=_sort(schema),
        is_required=bool(told.get("required")),
        description=told.get("description") or schema.get("description", ""),
        where=told.get("in", ""),
        refers_to=_reference(schema),
        is_english=told.get("in") != "header" and not told.get("is_asked"),
    )


def _described(name: str, schema: dict[str, Any]) -> Described:
    required, asked = schema.get("required", []), {kind.__name__ for kind in ROADMAP}
    rows = [
        _row(each, told, {"required": each in required, "description": _words(told), "is_asked": name in asked})
        for each, told in schema.get("properties", {}).items()
    ]
    return Described(name, schema.get("description", ""), rows, [str(value) for value in schema.get("enum", [])])


def _words(told: dict[str, Any]) -> str:
    return str(told.get("description", ""))


def _sort(schema: dict[str, Any]) -> str:
    """The type in a word or two."""
    if "$ref" in schema:
        return _reference(schema)
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_sort(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(json.dumps(one, ensure_ascii=False) for one in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if schema.get("type") == "array":
        return f"[{_sort(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")


def _reference(schema: dict[str, Any]) -> str:
    """The schema that this one leads to, if it is one alone."""
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", [])):
        if isinstance(one, dict) and "$ref" in one:
            return str(one["$ref"]).rpartition("/")[2]
    return ""


def _schema_of(response: dict[str, Any]) -> dict[str, Any]:
    for content in response.get("content", {}).values():
        return dict(content["schema"])
    return {}


def _takes_tag(one: dict[str, Any]) -> bool:
    return any(each["name"] == "If-Match" for each in one["parameters"])


def _example(path: str, method: str, *, needs_token: bool, has_body: bool, with_tag: bool) -> str:
    lines = [f"curl {current_app.config['BASE_URL']}{path}"]
    if method != "GET":
        lines.insert(0, f"curl -X {method} {current_app.config['BASE_URL']}{path}")
        lines.pop()
    if needs_token:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if with_tag:
        lines.append("-H 'If-Match: \"v12.…\"'")
    if has_body:
        lines.append("-H 'Content-Type: application/json' -d @body.json")
    return " \\\n  ".join(lines)
