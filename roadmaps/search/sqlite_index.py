"""The index in SQLite: a table of FTS5, with the words as they stand and with their roots.

Words are folded before they come here and hold letters and digits only, so that FTS5 needs to know no language and no
question can hold anything that it would read as its own.

A unit of work either writes here or asks here, never both by turns: SQLite 3.40 may then call the table
malformed until the unit of work is over.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import CTE, Float, Integer, text
from sqlalchemy.orm import Session

from roadmaps.foundation.word_forms import roots_of
from roadmaps.search.entries import Entry
from roadmaps.search.models import WORDS
from roadmaps.search.wanted import Phrase, Wanted, Word

# A title tells more than a text, and the very word more than one of its forms.
_WEIGHTS = "6.0, 1.0, 6.0, 1.0"
# What is called by all the words comes before what only tells of them, however seldom one of their forms is.
_WORTH_OF_A_TITLE = 8.0
_PUT = text(
    f"INSERT OR REPLACE INTO {WORDS} (rowid, title, body, title_roots, body_roots) "  # noqa: S608 - the name is ours
    "VALUES (:document_id, :title, :body, :title_roots, :body_roots)"
)
_FORGET = text(f"DELETE FROM {WORDS} WHERE rowid = :document_id")  # noqa: S608
_MERGE = text(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('optimize')")  # noqa: S608
_FIND = f"SELECT rowid AS document_id FROM {WORDS} WHERE {WORDS} MATCH :question"  # noqa: S608
_IN_TITLE = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH :in_title"  # noqa: S608
_RANK = (
    f"SELECT rowid AS document_id, -bm25({WORDS}, {_WEIGHTS}) + (rowid IN ({_IN_TITLE})) * {_WORTH_OF_A_TITLE} AS rank "  # noqa: S608
    f"FROM {WORDS} WHERE {WORDS} MATCH :question"
)


class SqliteIndex:
    """Keeps words in FTS5."""

    def alone(self, session: Session, name: str) -> None:
        """A writing session is alone in SQLite from its beginning."""

    def put(self, session: Session, entries: Iterable[Entry]) -> None:
        rows: list[dict[str, Any]] = [
            {
                "document_id": entry.document_id,
                "title": " ".join(entry.title),
                "body": " ".join(entry.body),
                "title_roots": _roots(entry.title),
                "body_roots": _roots(entry.body),
            }
            for entry in entries
        ]
        if rows:
            session.execute(_PUT, rows)

    def forget(self, session: Session, document_ids: Collection[int]) -> None:
        if document_ids:
            session.execute(_FORGET, [{"document_id": one} for one in document_ids])

    def wipe(self, session: Session) -> None:
        # FTS5 keeps words that were deleted until it merges the parts of its index.
        session.execute(_MERGE)

    def matching(self, *, ranked: bool) -> CTE:
        asked = text(_RANK if ranked else _FIND)
        found = asked.columns(document_id=Integer, rank=Float) if ranked else asked.columns(document_id=Integer)
        # FTS5 ranks only in the very query that finds, so the planner must not mix it with another.
        return found.cte("matching").prefix_with("MATERIALIZED")

    def question(self, wanted: Wanted) -> Mapping[str, str]:
        question = question_for(wanted)
        return {"question": question, "in_title": f"{{title title_roots}} : ({question})"}


def question_for(wanted: Wanted) -> str:
    """The question in the language of FTS5."""
    asked = [_word(one) for one in wanted.words] + [_phrase(one) for one in wanted.phrases]
    question = " AND ".join(asked)
    if wanted.without:
        question = f"({question}) NOT ({' OR '.join(_without(one) for one in wanted.without)})"
    return question


def _word(word: Word) -> str:
    ways = [f'{{title body}} : "{word.text}"{" *" if word.begins else ""}']
    ways += [f'{{title_roots body_roots}} : "{root}"' for root in word.roots]
    return f"({' OR '.join(ways)})"


def _phrase(phrase: Phrase) -> str:
    return f'({{title body}} : "{" ".join(phrase)}")'


def _without(phrase: Phrase) -> str:
    return _word(Word(phrase[0])) if len(phrase) == 1 else _phrase(phrase)


def _roots(words: list[str]) -> str:
    return " ".join(root for word in words for root in roots_of(word))
