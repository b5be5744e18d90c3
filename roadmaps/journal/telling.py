"""What a line says of an act: names of events and tables, identities, numbers, days and words of the code. Nothing else.

Free text, names and addresses never come in, so that a person can be taken out of the database and the line stay whole.
A word is kept only in a field that is told below, and only when it looks like one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from roadmaps.foundation.changed_rows import ChangedRow
from roadmaps.foundation.events import Event
from roadmaps.journal.chain import canonical

# Fields of events that hold a word of the code although their type is any text.
WORDS = frozenset({
    "fate", "field", "fields", "kind", "language", "languages", "period", "phase", "provider", "role", "scope", "scopes", "sort", "stance",
    "state", "step", "tie", "turn", "way",
})  # fmt: skip
WORD = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
# Every line has its moment already.
SAID_BY_THE_LINE = frozenset({"at"})
MOST_EVENTS = 100
MOST_IDS = 10
# By which names columns and fields point at people, and at what a leader's page is about.
PEOPLE = frozenset({"person", "by", "actor", "author", "editor", "inviter"})
OF_TABLES = {"persons": "person", "areas": "area", "roadmaps": "roadmap", "organisations": "organisation"}
KEPT_BELONGINGS = frozenset({"area", "roadmap", "person", "organisation"})


def what_was_done(
    events: Iterable[Event], rows: Iterable[ChangedRow], note: Mapping[str, int | str] | None = None
) -> str:
    """The column `what` of a line.

    `events` are told with their values, the first hundred; the others are counted by name. `rows` counts what was
    written in each table, with the identities of a few; `about` is what those rows belong to.
    """
    told = [_event(event) for event in events]
    found: dict[str, Any] = {"events": told[:MOST_EVENTS]}
    if len(told) > MOST_EVENTS:
        found["more_events"] = dict(Counter(one["event"] for one in told[MOST_EVENTS:]))
    found |= _rows(rows)
    if note:
        found["note"] = dict(note)
    return canonical({name: value for name, value in found.items() if value})


def marks_of(what: Mapping[str, Any], person_id: str | None, organisation_id: str | None) -> list[tuple[str, str]]:
    """What a line is to be found by: pairs of sort and value, sorted, each once."""
    found = {("person", person_id)} if person_id else set()
    if organisation_id:
        found.add(("organisation", organisation_id))
    for event in what.get("events", []):
        found.add(("event", event["event"]))
        found |= set(_things(event))
    found |= {("event", name) for name in what.get("more_events", {})}
    found |= {(sort, one) for sort, ids in what.get("about", {}).items() for one in ids}
    for table, written in what.get("rows", {}).items():
        found |= {
            (OF_TABLES.get(table, table), str(one)) for change in written.values() for one in change.get("ids", [])
        }
    return sorted(found)


def name_of(event: type[Event]) -> str:
    """How an event is called in a line: its room and its class."""
    return f"{event.__module__.split('.')[1]}.{event.__name__}"


def _event(event: Event) -> dict[str, Any]:
    return {"event": name_of(type(event)), **_fields(event)}


def _fields(thing: Any) -> dict[str, Any]:
    found = {}
    for one in fields(thing):
        value = _value(one.name, getattr(thing, one.name))
        if one.name not in SAID_BY_THE_LINE and value is not None and value != []:
            found[one.name] = value
    return found


def _value(name: str, value: Any) -> Any:
    """The value as a line may say it; None for one that may not stand there."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, UUID | Decimal | date | datetime):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value if name in WORDS and WORD.fullmatch(value) else None
    if isinstance(value, tuple | list | set | frozenset):
        return [one for one in (_value(name, each) for each in value) if one is not None]
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value) or None
    return None


def _rows(rows: Iterable[ChangedRow]) -> dict[str, Any]:
    written: dict[str, dict[str, dict[str, Any]]] = {}
    about: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        noted = written.setdefault(row.table, {}).setdefault(row.change.value, {"count": 0})
        noted["count"] += row.count
        if row.id is not None and len(noted.get("ids", [])) < MOST_IDS:
            noted.setdefault("ids", []).append(str(row.id))
        if row.columns:
            noted["columns"] = sorted({*noted.get("columns", []), *row.columns})
        for name, value in row.belongs_to:
            if (sort := _sort(name)) in KEPT_BELONGINGS:
                about[sort].add(str(value))
    return {"rows": written, "about": {sort: sorted(ids) for sort, ids in sorted(about.items())}}


def _things(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in told.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield from _things(one)
            elif name.endswith(("_id", "_ids")) or name.startswith("mentioned_"):
                yield _sort(name), str(one)


def _sort(name: str) -> str:
    """What sort of thing a field points at: `changed_by_id` at a person, `activity_ids` at an activity."""
    plain = name.removesuffix("_ids").removesuffix("_id").removeprefix("mentioned_")
    if plain in PEOPLE or plain.endswith(("_by", "_person")) or plain == "people":
        return "person"
    if plain.endswith(("_for", "organisations")) or plain == "acting_for":
        return "organisation"
    return plain[:40]
