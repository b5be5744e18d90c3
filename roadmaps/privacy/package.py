"""The package of one's own data: the same things twice, once as a page to read and once as data."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Enum, Table, select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.database import Base, Moment
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.privacy.gathering import Part, Row
from roadmaps.privacy.words import LABELS

FORMAT = "fardplan-my-data"
STYLE = """\
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; padding: .75rem 0;
  border-block-start: 1px solid #ccc; margin: 0; }
dt { color: #444; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
"""

Write = Callable[..., str]


@dataclass(frozen=True)
class ToRead:
    """One part as the page shows it: what it is, and each row as labels with values."""

    part: Part
    rows: Sequence[Sequence[tuple[str, str | Sentence]]]


def package(
    session: Session, parts: Sequence[Part], *, at: datetime, write: Callable[[Sequence[ToRead]], str]
) -> bytes:
    """The ZIP. `write` makes the page of what is to be read, in the reader's language."""
    places = _names_of_places(session)
    page = write([ToRead(part, [_readable(row, part, places) for row in part.rows]) for part in parts])
    data = {
        "format": FORMAT,
        "version": 1,
        "made_at": at.isoformat(),
        "parts": [
            {
                "table": part.entry.table,
                "what": part.entry.what,
                "purpose": part.entry.purpose.value,
                "kept": part.entry.keeping.value,
                "rows": part.rows,
                "deeds": part.deeds,
            }
            for part in parts
        ],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("index.html", page),
            ("style.css", STYLE),
            ("my-data.json", json.dumps(data, ensure_ascii=False, indent=1)),
        ):
            member = zipfile.ZipInfo(name, at.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return packed.getvalue()


def _names_of_places(session: Session) -> Mapping[str, str]:
    """What organisations and areas are called, by their ids."""
    found: dict[str, str] = {}
    for table in ("organisations", "areas"):
        columns = Base.metadata.tables[table].c
        found |= {str(key): name for key, name in session.execute(select(columns.id, columns.name))}
    return found


def _readable(row: Row, part: Part, places: Mapping[str, str]) -> list[tuple[str, str | Sentence]]:
    table: Table = Base.metadata.tables[part.entry.table]
    shown: list[tuple[str, str | Sentence]] = []
    for column in table.columns:
        value = row.get(column.name)
        if column.name in LABELS and value not in (None, "", [], {}):
            shown.append((LABELS[column.name], _told(value, column, places)))
    return shown


def _told(value: Any, column: Column[Any], places: Mapping[str, str]) -> str | Sentence:
    """A moment on the clock of the county, a word of the product in the reader's language, and texts as they stand."""
    if isinstance(column.type, Moment):
        return format(datetime.fromisoformat(value).astimezone(LOCAL), "%Y-%m-%d %H.%M")
    words = column.type.enum_class if isinstance(column.type, Enum) else None
    label = getattr(words(value), "label", None) if words else None
    return say(label) if label else places.get(str(value)) or _in_words(value)


def _in_words(value: Any) -> str:
    """Text as it stands; of data the texts in it, each on a line of its own."""
    if isinstance(value, str):
        return _unpacked(value)
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, dict):
        return "\n".join(filter(None, (_in_words(one) for one in value.values())))
    if isinstance(value, list):
        return "\n".join(filter(None, (_in_words(one) for one in value)))
    return "" if value is None else str(value)


def _unpacked(text: str) -> str:
    """The contents of blocks are kept as JSON in a text."""
    if text[:1] not in "{[" or not text:
        return text
    try:
        read = json.loads(text)
    except ValueError:
        return text
    return _in_words(read)
