"""A roadmap in which several write at once, and what must hold of it whatever has happened."""

import re
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from roadmaps.areas.models import Role
from roadmaps.discussion.models import Comment
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.journal.checking import Check
from roadmaps.journal.reading import forgotten_in, lines_in, strays
from roadmaps.notifications.models import OutgoingMail
from roadmaps.revisions.models import BlockVersion, Revision
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from tests.factories.roadmap import a_plan, a_voice
from tests.processes import SiteProcess, app_of, signed_in
from tests.storms.writing import Line, Writer

MARK = re.compile(r"[ec]-[A-Z]-\d+\.")
ANSWER = "discussion/answer"


@dataclass
class World:
    """Four who write, and somebody who gets a letter for every answer."""

    database: Database
    roadmap_id: UUID
    writers: list[Writer]

    def marks_of_edits(self) -> Counter[str]:
        """How often each text has been kept as a version of its goal."""
        with self.database.reading() as session:
            history = session.get_one(Roadmap, self.roadmap_id).history_id
            return Counter(
                mark
                for content in session.scalars(select(BlockVersion.content).where(BlockVersion.history_id == history))
                for mark in MARK.findall(str(content))
            )

    def marks_of_comments(self) -> Counter[str]:
        """How often each answer has been kept."""
        with self.database.reading() as session:
            bodies = session.scalars(select(Comment.body))
            return Counter(mark for body in bodies for mark in MARK.findall(body))

    def letters(self) -> list[OutgoingMail]:
        """Those that tell of an answer."""
        with self.database.reading() as session:
            return list(session.scalars(select(OutgoingMail).where(OutgoingMail.kind == ANSWER)))

    def holds(self) -> None:
        """What was acknowledged is there once, what was refused is not, and nothing is half there."""
        kept = self.marks_of_edits() + self.marks_of_comments()
        for writer in self.writers:
            missing = [mark for mark in writer.acknowledged if mark not in kept]
            assert not missing, f"acknowledged and not there: {missing}"
            there = [mark for mark, _answer in writer.refused if mark in kept]
            assert not there, f"refused and there all the same: {there}"
        assert [mark for mark, times in kept.items() if times > 1] == []
        self._revisions_are_whole()
        self._journal_is_whole(kept)
        assert len(self.letters()) == sum(self.marks_of_comments().values()), "a letter for every answer, and no more"

    def _revisions_are_whole(self) -> None:
        with self.database.reading() as session:
            roadmap = session.get_one(Roadmap, self.roadmap_id)
            numbers = list(
                session.scalars(
                    select(Revision.number).where(Revision.history_id == roadmap.history_id).order_by(Revision.number)
                )
            )
            assert numbers == list(range(1, len(numbers) + 1)), "a number is missing or comes twice"
            assert roadmap.history.current == numbers[-1]
            versions = dict(
                session.execute(
                    select(BlockVersion.number, func.count())
                    .where(BlockVersion.history_id == roadmap.history_id)
                    .group_by(BlockVersion.number)
                ).all()
            )
            assert set(versions) == set(numbers), "a revision without a version, or the other way round"
            assert len(current(session, roadmap.history).blocks) == len(self.writers)

    def _journal_is_whole(self, kept: Counter[str]) -> None:
        with self.database.reading() as session:
            faults = list(Check((), forgotten_in(session)).go_through(lines_in(session))) + list(strays(session))
        assert faults == []


def a_world(server: SiteProcess, database: Database) -> World:
    """Made by the rules; the writers come to the server by connections of their own."""
    app = app_of(server, database)
    with app.extensions["units_of_work"].change() as session:
        plan = a_plan(session)
        voices = [a_voice(session, plan.roadmap, Role.EDITOR, f"Skribent {name}", f"{name} AB") for name in "ABCD"]
        goals = [
            add_block(session, plan.roadmap, "goal", {"title": "Målet", "text": "Så här."}, actor=voice, at=now())
            for voice in voices
        ]
        threads = [
            open_thread(session, plan.roadmap, body=f"Vad tycker {voice.name}?", actor=plan.leader, at=now()).id
            for voice in voices
        ]
        people = [plan.person(voice) for voice in voices]
        history_id, roadmap_id = plan.roadmap.history_id, plan.roadmap.id
    return World(
        database,
        roadmap_id,
        [
            Writer(name, Line(server.address, signed_in(app, person)), database, history_id, goal, thread)
            for name, person, goal, thread in zip("ABCD", people, goals, threads, strict=True)
        ],
    )
