"""A site of its own with receivers on this machine, where commits are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, update

from roadmaps.accounts.actors import Actor
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from roadmaps.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from roadmaps.webhooks.posting import Post
from roadmaps.webhooks.rounds import Rounds
from tests.databases import address_with_tables, drop
from tests.factories.roadmap import Plan, a_plan
from tests.factories.webhooks import SEAL, Clock, a_webhook


@dataclass
class World:
    """A site with one roadmap, and those who send for it."""

    app: Flask
    clock: Clock
    plan: Plan
    owner: Actor

    @property
    def units(self) -> UnitsOfWork:
        units: UnitsOfWork = self.app.extensions["units_of_work"]
        return units

    def rounds(self, seconds: float = 5) -> Rounds:
        """The senders of one process."""
        post = Post(is_local_allowed=True, seconds=seconds)
        return Rounds(self.units, post, SEAL, base_url="https://fardplan.example.org", clock=self.clock)

    def tell(self, address: str, **facts: object) -> tuple[UUID, str]:
        """Have a receiver told of everything; its id and its secret."""
        with self.units.change() as session:
            areas = cast(tuple[UUID, ...], facts.pop("areas", ()))
            webhook, secret = a_webhook(session, self.owner, *areas, address=address, at=self.clock(), **facts)  # type: ignore[arg-type]
            return webhook.id, secret

    def write(self, times: int = 1) -> None:
        """Let the editor write so many revisions."""
        for number in range(times):
            with self.units.change() as session:
                roadmap = session.get_one(Roadmap, self.plan.roadmap.id)
                content = {"title": f"Behov {number}"}
                add_block(session, roadmap, "need", content, actor=self.plan.editor, at=self.clock())

    def show(self, is_public: bool) -> None:
        """Let the working version be read by everybody, or by the people of the area alone."""
        with self.units.change() as session:
            session.get_one(Roadmap, self.plan.roadmap.id).is_working_public = is_public


@pytest.fixture(autouse=True)
def at() -> None:
    """Receivers have a clock of their own."""


@pytest.fixture(scope="module")
def own_app(tmp_path_factory: pytest.TempPathFactory, database_of_the_run: None) -> Iterator[Flask]:
    """The site of all tests of a file."""
    folder = tmp_path_factory.mktemp("webhooks")
    database = Database(address_with_tables(folder))
    facts = {"database_url": database.url, "secret_key": "kept by the tests", "data_dir": folder}
    yield create_app(Settings(**facts, is_testing=True, are_neighbours_local=True), database)  # type: ignore[arg-type]
    drop(database)


@pytest.fixture
def world(own_app: Flask) -> Iterator[World]:
    """The site with a new roadmap, and a coordinator who has receivers told. Those of the test before are told no more."""
    units: UnitsOfWork = own_app.extensions["units_of_work"]
    with units.change() as session:
        plan = a_plan(session)
        session.execute(delete(WebhookAttempt))
        session.execute(delete(WebhookDelivery))
        owner = plan.others["coordinator"].person_id
        session.execute(
            update(Webhook).where(Webhook.ended_at.is_(None)).values(ended_at=datetime.now(UTC), ended_by_id=owner)
        )
    yield World(own_app, Clock(), plan, plan.others["coordinator"])
