"""Many at once, on a database of their own where commits are kept: nothing taken is missing, nothing comes twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import select

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live import keeping, rules
from roadmaps.live.errors import SessionOver
from roadmaps.live.listeners import wire
from roadmaps.live.models import LiveSession, LiveUpdate, WhyClosed
from roadmaps.live.results import Late, LateOutcome
from roadmaps.live.text import log
from roadmaps.live.text.documents import text_of
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.states import current_block
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.models import Roadmap
from tests.factories.live import Document
from tests.factories.roadmap import AT, a_plan, a_voice

WRITERS = 16
WORDS = 12


@dataclass
class World:
    """One text, and many who write in it."""

    units: UnitsOfWork
    roadmap_id: UUID
    block_id: UUID
    writers: list[Actor]

    def join(self, actor: Actor):
        with self.units.change() as session:
            roadmap = session.get_one(Roadmap, self.roadmap_id)
            return rules.join(session, roadmap, self.block_id, "text", actor=actor, at=AT)

    @property
    def text(self) -> str:
        with self.units.database.reading() as session:
            return current_block(session, self.block_id).content["text"]


@pytest.fixture
def world(fresh_database: Database) -> World:
    listeners = Listeners()
    wire(listeners)
    units = UnitsOfWork(fresh_database, listeners)
    with units.change() as session:
        plan = a_plan(session)
        block_id = plan.add("vision", text="Början.")
        writers = [a_voice(session, plan.roadmap, Role.EDITOR, f"Nr {n}", f"Org {n}") for n in range(WRITERS)]
        return World(units, plan.roadmap.id, block_id, writers)


def at_once(world: World, work):
    together = Barrier(WRITERS)

    def begin(number: int):
        together.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(begin, range(WRITERS)))


def check_logs(world: World) -> list[LiveSession]:
    """Every log is whole, and what it says is what its clients wrote."""
    with world.units.database.reading() as session:
        lives = session.scalars(select(LiveSession).order_by(LiveSession.opened_at, LiveSession.id)).all()
        for live in lives:
            rows = select(LiveUpdate.seq).where(LiveUpdate.session_id == live.id).order_by(LiveUpdate.seq)
            assert list(session.scalars(rows)) == list(range(live.upto + 1))
            assert keeping.is_whole(session, live)
        return list(lives)


def test_all_who_come_at_once_come_into_one_session(world):
    joined = at_once(world, lambda number: world.join(world.writers[number]))

    assert len({one.session_id for one in joined}) == 1
    assert sorted(one.client_id for one in joined) == list(range(2, WRITERS + 2))
    assert {one.state for one in joined} == {joined[0].state}


def test_what_many_write_at_once_is_all_there_once(world):
    def work(number: int) -> None:
        actor = world.writers[number]
        joined = world.join(actor)
        page = Document(joined.client_id, joined.state)
        for turn in range(WORDS):
            update = page.put(len(str(page)), f" ord{number}x{turn}.")
            with world.units.change() as session:
                rules.take_update(session, joined.session_id, joined.client_id, update, actor=actor, at=AT)

    at_once(world, work)

    [live] = check_logs(world)
    with world.units.database.reading() as session:
        text = text_of(log.document(session, live))
    assert live.upto == WRITERS * WORDS
    assert Counter(text.split()) == Counter(
        ["Början.", *(f"ord{number}x{turn}." for number in range(WRITERS) for turn in range(WORDS))]
    )


def test_versions_saved_and_forms_sent_meanwhile_lose_and_double_nothing(world):
    def page_of(actor: Actor):
        joined = world.join(actor)
        return joined, Document(joined.client_id, joined.state)

    def save(joined, actor: Actor) -> None:
        with world.units.change() as session:
            rules.save_version(session, joined.session_id, actor=actor, at=AT)

    def by_form(actor: Actor, word: str) -> bool:
        with world.units.database.reading() as session:
            block = current_block(session, world.block_id)
        try:
            with world.units.change() as session:
                text = f"{block.content['text']}\n\n{word}"
                roadmap_rules.edit_block(
                    session,
                    session.get_one(Roadmap, world.roadmap_id),
                    world.block_id,
                    {"text": text},
                    based_on=block.number,
                    actor=actor,
                    at=AT,
                )
        except WriteConflict:
            return False
        return True

    def work(number: int) -> tuple[list[str], list[str]]:
        actor = world.writers[number]
        taken, kept = [], []
        if number % 4 == 3:
            words = [f"form{number}x{turn}." for turn in range(WORDS // 2)]
            return [word for word in words if by_form(actor, word)], []
        joined, page = page_of(actor)
        for turn in range(WORDS):
            word = f"ord{number}x{turn}."
            update = page.put(len(str(page)), f" {word}")
            try:
                with world.units.change() as session:
                    rules.take_update(session, joined.session_id, joined.client_id, update, actor=actor, at=AT)
                taken.append(word)
            except SessionOver:
                with world.units.change() as session:
                    outcome = rules.take_late(session, joined.session_id, joined.client_id, update, actor=actor, at=AT)
                assert isinstance(outcome, LateOutcome)
                (kept if outcome.how is Late.KEPT else taken).append(word)
                joined, page = page_of(actor)
            if number % 5 == 0 and turn % 4 == 1:
                save(joined, actor)
        return taken, kept

    outcomes = at_once(world, work)

    for live in check_logs(world):
        if live.is_open:
            with world.units.change() as session:
                rules.close(session, live.id, WhyClosed.LEFT, at=AT)
    words = Counter(world.text.split())
    taken = [word for one, _ in outcomes for word in one]
    kept = [word for _, one in outcomes for word in one]
    assert len(taken) > WRITERS
    assert {word: words[word] for word in taken} == dict.fromkeys(taken, 1)
    assert [word for word in kept if words[word]] == []
