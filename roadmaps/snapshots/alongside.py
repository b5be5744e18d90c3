"""What a version holds beside its blocks, so that it can be read without the rest of the database.

The readings of its indicators, and the words of the glossary that its texts use; as they stood at a moment.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.glossary.finding import names_of, terms_used_in
from roadmaps.glossary.queries import number_then, terms
from roadmaps.indicators.followed import followed_since
from roadmaps.indicators.models import Reading, Sex
from roadmaps.indicators.numbers import plain
from roadmaps.indicators.queries import standing_of
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.kinds.choices import Municipality
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.format import MeasuredFacts, ReadingFacts, TermFacts


def measured_in(session: Session, state: State, at: datetime | None = None) -> list[MeasuredFacts]:
    """What had been read of each indicator of the state by the moment (None: by now). Two queries, however many."""
    ids = [block.id for block in state.of_kind("indicator")]
    if not ids:
        return []
    since = followed_since(session, ids)
    readings: dict[UUID, list[ReadingFacts]] = defaultdict(list)
    columns = Reading.indicator_id, Reading.period, Reading.value, Reading.municipality, Reading.sex, Reading.source
    for indicator, period, value, place, sex, source in session.execute(
        standing_of(ids, at).with_only_columns(*columns)
    ):
        if value is None:  # never of one that stands
            continue
        readings[indicator].append(
            ReadingFacts(
                period=period,
                value=plain(value),
                municipality=Municipality(place) if place else None,
                sex=Sex(sex),
                source=source,
            )
        )
    return [MeasuredFacts(indicator=one, since=since.get(one), readings=readings[one]) for one in ids]


def terms_in(session: Session, state: State, at: datetime | None = None) -> list[BlockState]:
    """The words of the glossary, as it was at the moment, that a text of the state uses; in alphabetical order."""
    number = number_then(session, at) if at else None
    known = terms(session, number) if at is None or number is not None else []
    used = set(terms_used_in(_texts(state), [names_of(term.id, term.content) for term in known]))
    return [term for term in known if term.id in used]


def as_facts(words: Sequence[BlockState]) -> list[TermFacts]:
    """The terms as the document tells them."""
    return [
        TermFacts(
            id=word.id,
            term=word.content["title"],
            synonyms=word.content.get("synonyms", ""),
            meaning=word.content.get("text", ""),
            local=word.content.get("local", ""),
            origin=word.content.get("origin", ""),
            term_en=word.content.get("title_en", ""),
            meaning_en=word.content.get("text_en", ""),
            local_en=word.content.get("local_en", ""),
        )
        for word in words
    ]


def _texts(state: State) -> Iterator[str]:
    """Everything that somebody has written in it, in lines and in prose."""
    for block in state:
        yield from block.html.values()
        for name, ask in ROADMAP[block.kind].asks().items():
            if ask.widget == "text" and block.content.get(name):
                yield str(block.content[name])
