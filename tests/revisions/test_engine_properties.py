"""Random writing by many, held against a plain model in memory."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Refusal
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST, LAST, Change, Place
from roadmaps.revisions.models import Block, BlockVersion, History, Revision
from roadmaps.revisions.plan_diff import compare
from roadmaps.revisions.restore import restore_block, restore_history
from roadmaps.revisions.states import BlockState, State, as_of, current
from tests.factories.revisions import KINDS, NOBODY, WHEN, a_history, put

WORDS = st.sampled_from(
    ["skog", "vatten", "energi", "resor", "kurs", "mål", "färdplan", "länet", "Åre", "Berg", "tillsammans", "fler"]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, min_size=1, max_size=5).map("\n\n".join)
STEPS = st.tuples(
    st.sampled_from(["add", "title", "text", "places", "move", "remove", "restore", "restore_all"]),
    st.integers(0, 20),
    st.integers(0, 4),
    WORDS,
    TEXTS,
)
Plain = dict[UUID, tuple[str, UUID | None, str]]


@dataclass
class Model:
    """What each revision left behind, remembered apart from the engine."""

    states: list[Plain] = field(default_factory=lambda: [{}])
    ids: list[UUID] = field(default_factory=list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(STEPS, max_size=25))
def test_whatever_is_written_every_state_can_be_read_again(session: Session, steps: list[tuple[Any, ...]]) -> None:
    history, model = a_history(session), Model()

    for step in steps:
        _play(session, history, model, *step)

    newest = len(model.states) - 1
    assert _numbers(session, history) == list(range(1, newest + 1))
    for number, expected in enumerate(model.states):
        assert _plain(as_of(session, history, number)) == expected
        assert _plain(_replayed(session, history, number)) == expected
    assert _plain(current(session, history)) == model.states[-1]
    for old, new in ((0, newest), (newest // 2, newest), (newest, newest // 3)):
        _comparison_leads_from_one_to_the_other(session, history, old, new)


def _play(
    session: Session, history: History, model: Model, op: str, which: int, lag: int, word: str, text: str
) -> None:
    op = op if model.ids else "add"
    before = current(session, history)
    base = max(0, before.number - lag)
    try:
        revision = _act(session, history, model, op, which, base, word, text)
    except Refusal:
        # A refusal leaves everything as it was.
        assert _plain(current(session, history)) == model.states[-1]
        return
    after = current(session, history)
    if revision is None:
        assert _plain(after) == model.states[-1]
        return
    assert after.number == before.number + 1
    model.states.append(_plain(after))
    _what_was_acknowledged_is_there(model, before, after, op, which, base, word, text)


def _act(
    session: Session, history: History, model: Model, op: str, which: int, base: int, word: str, text: str
) -> Revision | None:
    if op == "add":
        model.ids.append(new_id())
        change = Change(model.ids[-1], 0, kind="note", content={"title": word, "text": text})
        return put(session, history, [change])
    block = model.ids[which % len(model.ids)]
    if op == "restore":
        return restore_block(session, history, block, base, kinds=KINDS, author=NOBODY, at=WHEN, based_on=base)
    if op == "restore_all":
        return restore_history(session, history, base, kinds=KINDS, author=NOBODY, at=WHEN)
    change = {
        "title": Change(block, base, content={"title": word}),
        "text": Change(block, base, content={"text": text}),
        "places": Change(block, base, content={"places": text.split()[:3]}),
        "move": Change(block, base, place=Place(None, FIRST if which % 2 else LAST)),
        "remove": Change(block, base, removed=True),
    }[op]
    return put(session, history, [change])


def _what_was_acknowledged_is_there(
    model: Model, before: State, after: State, op: str, which: int, base: int, word: str, text: str
) -> None:
    block = model.ids[which % len(model.ids)]
    if op == "title":
        assert after[block].content["title"] == word
    if op == "text" and block in before and before[block].number <= base:
        assert after[block].content["text"] == text.rstrip()
    if op == "remove":
        assert block not in after


def _comparison_leads_from_one_to_the_other(session: Session, history: History, old: int, new: int) -> None:
    before, after = as_of(session, history, old), as_of(session, history, new)
    found = compare(before, after, kinds=KINDS)

    applied = dict(before.blocks)
    for diff in found.removed:
        del applied[diff.block.id]
    for diff in (*found.added, *found.changed, *found.moved):
        assert diff.new is not None
        applied[diff.new.id] = diff.new

    assert _plain(State(new, applied.values())) == _plain(after)
    assert found.is_empty == (_plain(before) == _plain(after))
    for diff in found.changed:
        for one in diff.fields:
            if one.pieces:
                assert "".join(piece.text for piece in one.pieces if piece.op != "added") == one.old
                assert "".join(piece.text for piece in one.pieces if piece.op != "removed") == one.new


def _replayed(session: Session, history: History, number: int) -> State:
    """The state by playing every version from the first, as the definition has it."""
    rows = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(BlockVersion.history_id == history.id, BlockVersion.number <= number)
        .order_by(BlockVersion.number)
    )
    played = {version.block_id: BlockState.of(version, kind) for version, kind in rows}
    return State(number, played.values())


def _plain(state: State) -> Plain:
    return {block.id: (repr(sorted(block.content.items())), block.parent_id, block.rank) for block in state}


def _numbers(session: Session, history: History) -> list[int]:
    found = select(Revision.number).where(Revision.history_id == history.id).order_by(Revision.number)
    return list(session.scalars(found))
