"""The OpenAPI 3.1 document, made of the operations and their models, and of the kinds that the roadmaps are written in."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from roadmaps.api.operations import Operation, operations_of
from roadmaps.api.shapes import ConflictProblem, NoQuery, Problem
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.language import locale, translate
from roadmaps.web.problems import MIMETYPE, titles

VERSION = "1.0"
REFERENCE = "#/components/schemas/{model}"
_PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
_PARTS: Mapping[str, Mapping[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
    "": {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[a-z0-9-]+$"},
}
Schema = dict[str, Any]
Models = Mapping[tuple[Any, JsonSchemaMode], Schema]


def document() -> Schema:
    """The document in the asker's language; made once for each."""
    made: dict[str, Schema] = current_app.extensions.setdefault("openapi_documents", {})
    if locale() not in made:
        made[locale()] = _make(operations_of(current_app))
    return made[locale()]


def address_of(rule: str) -> str:
    """The address of a door as OpenAPI writes it."""
    return _PART.sub(lambda part: f"{{{part['name']}}}", rule)


def _make(operations: list[tuple[str, Operation]]) -> Schema:
    models, schemas = _schemas([one for _rule, one in operations])
    paths: dict[str, Schema] = {}
    for rule, one in operations:
        paths.setdefault(address_of(rule), {})[one.method.lower()] = _operation(rule, one, models)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Färdplan for programs"),
            "version": VERSION,
            "description": _(
                "What people read and do on the pages, for programs, by the same rules and with the same rights."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": current_app.config["BASE_URL"]}],
        "tags": [{"name": name} for name in dict.fromkeys(_(one.resource) for _rule, one in operations)],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": _("An access token, such as fp_…")}
            },
        },
    }


def _operation(rule: str, one: Operation, models: Models) -> Schema:
    told: Schema = {
        "operationId": one.name,
        "tags": [_(one.resource)],
        "summary": _(one.summary),
        "description": one.help,
        "parameters": [*_path_parameters(rule), *_query_parameters(one), *_headers(one)],
        "responses": _responses(one, models),
        "security": [{"token": []}] if one.needs_token else [{}, {"token": []}],
        "x-scope": one.scope.value,
    }
    if one.takes is not None:
        content = {"application/json": {"schema": models[one.takes, "validation"]}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _path_parameters(rule: str) -> Iterable[Schema]:
    for part in _PART.finditer(rule):
        yield {"name": part["name"], "in": "path", "required": True, "schema": dict(_PARTS[part["converter"] or ""])}


def _query_parameters(one: Operation) -> Iterable[Schema]:
    if one.query is NoQuery:
        return
    described = one.query.model_json_schema(ref_template=REFERENCE)
    enums = described.get("$defs", {})
    for name, schema in described["properties"].items():
        plain = _inlined(schema, enums)
        yield {
            "name": name,
            "in": "query",
            "required": name in described.get("required", []),
            "description": plain.pop("description", ""),
            "schema": plain,
        }


def _inlined(schema: Schema, known: Mapping[str, Schema]) -> Schema:
    """A parameter's schema without references, as few tools follow them there, and without null, which no address can say."""
    if "$ref" in schema:
        return dict(known[schema["$ref"].rpartition("/")[2]])
    some = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    if len(some) == 1:
        rest = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
        return {**_inlined(some[0], known), **rest}
    return dict(schema)


def _headers(one: Operation) -> Iterable[Schema]:
    yield _header("Accept-Language", _("sv or en: the language of sentences."), {"type": "string"})
    if one.is_reading:
        yield _header("If-None-Match", _("The ETag that you have; 304 where nothing has changed."), {"type": "string"})
    if one.method == "POST":
        key = {"type": "string", "maxLength": 200}
        yield _header(
            "Idempotency-Key", _("A key of your own: asked again with it within a day, it is done once."), key
        )
    if one.needs_base:
        tag = _("The ETag of the block as you read it; 412 where it has changed. Instead of a base version.")
        yield _header("If-Match", tag, {"type": "string"})


def _header(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": schema}


def _responses(one: Operation, models: Models) -> Schema:
    good = {
        "description": _("Done") if not one.is_reading else _("What was asked for"),
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": models[one.answers, "serialization"]}},
    }
    failures = [400, 401, 403, 404, 422, 429, 500, 503]
    if not one.is_reading:
        failures += [409, 413, 415]
    if one.needs_base:
        failures += [412, 428]
    told: Schema = {str(one.status): good}
    if one.is_reading:
        told["304"] = {"description": _("You have it already")}
    for status in sorted(failures):
        model = ConflictProblem if status == 409 else Problem
        content = {MIMETYPE: {"schema": models[model, "serialization"]}}
        told[str(status)] = {"description": titles()[status], "content": content}
    return told


def _schemas(
    operations: list[Operation],
) -> tuple[Models, dict[str, Schema]]:
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = dict.fromkeys(
        [
            *((one.answers, "serialization") for one in operations),
            *((one.takes, "validation") for one in operations if one.takes is not None),
            (Problem, "serialization"),
            (ConflictProblem, "serialization"),
            *((kind, "validation") for kind in ROADMAP),
        ]
    )
    models, found = models_json_schema(list(wanted), ref_template=REFERENCE)
    schemas: dict[str, Schema] = found["$defs"]
    for kind in ROADMAP:
        schemas[kind.__name__] = _as_asked(kind, schemas[kind.__name__])
    kinds = [{"$ref": REFERENCE.format(model=kind.__name__)} for kind in ROADMAP]
    fields = schemas["BlockOut"]["properties"]["fields"]
    schemas["BlockOut"]["properties"]["fields"] = {"description": fields["description"], "anyOf": kinds}
    schemas["BlockOut"]["properties"]["kind"]["enum"] = [kind.name for kind in ROADMAP]
    return models, dict(sorted(schemas.items()))


def _as_asked(kind: type[Kind], described: Schema) -> Schema:
    """The schema of a kind with the words of its form, which explain a field better than its name does."""
    asks = kind.asks()
    properties = {name: {**schema, **_words_of(asks[name])} for name, schema in described["properties"].items()}
    return {**described, "title": translate(kind.label), "properties": properties}


def _words_of(ask: Any) -> Schema:
    told: Schema = {"title": translate(ask.label)}
    if ask.question:
        told["description"] = translate(ask.question)
    if ask.unit:
        told["x-unit"] = translate(ask.unit)
    return told
