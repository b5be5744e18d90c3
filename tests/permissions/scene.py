"""The world in which permissions are asked: one area here and one elsewhere, and everyone who may come to the door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area, Color, Role
from roadmaps.foundation.ids import new_id

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def _area(slug: str, *, is_archived: bool = False) -> Area:
    archived_at = LONG_AGO if is_archived else None
    return Area(id=new_id(), slug=slug, name=slug, color=Color.FOREST, position=1, archived_at=archived_at)


def _person(
    name: str, *, is_coordinator: bool = False, is_active: bool = True, is_service_account: bool = False
) -> Person:
    return Person(
        id=new_id(),
        name=name,
        email=f"{name}@example.org",
        is_coordinator=is_coordinator,
        is_service_account=is_service_account,
        deactivated_at=None if is_active else LONG_AGO,
    )


@dataclass(frozen=True)
class Scene:
    """Things to ask about, none of them in a database. `other` is a person who is none of the callers."""

    area: Area = field(default_factory=lambda: _area("here"))
    elsewhere: Area = field(default_factory=lambda: _area("elsewhere"))
    archived: Area = field(default_factory=lambda: _area("archived", is_archived=True))
    other: Person = field(default_factory=lambda: _person("other"))
    deactivated: Person = field(default_factory=lambda: _person("deactivated", is_active=False))
    program: Person = field(default_factory=lambda: _person("program", is_service_account=True))
    retired: Person = field(default_factory=lambda: _person("retired", is_active=False, is_service_account=True))
    coordinator: Person = field(default_factory=lambda: _person("coordinator", is_coordinator=True))

    def myself(self, actor: Actor | None) -> Person:
        """The caller as a row; for an anonymous caller, a stranger."""
        if actor is None:
            return _person("stranger")
        return Person(
            id=actor.person_id,
            name=actor.name,
            email="me@example.org",
            is_coordinator=actor.is_coordinator,
            is_service_account=False,
        )

    def my_id(self, actor: Actor | None) -> UUID:
        """The caller's identity, or one that nobody has."""
        return self.myself(actor).id

    def organisation_of(self, actor: Actor | None) -> UUID:
        """An organisation that the caller acts for, or one that nobody acts for."""
        return actor.organisations[0][0] if actor and actor.organisations else new_id()

    def callers(self) -> dict[str, Actor | None]:
        """Everyone who may come to the door, by the heading of their column."""
        return {
            "Anonymous": None,
            "Deactivated": None,  # `load_actor` gives None for them, which tests/areas/test_roles.py holds
            "No role": self._actor({}),
            "Reader": self._actor({self.area: Role.READER}),
            "Actor": self._actor({self.area: Role.ACTOR}),
            "Actor elsewhere": self._actor({self.elsewhere: Role.ACTOR}),
            "Editor": self._actor({self.area: Role.EDITOR}),
            "Muted editor": self._actor({self.area: Role.EDITOR}, muted_in=(self.area.id, self.archived.id)),
            "Process leader": self._actor({self.area: Role.PROCESS_LEADER}),
            "Process leader elsewhere": self._actor({self.elsewhere: Role.PROCESS_LEADER}),
            "Process leader muted everywhere": self._actor({self.area: Role.PROCESS_LEADER}, muted_in=(None,)),
            "Deputy": self._actor({self.area: Role.DEPUTY}),
            "Coordinator": self._actor({}, is_coordinator=True),
        }

    def _actor(
        self, roles: dict[Area, Role], *, is_coordinator: bool = False, muted_in: tuple[UUID | None, ...] = ()
    ) -> Actor:
        # Roles here hold in the archived area too, so that what archiving stops can be seen.
        held = {area.id: frozenset({role.value}) for area, role in roles.items()}
        if self.area.id in held:
            held[self.archived.id] = held[self.area.id]
        return Actor(
            person_id=new_id(),
            name="Someone",
            organisations=((new_id(), "Somewhere"),),
            is_coordinator=is_coordinator,
            roles=held,
            mutes=dict.fromkeys(muted_in, date.max),
        )


@dataclass(frozen=True)
class Case:
    """One question to a policy. `ask` gets the caller and the scene; `circumstances` tell what the scene leaves open."""

    function: Callable[..., bool]
    ask: Callable[[Actor | None, Scene], Any]
    circumstances: str = ""
