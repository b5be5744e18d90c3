"""A right that is taken away at the very moment in which it is used: the act came before, or it is refused.

The journal numbers what was kept, one after another. So whatever somebody did has a lower number than the end of their right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.rules import deactivate, end_all_sign_ins
from roadmaps.app import create_app
from roadmaps.areas.models import Area, Role, RoleGrant
from roadmaps.areas.rules import end_role, mute
from roadmaps.config import Settings
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Database
from roadmaps.journal.models import JournalLine
from tests.factories.accounts import a_sign_in
from tests.factories.areas import a_role, as_actor
from tests.factories.roadmap import a_plan

ROUNDS = 20


@dataclass
class World:
    """A roadmap, an editor who writes, and a coordinator who takes the right away."""

    app: Flask
    slug: str
    area_id: UUID
    writer_id: UUID
    coordinator_id: UUID

    def begin(self) -> str:
        """Let the editor write anew; return the cookie of a fresh sign-in."""
        with self.app.app_context(), self.app.extensions["units_of_work"].change() as session:
            writer = session.get_one(Person, self.writer_id)
            writer.deactivated_at = None
            held = RoleGrant.person_id == writer.id, RoleGrant.ended_at.is_(None)
            if session.scalar(select(RoleGrant.id).where(*held)) is None:
                a_role(session, session.get_one(Area, self.area_id), writer, Role.EDITOR)
            _, token = a_sign_in(session, writer, at=now())
        signing = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return f"{self.app.config['SESSION_COOKIE_NAME']}={signing.dumps({'_user_id': token, '_fresh': True})}"

    def write(self, cookie: str) -> int:
        """Open a thread; the status of the answer."""
        client = self.app.test_client(use_cookies=False)
        sent = {"body": "Ord i rättan tid"}
        return client.post(f"/areas/{self.slug}/threads", data=sent, headers={"Cookie": cookie}).status_code

    def newest(self) -> JournalLine:
        """The last line of the journal."""
        with self.app.extensions["units_of_work"].database.reading() as session:
            return session.scalars(select(JournalLine).order_by(JournalLine.number.desc()).limit(1)).one()


@pytest.fixture
def world(fresh_database: Database, tmp_path: Path) -> World:
    """An application in earnest, on a database where commits are kept."""
    settings = Settings(database_url=fresh_database.url, secret_key="k" * 40, data_dir=tmp_path, is_testing=True)
    app = create_app(settings, fresh_database)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context(), app.extensions["units_of_work"].change() as session:
        plan = a_plan(session)
        plan.add("goal", "Mer mat")
        ids = plan.roadmap.area_id, plan.editor.person_id, plan.others["coordinator"].person_id
        return World(app, plan.slug, *ids)


def _by_role(session: Session, world: World) -> None:
    actor = as_actor(session, session.get_one(Person, world.coordinator_id))
    held = RoleGrant.person_id == world.writer_id, RoleGrant.ended_at.is_(None)
    for grant in session.scalars(select(RoleGrant).where(*held)):
        end_role(session, grant, actor=actor, on=today(), at=now())


def _by_signing_out(session: Session, world: World) -> None:
    end_all_sign_ins(session, world.writer_id, at=now(), by_id=world.coordinator_id)


def _by_deactivating(session: Session, world: World) -> None:
    actor = as_actor(session, session.get_one(Person, world.coordinator_id))
    deactivate(session, session.get_one(Person, world.writer_id), actor=actor, at=now())


TAKING = {"role": _by_role, "sign-ins": _by_signing_out, "account": _by_deactivating}


@pytest.mark.parametrize("take", TAKING.values(), ids=TAKING)
def test_nobody_writes_after_their_right_has_ended(world: World, take: Callable[[Session, World], None]) -> None:
    late: list[int] = []

    for number in range(ROUNDS):
        cookie, start, met = world.begin(), Barrier(2), []

        def write(cookie: str = cookie, start: Barrier = start, met: list[int] = met) -> None:
            start.wait()
            met.append(world.write(cookie))

        def revoke(start: Barrier = start) -> None:
            start.wait()
            with world.app.app_context(), world.app.extensions["units_of_work"].change() as session:
                take(session, world)

        threads = [Thread(target=write), Thread(target=revoke)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        # Where the writing was kept, the end of the right is the newer line.
        if met == [303] and world.newest().person_id == world.writer_id:
            late.append(number)

    assert not late


def test_who_is_muted_while_writing_has_written_before_or_not_at_all(world: World) -> None:
    cookie = world.begin()
    with world.app.app_context(), world.app.extensions["units_of_work"].change() as session:
        person, actor = session.get_one(Person, world.writer_id), session.get_one(Person, world.coordinator_id)
        until = today() + timedelta(days=7)
        facts = {"reason": "Lugn.", "until_on": until, "on": today(), "actor": as_actor(session, actor), "at": now()}
        mute(session, person, session.get_one(Area, world.area_id), **facts)  # type: ignore[arg-type]

    assert world.write(cookie) == 403
