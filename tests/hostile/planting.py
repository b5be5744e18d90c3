"""A world in which every text that somebody may have written is hostile.

The texts are put straight into the tables, past every check at the doors: whatever shows them must be safe by itself. Which
columns there are is read from the tables, so that a new one is planted from the day it is made; only those that hold our own
words, addresses that a rule has checked, or secrets are left out by name. Each column has a mark of its own, ``zq12z``, by
which it is found again wherever it is shown.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Enum, String, Table, Text, select, update
from sqlalchemy.exc import IntegrityError

from roadmaps.foundation import prose
from roadmaps.foundation.database import Base, Packed
from tests.hostile.oracle import SUM

CASES = Path(__file__).parents[1] / "cases"
# What machines have written: names of ours, keys, languages, digests, places in lists, secrets.
OURS = frozenset(
    [
        "act",
        "after",
        "code",
        "digest",
        "failure",
        "field",
        "folded",
        "how",
        "key",
        "kind",
        "language",
        "media_type",
        "message_id",
        "number_there",
        "municipality",
        "of",
        "phase",
        "phase_before",
        "place",
        "rank",
        "scope",
        "section",
        "sex",
        "slug",
        "sort",
        "source",
        "subject",
        "visitor",
        "voter",
        "cursor",
        "headers",
        "wish",
        "runs",
        "facts",
        "name_en_key",
        "grants",
        "applicants",
        "levels",
        "places",
        "period",
        "round",
        "from_sort",
        "made_sort",
        "left_out",
        "parts",
        "answer",
        "calendar",
    ]
)
SECRET = re.compile(r".*(_hash|sha256|password|_key|token|secret).*")
# Addresses that a rule has checked before they were kept, and which have a shape that pages may rely on.
ADDRESSES = frozenset({"email", "to_address", "contact_email", "homepage", "link", "address", "record"})
# Tables of machines alone; letters are written anew from what is planted.
LEFT_ALONE = frozenset(
    {"chore_runs", "duties", "outgoing_mails", "sign_ins", "sign_in_attempts", "source_fetches", "workers"}
)
# These words are free although others of the same name are not.
FREE = frozenset(
    {
        "accessibility_reports.answer",
        "accessibility_reports.place",
        "appeals.answer",
        "consultation_points.place_in_words",
        "flags.answer",
        "meetings.place",
        "privacy_requests.answer",
        "questions.note",
        "readings.source",
    }
)
POLYGLOT = f"\"'><img src=//evil.test/p onerror=alert(1)><b onfocus=alert(1) tabindex=0>{{{{{SUM}}}}}"
LINES = [
    POLYGLOT,
    '=HYPERLINK("http://evil.test","x")',
    "javascript:alert(1)//'\"",
    "</title></textarea></script><script>alert(1)</script>",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "[x](javascript:alert(1))![p](https://evil.test/p)",
    "-->]]><svg/onload=alert(1)>",
    "+1+1|calc &lt;b&gt;&#60;script&#62;",
    '" autofocus onfocus=alert(1) data-action="click->dialog#open',
    "%0d%0aSet-Cookie:x=1 \\n\\r BEGIN:VEVENT;X=1,Y:2",
]
_MODELLED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{4}(-.*)?|-?[0-9.,]+|[a-z_0-9-]+|[A-Z0-9]{1,3}|")


def _corpus() -> list[str]:
    names = ("xss_vectors.json", "more_vectors.json")
    found = [one for name in names for one in json.loads((CASES / name).read_text(encoding="utf-8"))["vectors"]]
    texts = (prose.tidy(one["payload"].replace("7*7", SUM)) for one in found)
    return [text for text in texts if text and len(text) < 3_000 and _is_shown(text)]


def _is_shown(text: str) -> bool:
    try:
        prose.render(text)
    except prose.TooComplex:
        return False
    return True


@dataclass
class Planted:
    """What was planted: the columns by their marks, and how many texts."""

    columns: dict[str, str] = field(default_factory=dict)
    texts: int = 0
    _numbers: Any = field(default_factory=lambda: count(1))
    _corpus: list[str] = field(default_factory=_corpus)

    def mark(self, name: str) -> str:
        """The mark of a column or of a field within one."""
        known = {told: mark for mark, told in self.columns.items()}
        mark = known.get(name) or f"zq{next(self._numbers)}z"
        self.columns[mark] = name
        return mark

    def line(self, name: str, most: int | None) -> str:
        """One hostile line."""
        mark, self.texts = self.mark(name), self.texts + 1
        pool = LINES if self.texts % 2 else [one for one in self._corpus if "\n" not in one]
        words = pool[self.texts // 2 % len(pool)] if self.texts % 5 else POLYGLOT
        words = f"{words} {mark}" if words[0] in "=+-@" else f"{mark} {words}"
        return " ".join(prose.tidy(words if len(words) <= (most or 200) else f"{mark}<b onfocus=alert(1)>").split())[
            :most
        ]

    def text(self, name: str) -> str:
        """A hostile text of several paragraphs, with its share of the corpus."""
        some = [self._corpus[(self.texts * 3 + place) % len(self._corpus)] for place in range(3)]
        return prose.tidy("\n\n".join([self.line(name, None), *some, self.mark(name)]))


def plant(connection: Connection) -> Planted:
    """Put hostile words into every row of every table that holds words."""
    planted = Planted()
    for table in Base.metadata.sorted_tables:
        columns = [] if table.name in LEFT_ALONE else [one for one in table.columns if is_free(one)]
        for row in connection.execute(select(table)).mappings().all() if columns else ():
            _plant_row(connection, planted, table, columns, row)
    return planted


def is_free(column: Column[Any]) -> bool:
    """Whether people's words may stand in the column."""
    if f"{column.table.name}.{column.name}" in FREE:
        return True
    kind = column.type
    is_words = isinstance(kind, String | Text | JSON | Packed) and not isinstance(kind, Enum)
    return (
        is_words
        and column.name not in OURS | ADDRESSES
        and not SECRET.fullmatch(column.name)
        and not column.foreign_keys
    )


def _plant_row(
    connection: Connection, planted: Planted, table: Table, columns: list[Column[Any]], row: Mapping[str, Any]
) -> None:
    values = {one.name: _hostile(planted, one, row[one.name]) for one in columns if row[one.name]}
    if table.name == "block_versions":
        values["title"] = json.loads(values["content"]).get("title", values["title"])[:200] if row["title"] else ""
        values["html"] = _rendered(values["content"], row["html"])
    elif "html" in values and row["html"].startswith("{"):
        values["html"] = json.dumps(_rendered_within(planted, f"{table.name}.html", json.loads(row["html"])))
    elif "html" in values:
        values["html"] = prose.render(values.get("text") or values["body"])
    if not values:
        return
    this = [one == row[one.name] for one in table.primary_key.columns]
    with connection.begin_nested() as savepoint:
        try:
            connection.execute(update(table).where(*this).values(values))
        except IntegrityError:
            # Something that the table itself does not take; nothing of the row is hostile then, and its columns show elsewhere.
            savepoint.rollback()


def _hostile(planted: Planted, column: Column[Any], value: Any) -> Any:
    name = f"{column.table.name}.{column.name}"
    if isinstance(column.type, JSON):
        return _within(planted, name, value)
    if column.name == "html":
        return value
    if isinstance(column.type, Packed) or value.startswith(("{", "[")):
        return _packed(planted, name, value)
    length = getattr(column.type, "length", None)
    return planted.line(name, length) if length else planted.text(name)


def _packed(planted: Planted, name: str, value: str) -> str:
    try:
        content = json.loads(value)
    except ValueError:
        return planted.text(name)
    return json.dumps(_within(planted, name, content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _within(planted: Planted, name: str, value: Any) -> Any:
    """The same structure with hostile words where there are words: no ids, dates, numbers or names of choices."""
    if isinstance(value, dict):
        return {key: _within(planted, f"{name}.{_key(key)}", one) for key, one in value.items()}
    if isinstance(value, list):
        return [_within(planted, name, one) for one in value]
    last = name.rpartition(".")[2]
    if not isinstance(value, str) or _MODELLED.fullmatch(value) or last in OURS | ADDRESSES or SECRET.fullmatch(last):
        return value
    return planted.text(name) if "\n" in value or len(value) > 120 else planted.line(name, 200)


def _key(key: str) -> str:
    try:
        UUID(key)
    except ValueError:
        return key
    return "*"


def _rendered(content: str, html: str | None) -> str | None:
    if not html:
        return html
    said = json.loads(content)
    return json.dumps({name: prose.render(said[name], heading_level=4, unique="x") for name in json.loads(html)})


def _rendered_within(planted: Planted, name: str, html: Any) -> Any:
    if isinstance(html, dict):
        return {key: _rendered_within(planted, name, one) for key, one in html.items()}
    return prose.render(planted.text(name), heading_level=4, unique="x")
