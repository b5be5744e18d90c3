"""The interface as its pages show it: parts with their operations, and shapes, each told of in one place."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from roadmaps.api import examples
from roadmaps.api.openapi import address_of, document
from roadmaps.api.operations import Operation, operations_of
from roadmaps.api.parts import ABOUT, KINDS, SHARED, slug_of
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.language import locale

Schema = dict[str, Any]
# Every operation takes these, or is refused so; they are told of once, on the first page.
EVERYWHERE = frozenset({"Accept-Language", "If-None-Match"})


@dataclass(frozen=True)
class Member:
    """A parameter, or a member of a shape. `refers_to` is the shape that tells more.

    The fields of blocks are told of in the reader's language; everything else in English.
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
    """One operation as its page shows it. `headers` are those that only some operations take."""

    name: str
    method: str
    path: str
    summary: str
    help: str
    scope: str
    needs_token: bool
    parameters: list[Member]
    headers: list[str]
    takes: str
    answers: str
    refusals: list[str]
    curl: str
    python: str


@dataclass(frozen=True)
class Shape:
    """One schema."""

    name: str
    label: str
    description: str
    members: list[Member]
    values: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What somebody may look for in it."""
        return " ".join([self.name, self.label, self.description, *(one.name for one in self.members)]).casefold()


@dataclass(frozen=True)
class Part:
    """Operations that belong together, and the shapes that they alone need."""

    slug: str
    name: str
    about: str
    operations: list[Shown]
    shapes: list[Shape]


@dataclass(frozen=True)
class Book:
    """Everything. `homes` tells on which page a shape stands."""

    parts: Mapping[str, Part]
    shared: list[Shape]
    kinds: list[Shape]
    homes: Mapping[str, str]

    def found(self, words: str) -> "Found":
        """What all the words are found in, whole or as parts of longer ones."""
        wanted = words.casefold().split()
        operations = [
            (part, one)
            for part in self.parts.values()
            for one in part.operations
            if all(each in _words_of(part, one) for each in wanted)
        ]
        shapes = [one for one in self._shapes() if all(each in one.words for each in wanted)]
        return Found(words, operations, shapes)

    def _shapes(self) -> Iterator[Shape]:
        for part in self.parts.values():
            yield from part.shapes
        yield from self.shared
        yield from self.kinds


@dataclass(frozen=True)
class Found:
    """What somebody has looked for."""

    words: str
    operations: list[tuple[Part, Shown]]
    shapes: list[Shape]


def book() -> Book:
    """The interface in the asker's language; made once for each."""
    made: dict[str, Book] = current_app.extensions.setdefault("interface_books", {})
    if locale() not in made:
        made[locale()] = _make(document(), operations_of(current_app))
    return made[locale()]


def _make(told: Schema, operations: list[tuple[str, Operation]]) -> Book:
    known: dict[str, Schema] = told["components"]["schemas"]
    by_part: dict[str, list[tuple[Operation, str, Schema]]] = {}
    for rule, one in operations:
        path = address_of(rule)
        by_part.setdefault(one.resource, []).append((one, path, told["paths"][path][one.method.lower()]))
    homes = _homes({slug_of(part): [each for _one, _path, each in some] for part, some in by_part.items()}, known)
    shapes = {name: _shape(name, schema) for name, schema in known.items()}

    def at_home(page: str) -> list[Shape]:
        return [one for name, one in shapes.items() if homes[name] == page]

    parts = [
        Part(slug_of(part), _(part), _(ABOUT[part]), [_shown(*one, known) for one in some], at_home(slug_of(part)))
        for part, some in sorted(by_part.items(), key=lambda one: list(ABOUT).index(one[0]))
    ]
    return Book({one.slug: one for one in parts}, at_home(SHARED), at_home(KINDS), homes)


def _homes(told: Mapping[str, list[Schema]], known: Mapping[str, Schema]) -> dict[str, str]:
    """A shape that one part alone needs stands with it. What blocks hold has a page of its own, and so has what is shared."""
    kinds = {kind.__name__ for kind in ROADMAP}
    needed = {part: _reached(some, known) for part, some in told.items()}
    homes: dict[str, str] = {}
    for name in known:
        parts = [part for part, names in needed.items() if name in names]
        homes[name] = KINDS if name in kinds else parts[0] if len(parts) == 1 else SHARED
    return homes


def _reached(some: Any, known: Mapping[str, Schema]) -> set[str]:
    """The names of all the shapes to which one comes from here."""
    found: set[str] = set()
    waiting = set(_references(some))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= set(_references(known[name]))
    return found


def _references(some: Any) -> Iterator[str]:
    if isinstance(some, dict):
        if "$ref" in some:
            yield _name_in(some)
        for one in some.values():
            yield from _references(one)
    elif isinstance(some, list):
        for one in some:
            yield from _references(one)


def _shown(operation: Operation, path: str, one: Schema, known: dict[str, Schema]) -> Shown:
    schema = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    body = examples.body_of(schema, known) if schema else None
    short, with_tag = path.removeprefix("/api/v1"), operation.needs_base
    headers = [each["name"] for each in one["parameters"] if each["in"] == "header"]
    return Shown(
        name=operation.name,
        method=operation.method,
        path=short,
        summary=one["summary"],
        help=operation.help,
        scope=operation.scope,
        needs_token=operation.needs_token,
        parameters=[
            _member(each["name"], each["schema"], each) for each in one["parameters"] if each["in"] != "header"
        ],
        headers=[name for name in headers if name not in EVERYWHERE],
        takes=_reference(schema),
        answers=_reference(_answered(one["responses"][str(operation.status)])),
        refusals=[status for status in one["responses"] if int(status) >= 400],
        curl=examples.curl(
            _base(), short, operation.method, body, needs_token=operation.needs_token, with_tag=with_tag
        ),
        python=examples.python(short, operation.method, body, with_tag=with_tag),
    )


def _shape(name: str, schema: Schema) -> Shape:
    asked = {kind.__name__: kind for kind in ROADMAP}
    required = schema.get("required", [])
    members = [
        _member(each, told, {"required": each in required, "is_asked": name in asked})
        for each, told in schema.get("properties", {}).items()
    ]
    label = str(schema.get("title", "")) if name in asked else ""
    values = [str(value) for value in schema.get("enum", [])]
    # The docstrings of kinds are for those who read the code; their labels say here what they are.
    return Shape(name, label, "" if label else schema.get("description", ""), members, values)


def _member(name: str, schema: Schema, told: Schema) -> Member:
    is_asked = bool(told.get("is_asked"))
    words = told.get("description") or schema.get("description", "")
    if is_asked:
        words = ". ".join(filter(None, (str(schema.get("title", "")).rstrip("."), words)))
    return Member(
        name=name,
        sort=_sort(schema),
        is_required=bool(told.get("required")),
        description=words,
        where=told.get("in", ""),
        refers_to=_reference(schema),
        is_english=not is_asked,
    )


def _sort(schema: Schema) -> str:
    """The type in a word or two."""
    if "$ref" in schema:
        return _reference(schema)
    if _reference(schema) == KINDS:
        return "object"
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_sort(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(json.dumps(one, ensure_ascii=False) for one in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if schema.get("type") == "array":
        return f"[{_sort(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")


def _reference(schema: Schema) -> str:
    """The shape that this leads to, if it is one alone; the page of kinds, if it is any of those."""
    some: Iterable[Any] = (schema, schema.get("items", {}), *schema.get("anyOf", []))
    found = [_name_in(one) for one in some if isinstance(one, dict) and "$ref" in one]
    if len(found) == len(list(ROADMAP)):
        return KINDS
    return found[0] if len(found) == 1 else ""


def _name_in(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _answered(response: Schema) -> Schema:
    return next((dict(content["schema"]) for content in response.get("content", {}).values()), {})


def _words_of(part: Part, one: Shown) -> str:
    members = " ".join(each.name for each in one.parameters)
    return f"{part.name} {one.name} {one.path} {one.summary} {one.help} {members} {one.takes} {one.answers}".casefold()


def _base() -> str:
    return str(current_app.config["BASE_URL"])
