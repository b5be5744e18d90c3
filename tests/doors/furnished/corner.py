"""An area while it is being furnished: who acts in it, and what has been made so far."""

from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.files.stores import Store
from roadmaps.foundation.events import Event
from tests.doors.cast import Cast
from tests.factories.live import Page
from tests.factories.roadmap import Plan

Told = TypeVar("Told", bound=Event)


@dataclass
class Corner:
    """`facts` are parts of addresses by their names; `at_doors` those that differ at certain doors."""

    session: Session
    plan: Plan
    actor: Actor
    coordinator: Actor
    cast: Cast
    store: Store
    facts: dict[str, Any] = field(default_factory=dict)
    at_doors: dict[str, dict[str, Any]] = field(default_factory=dict)
    page: Page = field(init=False)

    @property
    def area(self) -> Area:
        return self.plan.roadmap.area

    @property
    def organisation_id(self) -> UUID:
        """The organisation that the actor acts for."""
        assert self.actor.acting_for_id is not None
        return self.actor.acting_for_id

    @property
    def word(self) -> str:
        """A word that stands in the working version alone."""
        return f"Kanarie{self.area.slug.replace('-', '')}"

    @property
    def secret(self) -> str:
        """A word in what only some may ever read: drafts, what waits to be read, and what was said in confidence."""
        return f"Hemligt{self.area.slug.replace('-', '')}"

    @property
    def hidden(self) -> str:
        """A word in what was hidden, flagged or noted: for those who lead the area, and whoever wrote it."""
        return f"Undanlagt{self.area.slug.replace('-', '')}"

    @property
    def leader(self) -> Actor:
        return self.plan.leader

    @property
    def editor(self) -> Actor:
        return self.plan.editor

    def person(self, actor: Actor) -> Person:
        """The row of somebody."""
        return self.session.get_one(Person, actor.person_id)

    def told(self, sort: type[Told]) -> list[Told]:
        """What has been announced in this unit of work."""
        return [one for one in self.session.info.get("events", []) if isinstance(one, sort)]

    def at(self, *doors: str, **facts: Any) -> None:
        """Let these doors be about something of their own."""
        for door in doors:
            self.at_doors.setdefault(door, {}).update(facts)
