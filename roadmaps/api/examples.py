"""Examples to copy: each operation as a command of curl and as a line of Python, with a body that has the right members."""

import json
from typing import Any

Schema = dict[str, Any]
_DEEPEST = 4
_IN_FORMAT = {
    "uuid": "019a8f6e-6f0a-7bb1-a1f2-8f0a54a7d4a0",
    "date": "2026-11-21",
    "date-time": "2026-11-21T09:30:00Z",
    "email": "somebody@example.org",
}
_OF_TYPE: dict[str, Any] = {"string": "…", "integer": 1, "number": 1, "boolean": True, "object": {}, "null": None}
# Members that an example is hard to understand without, and what they may say.
_TELLING: dict[str, Any] = {"base_version": 12, "fields": {"title": "…"}}


def curl(base: str, path: str, method: str, body: Any, *, needs_token: bool, with_tag: bool) -> str:
    """The command, on several lines."""
    begin = "curl" if method == "GET" else f"curl -X {method}"
    lines = [f"{begin} {base}/api/v1{path}"]
    if needs_token:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if with_tag and body is None:
        lines.append("-H 'If-Match: \"v12.…\"'")
    if body is not None:
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d '{json.dumps(body, ensure_ascii=False)}'")
    return " \\\n  ".join(lines)


def python(path: str, method: str, body: Any, *, with_tag: bool) -> str:
    """The line, by the function `ask` of the first page."""
    told = [json.dumps(method), json.dumps(path)]
    if body is not None:
        told.append(_as_python(body))
    elif with_tag:
        told.append('headers={"If-Match": \'"v12.…"\'}')
    return f"ask({', '.join(told)})"


def body_of(schema: Schema, known: dict[str, Schema], depth: int = 0) -> Any:
    """A value that fits the schema as far as an example needs to: what is required, or else one member."""
    if "$ref" in schema:
        return body_of(known[schema["$ref"].rpartition("/")[2]], known, depth)
    if some := [one for one in schema.get("anyOf", []) if one.get("type") != "null"]:
        return body_of(some[0], known, depth)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    if schema.get("type") == "array":
        return [body_of(schema.get("items", {}), known, depth + 1)] if depth < _DEEPEST else []
    if properties := schema.get("properties"):
        wanted = [*(schema.get("required") or list(properties)[:1]), *(name for name in _TELLING if name in properties)]
        return {
            name: _TELLING.get(name) or body_of(properties[name], known, depth + 1)
            for name in dict.fromkeys(wanted)
            if depth < _DEEPEST
        }
    if schema.get("format") in _IN_FORMAT:
        return _IN_FORMAT[schema["format"]]
    return _OF_TYPE.get(str(schema.get("type")), "…")


def _as_python(body: Any) -> str:
    """JSON as Python writes it, with double quotes."""
    if isinstance(body, dict):
        return "{" + ", ".join(f"{json.dumps(name)}: {_as_python(one)}" for name, one in body.items()) + "}"
    if isinstance(body, list):
        return "[" + ", ".join(_as_python(one) for one in body) + "]"
    if body is None or isinstance(body, bool):
        return repr(body)
    return json.dumps(body, ensure_ascii=False)
