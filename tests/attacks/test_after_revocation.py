"""Somebody whose right has just been taken away, with everything still open: nothing goes on, from the next request on.

Open web sockets are told by tests/live/test_rights.py and tests/live/served/test_ending.py.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.areas.models import Area, RoleGrant
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from tests.doors.asking import Asking
from tests.doors.world import World

WRITING = (
    "POST /blocks/<uuid:block_id>/edit",
    "POST /blocks/<uuid:block_id>/live",
    "POST /live/<uuid:session_id>/updates",
    "POST /areas/<slug>/threads",
    "POST /areas/<slug>/files",
)


def gone(session: Session, world: World) -> None:
    session.execute(update(Person).where(Person.id == world.cast.people["editor"].id).values(deactivated_at=now()))


def without_role(session: Session, world: World) -> None:
    theirs = RoleGrant.person_id == world.cast.people["editor"].id
    session.execute(update(RoleGrant).where(theirs).values(ended_at=now(), until_on=today() - timedelta(days=1)))


def signed_out(session: Session, world: World) -> None:
    theirs = SignIn.person_id == world.cast.people["editor"].id
    session.execute(update(SignIn).where(theirs).values(ended_at=now()))


def waiting(session: Session, world: World) -> None:
    theirs = SignIn.person_id == world.cast.people["editor"].id
    session.execute(update(SignIn).where(theirs).values(waits_for_second_step=True))


def archived(session: Session, world: World) -> None:
    session.execute(update(Area).where(Area.id == world.corners["here"].area.id).values(archived_at=now()))


@pytest.mark.parametrize("happens", [gone, without_role, signed_out, waiting, archived], ids=lambda act: act.__name__)
@pytest.mark.parametrize("name", WRITING)
def test_writing_ends_at_once(name: str, happens: Callable[[Session, World], None], asking: Asking) -> None:
    world = asking.world
    door = next(one for one in asking.doors if one.name == name)

    before = asking.come(door, "editor")
    with world.undone(), world.changed() as session:
        happens(session, world)
        session.flush()
        with asking.knowing("persons", "role_grants", "sign_ins", "areas"):
            after = asking.come(door, "editor")

    assert before.status < 400
    assert after.status in {401, 403, 404}
    assert not after.changed


@pytest.mark.parametrize("happens", [gone, without_role, signed_out, waiting], ids=lambda act: act.__name__)
def test_reading_what_is_not_shown_ends_at_once(happens: Callable[[Session, World], None], asking: Asking) -> None:
    world = asking.world
    door = next(one for one in asking.doors if one.name == "GET /areas/<slug>/roadmap")
    kept = update(Roadmap).where(Roadmap.id == world.corners["here"].plan.roadmap.id).values(is_working_public=False)

    with world.undone(), world.changed() as session:
        session.execute(kept)
        before = asking.come(door, "editor")
        happens(session, world)
        session.flush()
        after = asking.come(door, "editor")

    assert "Kanariehar" in before.text
    assert "Kanariehar" not in after.text


@pytest.mark.parametrize("name", ["GET /areas/<slug>/people", "GET /me", "GET /desk", "GET /areas/<slug>/roadmap"])
def test_no_cache_keeps_a_page_of_somebody_for_the_next(name: str, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == name)

    answer = asking.come(door, "leader")

    kept = answer.headers["Cache-Control"]
    assert "no-store" in kept or {"private", "no-cache"} <= set(kept.split(", "))
