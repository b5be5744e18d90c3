"""Sixteen writers at once on a database of their own: nothing accepted is missing, no number is skipped."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.revisions.changes import Change, WriteConflict
from roadmaps.revisions.models import BlockVersion, History, Revision
from roadmaps.revisions.states import current
from tests.factories.revisions import a_history, a_note, put

WRITERS = 16
EDITS = 6


def test_every_accepted_write_is_there_and_every_refusal_is_a_conflict(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        history_id = a_history(session).id
        history = session.get_one(History, history_id)
        shared = a_note(session, history, "Gemensam", text="\n\n".join(f"Stycke {n}." for n in range(WRITERS)))
        own = [a_note(session, history, f"Not {n}") for n in range(WRITERS)]
    together = Barrier(WRITERS)

    def work(writer: int) -> tuple[list[str], int]:
        accepted, refused = [], 0
        together.wait()
        for turn in range(EDITS):
            word = f"ord{writer}x{turn}"
            change = _change(units, history_id, shared, own, writer, turn, word)
            try:
                with units.change() as session:
                    put(session, session.get_one(History, history_id), [change])
            except WriteConflict:
                refused += 1
            else:
                accepted.append(word)
        return accepted, refused

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(work, range(WRITERS)))

    with fresh_database.reading() as session:
        history = session.get_one(History, history_id)
        written = " ".join(_all_words_ever(session, history))
        numbers = list(session.scalars(select(Revision.number).order_by(Revision.number)))
    accepted = [word for words, _ in outcomes for word in words]
    assert all(word in written for word in accepted)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == WRITERS + 1 + len(accepted)
    assert sum(refused for _, refused in outcomes) + len(accepted) == WRITERS * EDITS


def _change(
    units: UnitsOfWork, history_id: UUID, shared: UUID, own: list[UUID], writer: int, turn: int, word: str
) -> Change:
    """In turn: one's own note, one's own paragraph of the shared text, and its title, which everyone fights for."""
    with units.database.reading() as session:
        state = current(session, session.get_one(History, history_id))
    if turn % 3 == 0:
        return Change(own[writer], state.number, content={"title": word})
    if turn % 3 == 1:
        text = state[shared].content["text"].replace(f"Stycke {writer}.", f"Stycke {writer}. Mer: {word}.")
        return Change(shared, state.number, content={"text": text})
    return Change(shared, state.number, content={"title": word})


def _all_words_ever(session: Session, history: History) -> list[str]:
    return list(session.scalars(select(BlockVersion.content).where(BlockVersion.history_id == history.id)))
