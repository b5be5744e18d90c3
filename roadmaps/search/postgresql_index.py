"""The index in PostgreSQL: a `tsvector` of the words as they stand and of their roots, under a GIN index.

The vector is made here and not by PostgreSQL's own parser and dictionaries, so that the same words are found as in
SQLite, on any server. A root has a sign before it that no word has.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import CTE, Float, Integer, text
from sqlalchemy.orm import Session

from roadmaps.foundation.word_forms import roots_of
from roadmaps.search.entries import Entry
from roadmaps.search.models import WORDS
from roadmaps.search.wanted import Phrase, Wanted, Word

# What a vector may hold: PostgreSQL counts no further, keeps no more places of one word, and takes no longer vector.
_FURTHEST, _MOST_PLACES, _MOST_BYTES = 16_383, 255, 900_000
# Between the title and the text, so that no phrase reaches across.
_GAP = 10
_PUT = text(
    f"INSERT INTO {WORDS} (document_id, words) VALUES (:document_id, CAST(:words AS tsvector)) "  # noqa: S608
    "ON CONFLICT (document_id) DO UPDATE SET words = excluded.words"
)
_FORGET = text(f"DELETE FROM {WORDS} WHERE document_id = ANY(:document_ids)")  # noqa: S608
_FIND = f"SELECT document_id FROM {WORDS} WHERE words @@ CAST(:question AS tsquery)"  # noqa: S608
# Weights of D, C, B and A; 1 divides by the logarithm of the length, so that long texts do not win by their length.
_RANK = (
    "SELECT document_id, ts_rank('{0.1, 0.2, 0.4, 0.8}', words, CAST(:question AS tsquery), 1) AS rank "  # noqa: S608
    f"FROM {WORDS} WHERE words @@ CAST(:question AS tsquery)"
)


class PostgresqlIndex:
    """Keeps words as vectors."""

    def alone(self, session: Session, name: str) -> None:
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"search {name}"})

    def put(self, session: Session, entries: Iterable[Entry]) -> None:
        rows = [{"document_id": entry.document_id, "words": vector_of(entry)} for entry in entries]
        if rows:
            session.execute(_PUT, rows)

    def forget(self, session: Session, document_ids: Collection[int]) -> None:
        if document_ids:
            session.execute(_FORGET, {"document_ids": list(document_ids)})

    def wipe(self, session: Session) -> None:
        """The vacuum does it by itself."""

    def matching(self, *, ranked: bool) -> CTE:
        asked = text(_RANK if ranked else _FIND)
        found = asked.columns(document_id=Integer, rank=Float) if ranked else asked.columns(document_id=Integer)
        return found.cte("matching")

    def question(self, wanted: Wanted) -> Mapping[str, str]:
        return {"question": question_for(wanted)}


def vector_of(entry: Entry) -> str:
    """The words with their places, as PostgreSQL reads a vector. Words hold letters and digits, so nothing is escaped."""
    places: dict[str, list[str]] = defaultdict(list)
    for words, first, weight in ((entry.title, 1, "A"), (entry.body, len(entry.title) + _GAP, "D")):
        for number, word in enumerate(words, first):
            place = f"{min(number, _FURTHEST)}{weight}"
            for lexeme in (word, *(f"={root}" for root in roots_of(word))):
                if len(places[lexeme]) < _MOST_PLACES:
                    places[lexeme].append(place)
    size, kept = 0, []
    for lexeme, where in places.items():
        size += len(lexeme.encode()) + 2 * len(where) + 8
        if size > _MOST_BYTES:
            break
        kept.append(f"'{lexeme}':{','.join(where)}")
    return " ".join(kept)


def question_for(wanted: Wanted) -> str:
    """The question in the language of `tsquery`."""
    asked = [_word(one) for one in wanted.words] + [_phrase(one) for one in wanted.phrases]
    return " & ".join([*asked, *(f"!{_without(one)}" for one in wanted.without)])


def _word(word: Word) -> str:
    ways = [f"'{word.text}'{':*' if word.begins else ''}", *(f"'={root}'" for root in word.roots)]
    return f"({' | '.join(ways)})"


def _phrase(phrase: Phrase) -> str:
    return f"({' <-> '.join(_quoted(word) for word in phrase)})"


def _without(phrase: Phrase) -> str:
    return _word(Word(phrase[0])) if len(phrase) == 1 else _phrase(phrase)


def _quoted(word: str) -> str:
    return f"'{word}'"
