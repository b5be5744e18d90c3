"""Where a name or an address stands in words that people have written, anywhere in the database, and taking it out there.

What is frozen is found and told too, but nothing is changed in it: it is an official document, and its hash would no
longer hold.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Enum,
    String,
    Table,
    and_,
    false,
    func,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Base, ExactNumber, Packed
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.live.models import LiveSession
from roadmaps.privacy.gathering import Subject, keys_of, own_rows
from roadmaps.privacy.register import REGISTER, Fate
from roadmaps.privacy.wordings import HIDING, instead_of, pattern_of, plain_parts
from roadmaps.revisions.kinds import canonical

FROZEN = frozenset(
    {"snapshots", "binder_editions", "recommendations", "mirror_versions", "consultation_letters", "records_requests"}
)
# Found again by who keeps them (the index), about to go by themselves, or seen to by erasure itself.
_PASSED_OVER = frozenset({"erasures", "named_places", "search_documents", "outgoing_mails"})
# Made from the text beside them, and mended with it.
_MADE = frozenset({"html"})
_AROUND = 60
# Other short columns hold words of ours, addresses of pages and keys; people write in these.
_SHORT_WORDS = {("organisations", "short_name")}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """One row in whose words the name stands. `excerpt` shows it there."""

    table: str
    key: str
    columns: tuple[str, ...]
    excerpt: str

    @property
    def id(self) -> str:
        """What decisions know it by."""
        return f"{self.table}/{self.key}"

    @property
    def is_frozen(self) -> bool:
        """Whether it can only be left."""
        return self.table in FROZEN


@dataclass(frozen=True)
class Sought:
    """What is looked for: the words of a name and an address, as whole words and in any case."""

    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """In plain text."""
        return pattern_of(self.words)

    @property
    def in_html(self) -> re.Pattern[str]:
        """In HTML."""
        return pattern_of(self.words, is_html=True)

    def without(self, text: str, words: str) -> str:
        """A plain text with other words in its place."""
        return self.pattern.sub(lambda hit: instead_of(hit[0], words), text)

    def without_in_html(self, html: str, words: str) -> str:
        """HTML with other words in its place."""
        return self.in_html.sub(lambda hit: instead_of(hit[0], str(escape(words)), is_html=True), html)

    def may_stand_in(self, columns: Iterable[Any]) -> ColumnElement[bool]:
        """What a database can tell of whether it stands in one of the columns: never no where it does."""
        parts = plain_parts(self.words)
        if parts is None:
            return true()
        every = list(columns)
        hiding = (one.regexp_match(HIDING) for one in every)
        return or_(false(), *(one.icontains(part, autoescape=True) for one in every for part in parts), *hiding)


def named_places(session: Session, sought: Sought, subject: Subject) -> list[Place]:
    """Every row where it stands, table by table."""
    if not sought.words:
        return []
    return [place for table in _tables() for place in _in_table(session, table, sought, subject)]


def replace_in(session: Session, place: Place, sought: Sought, words: str) -> None:
    """Put other words in its place, in the text and in what was made from it."""
    table = Base.metadata.tables[place.table]
    at = _by_key(table, place.key)
    columns = [one for one in table.columns if one.name in place.columns or one.name in _MADE]
    row = session.execute(select(*columns).where(at)).mappings().one()
    before = {column.name: row[column] for column in columns}
    session.execute(
        update(table)
        .where(at)
        .values({column.name: _without(before[column.name], column, sought, words) for column in columns})
    )
    if place.table == "block_versions":
        _keep_who_wrote_what(session, place.key, before["content"], sought, words)


def require_nobody_writing(session: Session, places: Sequence[Place]) -> None:
    """A text in which somebody writes just now would bring the name back."""
    blocks = {place.key.split("/")[0] for place in places if place.table == "block_versions"}
    texts = {place.key for place in places if place.table == "live_sessions"}
    being_written = session.execute(select(LiveSession.id, LiveSession.block_id).where(LiveSession.is_open)).all()
    if any(str(one.id) in texts or str(one.block_id) in blocks for one in being_written):
        raise Invalid(say("Somebody is writing in one of the texts with the name just now. Try again in a while."))


def _tables() -> Iterator[Table]:
    for table in Base.metadata.sorted_tables:
        if table.name not in _PASSED_OVER and not table.name.startswith("journal"):
            yield table


def _in_table(session: Session, table: Table, sought: Sought, subject: Subject) -> Iterator[Place]:
    written = [one for one in table.columns if _holds_words(one)]
    plain = [one for one in written if isinstance(one.type, String)]
    packed = [one for one in written if one not in plain]
    if not written:
        return
    keys = list(table.primary_key.columns)
    query = select(*keys, *(one for one in written if one not in keys))
    query = query.where(*_of_others(table, subject))
    if not packed:
        query = query.where(sought.may_stand_in(plain))
    theirs = _cleared_anyway(session, table, subject)
    for row in session.execute(query.execution_options(yield_per=200)).mappings():
        key = keys_of(table, {str(name): value for name, value in row.items()})
        found = {
            one.name: hit
            for one in written
            if not (key in theirs and one.name in REGISTER[table.name].cleared)
            if (hit := _excerpt(_unpacked(row[one], one), sought.pattern))
        }
        if found:
            yield Place(table.name, key, tuple(found), next(iter(found.values())))


def _of_others(table: Table, subject: Subject) -> list[ColumnElement[bool]]:
    """What rows have to be: rows that go with the person need no other words, and a namesake keeps the own name."""
    if table.name == "persons":
        return [table.c.is_service_account]
    entry = REGISTER.get(table.name)
    if entry is None or entry.fate is not Fate.GOES:
        return []
    return [not_(func.coalesce(own_rows(entry, subject), false()))]


def _cleared_anyway(session: Session, table: Table, subject: Subject) -> frozenset[str]:
    """The keys of the rows in which erasure empties some columns by itself."""
    entry = REGISTER.get(table.name)
    if entry is None or not entry.cleared:
        return frozenset()
    found = session.execute(select(*table.primary_key.columns).where(own_rows(entry, subject))).mappings()
    return frozenset(keys_of(table, {str(name): value for name, value in row.items()}) for row in found)


def _holds_words(column: Column[Any]) -> bool:
    if column.foreign_keys or column.name in _MADE or isinstance(column.type, (Enum, ExactNumber)):
        return False
    is_short = isinstance(column.type, String) and column.type.length is not None and column.type.length < 100
    if is_short and (column.table.name, column.name) not in _SHORT_WORDS:
        return False
    return isinstance(column.type, (String, JSON, Packed)) and not column.name.endswith(("hash", "256"))


def _unpacked(value: Any, column: Column[Any]) -> Any:
    """What a packed text holds: inside it, a new line is two signs, and no name would be found across it."""
    if value is None or not isinstance(column.type, Packed):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _excerpt(value: Any, pattern: re.Pattern[str]) -> str:
    for text in _texts_in(value):
        if hit := pattern.search(text):
            start, end = max(0, hit.start() - _AROUND), hit.end() + _AROUND
            return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
    return ""


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)


def _without(value: Any, column: Column[Any], sought: Sought, words: str) -> Any:
    """The value with the other words. Packed texts are JSON, and are written again as they were."""
    if value is None:
        return None
    change = partial(sought.without_in_html if column.name in _MADE else sought.without, words=words)
    if not isinstance(column.type, Packed):
        changed = _through(value, change)
        length = getattr(column.type, "length", None)
        return changed[:length] if isinstance(changed, str) and length else changed
    try:
        read = _through(json.loads(value), change)
    except ValueError:
        return change(value)
    return json.dumps(read, ensure_ascii=False) if column.name in _MADE else canonical(read)


def _through(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _through(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_through(one, change) for one in value]
    return value


def _keep_who_wrote_what(session: Session, key: str, content: str, sought: Sought, words: str) -> None:
    """Runs of words by who wrote them count characters: the other words belong to whoever wrote the first of the old."""
    runs_of = Base.metadata.tables["shared_words"]
    version = Base.metadata.tables["block_versions"]
    block_id, number = _values(version, key)
    fields = json.loads(content)
    at = and_(runs_of.c.block_id == block_id, runs_of.c.number == number)
    for row in session.execute(select(runs_of.c.field, runs_of.c.runs).where(at)).all():
        text = fields.get(row.field)
        if isinstance(text, str) and sought.pattern.search(text):
            runs = _shifted(text, row.runs, sought.pattern, words)
            session.execute(update(runs_of).where(at, runs_of.c.field == row.field).values(runs=runs))


def _shifted(text: str, runs: list[list[Any]], pattern: re.Pattern[str], words: str) -> list[list[Any]]:
    owners = [owner for count, owner in runs for _ in range(count)]
    shifted: list[Any] = []
    upto = 0
    for hit in pattern.finditer(text):
        put = len(instead_of(hit[0], words))
        shifted += owners[upto : hit.start()] + owners[hit.start() : hit.start() + 1] * put
        upto = hit.end()
    shifted += owners[upto:]
    told: list[list[Any]] = []
    for owner in shifted:
        if told and told[-1][1] == owner:
            told[-1][0] += 1
        else:
            told.append([1, owner])
    return told


def _by_key(table: Table, key: str) -> Any:
    return and_(
        *(column == value for column, value in zip(table.primary_key.columns, _values(table, key), strict=True))
    )


def _values(table: Table, key: str) -> list[Any]:
    parts = key.split("/")
    return [column.type.python_type(part) for column, part in zip(table.primary_key.columns, parts, strict=True)]
