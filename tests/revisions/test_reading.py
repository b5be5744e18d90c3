"""Reading what a history says or said: all of it in one question, which looks at nothing but what it answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.changes import Change
from roadmaps.revisions.models import History
from roadmaps.revisions.restore import restore_block
from roadmaps.revisions.states import as_of, as_of_both, current, currents
from tests.databases import ON_POSTGRESQL
from tests.factories.revisions import KINDS, NOBODY, WHEN, a_history, a_note, edit, put

Read = Callable[[Session, History], object]
READS: dict[str, Read] = {
    "as it stands": current,
    "as it stood": lambda session, history: as_of(session, history, 2),
    "at two points": lambda session, history: as_of_both(session, history, 1, 3),
}


@contextmanager
def asked_of(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile, with the values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)


@pytest.mark.parametrize("way", READS)
def test_a_history_is_read_in_one_question_however_much_it_holds(session: Session, way: str) -> None:
    history = a_history(session)
    notes = [a_note(session, history, f"Nummer {number}") for number in range(6)]
    edit(session, history, notes[0], 6, title="En annan")

    with asked_of(session) as asked:
        READS[way](session, history)

    assert len(asked) == 1


@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL reads a small table whole, as that is quicker")
@pytest.mark.parametrize("way", READS)
def test_reading_looks_through_no_versions_but_its_own(session: Session, way: str) -> None:
    history = a_history(session)
    for number in range(3):
        a_note(session, history, f"Nummer {number}")

    with asked_of(session) as asked:
        READS[way](session, history)
    [(statement, values)] = asked
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()

    assert plan
    assert not [row.detail for row in plan if row.detail.startswith("SCAN")]


def test_two_points_say_what_each_of_them_said(session: Session) -> None:
    history = a_history(session)
    stays, changes, goes = (a_note(session, history, title) for title in ("Står kvar", "Före", "Tas bort"))
    edit(session, history, changes, 3, title="Efter")
    put(session, history, [Change(goes, 4, removed=True)])
    comes = a_note(session, history, "Kommer till")

    old, new = as_of_both(session, history, 3, 6)

    for side, number in ((old, 3), (new, 6)):
        alone = as_of(session, history, number)
        assert side.number == number
        assert {one.id: one.content for one in side} == {one.id: one.content for one in alone}
        assert side.removed.keys() == alone.removed.keys()
    assert old[stays] is new[stays]
    assert comes not in old
    assert goes in new.removed


def test_a_point_is_the_same_as_itself(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Ensam")

    old, new = as_of_both(session, history, 1, 1)

    assert old[note] is new[note]


@pytest.mark.parametrize(("old", "new"), [(-1, 1), (0, 3), (3, 0), (1, -1)])
def test_points_that_never_were_are_not_found(session: Session, old: int, new: int) -> None:
    history = a_history(session)
    a_note(session, history, "Ett")
    a_note(session, history, "Två")

    with pytest.raises(NotFound):
        as_of_both(session, history, old, new)


def test_a_block_that_was_put_back_is_what_it_was(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Först")
    edit(session, history, note, 1, title="Sedan")
    restore_block(session, history, note, 1, kinds=KINDS, author=NOBODY, at=WHEN, based_on=2)

    first, last = as_of_both(session, history, 1, 3)

    assert first[note].content == last[note].content
    assert first[note].number != last[note].number


def test_a_history_without_blocks_is_empty_and_others_are_whole(session: Session) -> None:
    empty, other = a_history(session), a_history(session)
    note = a_note(session, other, "Något")

    found = currents(session, [empty, other])

    assert (found[empty.id].number, list(found[empty.id])) == (0, [])
    assert (found[other.id].number, [one.id for one in found[other.id]]) == (1, [note])
    assert list(as_of(session, empty, 0)) == []
