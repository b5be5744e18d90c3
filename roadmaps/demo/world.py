"""The demo's organisations and the functions that act for them."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation, Person
from roadmaps.accounts.rules.organisations import add_member, add_organisation
from roadmaps.accounts.rules.people import register, register_coordinator
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area, Role
from roadmaps.areas.rules.roles import grant_role
from roadmaps.foundation.clock import LOCAL

BEGINNING = date(2023, 1, 16)
DEMO_PASSWORD = "snö-i-maj-och-ljus-i-juni"  # noqa: S105 - told to everyone, for the demo only


@dataclass
class World:
    """Whom the demo knows, by the keys of its files."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    blocks: dict[tuple[str, str], UUID] = field(default_factory=dict)
    strategy: dict[str, UUID] = field(default_factory=dict)

    def actor(self, session: Session, key: str, on: date) -> Actor:
        """The person as an actor on that day, with the roles held then."""
        actor = load_actor(session, self.people[key].id, on=on)
        assert actor is not None
        return actor


@cache
def content(path: str) -> dict[str, Any]:
    """A file of the demo's content."""
    return tomllib.loads(files("roadmaps.demo").joinpath("content", path).read_text(encoding="utf-8"))


def moment(on: date, minutes: int = 0) -> datetime:
    """A moment of that working day, some minutes after ten o'clock."""
    return datetime.combine(on, time(10 + minutes // 60, minutes % 60), LOCAL)


def populate(session: Session) -> World:
    """Bring in the organisations and the people, the coordinator first."""
    world = World()
    at = moment(BEGINNING)
    people = content("world.toml")["people"]
    first = next(person for person in people if person.get("is_coordinator"))
    coordinator = register_coordinator(session, name=first["name"], email=first["email"], password=DEMO_PASSWORD, at=at)
    world.people[first["key"]] = coordinator
    session.flush()
    actor = world.actor(session, first["key"], BEGINNING)
    for told in content("world.toml")["organisations"]:
        world.organisations[told["key"]] = add_organisation(
            session,
            name=told["name"],
            helix=Helix(told["helix"]),
            short_name=told.get("short_name", ""),
            at=at,
            actor=actor,
        )
    session.flush()
    for told in people:
        person = world.people.get(told["key"]) or register(
            session, name=told["name"], email=told["email"], language="sv", password=None, at=at
        )
        # The password of all, which everybody is told: to hash it for each would be most of the time that they take.
        person.password_hash = coordinator.password_hash
        session.flush()
        world.people[told["key"]] = person
        organisation = world.organisations[told["organisation"]]
        add_member(session, organisation, person, function=told["function"], from_on=BEGINNING, actor=actor)
    session.flush()
    return world


def give_roles(session: Session, world: World) -> None:
    """Let everyone have the role that they act with: leaders, editors where they write, actors where they speak."""
    actor = world.actor(session, "coordinator", BEGINNING)
    for told in content("world.toml")["people"]:
        for post in told.get("leads", []):
            _grant(
                session, world, told["key"], post["area"], Role.PROCESS_LEADER, post["from"], post.get("until"), actor
            )
        for area in told.get("speaks_in", []):
            _grant(session, world, told["key"], area, Role.ACTOR, BEGINNING, None, actor)
    for slug in world.areas:
        for writer in sorted(writers_of(slug)):
            _grant(session, world, writer, slug, Role.EDITOR, BEGINNING, None, actor)
        for speaker in sorted(speakers_in(slug) - writers_of(slug)):
            if not _is_told(speaker, slug):
                _grant(session, world, speaker, slug, Role.ACTOR, BEGINNING, None, actor)
    session.flush()


def roadmap_content(slug: str) -> dict[str, Any]:
    """The file of one roadmap."""
    return content(f"roadmaps/{slug.replace('-', '_')}.toml")


def writers_of(slug: str) -> set[str]:
    """The keys of those who write in a roadmap."""
    told = roadmap_content(slug)
    return {step["by"] for step in (*told["blocks"], *told.get("edits", []))}


def speakers_in(slug: str) -> set[str]:
    """The keys of those who take part in the threads of a roadmap, or suggest something."""
    threads = [thread for thread in content("threads.toml")["threads"] if thread["roadmap"] == slug]
    suggested = [step for step in content("suggestions.toml")["steps"] if step.get("roadmap") == slug]
    return {one["by"] for thread in threads for one in (thread, *thread.get("comments", []))} | {
        one["by"] for one in suggested
    }


def _is_told(key: str, slug: str) -> bool:
    told = next(person for person in content("world.toml")["people"] if person["key"] == key)
    return slug in told.get("speaks_in", []) or any(post["area"] == slug for post in told.get("leads", []))


def _grant(
    session: Session, world: World, key: str, slug: str, role: Role, from_on: date, until_on: date | None, actor: Actor
) -> None:
    grant_role(
        session,
        world.areas[slug],
        world.people[key],
        role,
        from_on=from_on,
        until_on=until_on,
        at=moment(BEGINNING, 30),
        actor=actor,
    )
