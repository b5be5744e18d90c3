"""Those who keep a mirrored roadmap up to date get a letter when the neighbour has published something newer."""

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.neighbours.models import Mirror, News
from roadmaps.neighbours.rules import note_look
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.neighbour_letters import NeighbourLetters
from roadmaps.notifications.rules import stop
from tests.factories.neighbours import ADDRESS, a_mirror
from tests.factories.notifications import BASE_URL, the_outbox
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def mirrored(plan: Plan, actor: Actor, area_id: UUID | None) -> Mirror:
    mirror = a_mirror(plan.session, actor, area_id=area_id, address=ADDRESS)
    take_recorded(plan.session)
    return mirror


def letters(plan: Plan, mirror: Mirror, *digests: str) -> list[OutgoingMail]:
    """What is written when these versions are seen, one after the other."""
    listeners = Listeners()
    NeighbourLetters(the_outbox()).wire(listeners)
    for digest in digests:
        note_look(plan.session, mirror, News.NEWER, digest, at=AT)
        listeners.tell_in_transaction(plan.session)
        plan.session.flush()
    return list(plan.session.scalars(select(OutgoingMail)))


def test_those_who_lead_the_area_get_one_with_the_way_to_fetch_it(plan: Plan) -> None:
    mirror = mirrored(plan, plan.leader, plan.roadmap.area_id)

    found = letters(plan, mirror, "a" * 64)

    assert {one.person_id for one in found} == {plan.leader.person_id, plan.others["deputy"].person_id}
    for one in found:
        assert "Region Västernorrland" in one.text
        assert f"{BASE_URL}/neighbours/{mirror.id}#about-mirror" in one.text


def test_coordinators_get_one_about_what_is_mirrored_for_the_county(plan: Plan) -> None:
    found = letters(plan, mirrored(plan, plan.others["coordinator"], None), "a" * 64)

    coordinators = set(plan.session.scalars(select(Person.id).where(Person.is_coordinator)))
    assert {one.person_id for one in found} == coordinators


def test_each_version_is_told_once(plan: Plan) -> None:
    mirror = mirrored(plan, plan.leader, plan.roadmap.area_id)

    assert len(letters(plan, mirror, "a" * 64, "a" * 64, "b" * 64)) == 4


def test_whoever_has_stopped_such_letters_gets_none(plan: Plan) -> None:
    stop(plan.session, plan.leader.person_id, MailKind.ASSIGNMENTS, at=AT)
    mirror = mirrored(plan, plan.leader, plan.roadmap.area_id)

    assert {one.person_id for one in letters(plan, mirror, "a" * 64)} == {plan.others["deputy"].person_id}
