"""A roadmap with people of every role around it, and short words for writing in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area, Role
from roadmaps.foundation.events import take_recorded
from roadmaps.revisions.changes import Place
from roadmaps.revisions.states import State, current
from roadmaps.roadmap import rules
from roadmaps.roadmap.models import Roadmap
from tests.factories.accounts import a_membership, an_organisation
from tests.factories.areas import a_coordinator, a_person_with, an_area, as_actor, as_actors

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BEGUN = date(2026, 1, 7)
_numbers = count(1)


@dataclass
class Plan:
    """A roadmap, and those who have to do with it. `leader` speaks for the region, `editor` for Torsta."""

    session: Session
    roadmap: Roadmap
    leader: Actor
    editor: Actor
    others: Mapping[str, Actor]

    @property
    def slug(self) -> str:
        return self.roadmap.area.slug

    @property
    def address(self) -> str:
        return f"/areas/{self.slug}/roadmap"

    @property
    def state(self) -> State:
        """What the roadmap says now."""
        return current(self.session, self.roadmap.history)

    @property
    def number(self) -> int:
        """The number of its newest revision."""
        return self.state.number

    def add(
        self, kind: str, title: str = "", *, under: UUID | None = None, by: Actor | None = None, **facts: object
    ) -> UUID:
        """Add a block, last where it belongs, and return its id."""
        content = {"title": title or f"{kind} {next(_numbers)}", **facts}
        return rules.add_block(
            self.session, self.roadmap, kind, content, place=Place(under), actor=by or self.editor, at=AT
        )

    def part(self, activity: UUID, organisation: UUID, part: str = "takes_part") -> UUID:
        """Give an organisation a part in an activity."""
        facts = {"organisation": str(organisation), "part": part}
        return rules.add_block(
            self.session, self.roadmap, "responsibility", facts, place=Place(activity), actor=self.editor, at=AT
        )

    def edit(self, block: UUID, *, by: Actor | None = None, based_on: int | None = None, **facts: object) -> None:
        """Let somebody change some fields of a block."""
        rules.edit_block(
            self.session,
            self.roadmap,
            block,
            facts,
            based_on=self.number if based_on is None else based_on,
            actor=by or self.editor,
            at=AT,
        )

    def remove(self, *blocks: UUID) -> None:
        """Take blocks out, by the editor."""
        rules.remove_block(self.session, self.roadmap, blocks, based_on=self.number, actor=self.editor, at=AT)

    def lock(self, block: UUID | None, reason: str = "Texten ligger hos nämnden.") -> None:
        """Let the leader lock a block, or with None the whole."""
        rules.lock(self.session, self.roadmap, block, reason=reason, actor=self.leader, at=AT)

    def person(self, who: Actor) -> Person:
        """The person behind an actor, to sign in as."""
        return self.session.get_one(Person, who.person_id)


def a_voice(session: Session, roadmap: Roadmap, role: Role, name: str, organisation: str) -> Actor:
    """Somebody with the role, who speaks for an organisation."""
    return as_actor(session, _a_speaker(session, roadmap.area, role, name, organisation))


def _a_speaker(session: Session, area: Area, role: Role, name: str, organisation: str) -> Person:
    person = a_person_with(session, area, role, name)
    a_membership(session, person, an_organisation(session, organisation))
    return person


def a_plan(session: Session, *, is_public: bool = True) -> Plan:
    """An empty roadmap with its people."""
    coordinator = a_coordinator(session)
    roadmap = rules.begin_roadmap(
        session, an_area(session), period_from=2021, period_to=2027, actor=coordinator, on=BEGUN
    )
    roadmap.is_working_public = is_public
    area = roadmap.area
    number = next(_numbers)
    people = {
        "leader": _a_speaker(session, area, Role.PROCESS_LEADER, "Lena Berg", f"Regionen {number}"),
        "editor": _a_speaker(session, area, Role.EDITOR, "Erik Nilsson", f"Torsta i Ås {number}"),
        "reader": a_person_with(session, area, Role.READER),
        "actor": a_person_with(session, area, Role.ACTOR),
        "deputy": a_person_with(session, area, Role.DEPUTY),
        "editor elsewhere": a_person_with(session, an_area(session), Role.EDITOR),
    }
    actors = dict(zip(people, as_actors(session, list(people.values())), strict=True))
    take_recorded(session)
    return Plan(
        session,
        roadmap,
        leader=actors.pop("leader"),
        editor=actors.pop("editor"),
        others={**actors, "coordinator": coordinator},
    )
