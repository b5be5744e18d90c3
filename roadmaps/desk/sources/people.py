"""People who have been invited and have not come, and those who have come and have not been welcomed."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from roadmaps.accounts.models import Invitation, Person
from roadmaps.accounts.queries import unsettled_invitations
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import counts_on
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.sentences import N_, say

NAME = "people"
# For so long somebody is new.
TIME_TO_ARRIVE = timedelta(days=30)


def points(ground: Ground) -> Iterable[Point]:
    """Invitations since their link expired, and people since they came."""
    unanswered = unsettled_invitations().where(
        Invitation.area_id.in_(ground.area_ids), Invitation.expires_at <= ground.at
    )
    for one in ground.session.scalars(unanswered):
        assert one.area_id is not None  # they were sought by it
        yield Point(NAME, one.id, one.area_id, one.expires_at, fact=one)
    new = ground.session.execute(
        select(RoleGrant, Person)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.area_id.in_(ground.area_ids),
            RoleGrant.granted_at > ground.at - TIME_TO_ARRIVE,
            RoleGrant.person_id != ground.actor.person_id,
            _came_by_invitation(),
            counts_on(ground.today),
            Person.deactivated_at.is_(None),
        )
    )
    for grant, person in new:
        yield Point(NAME, grant.id, grant.area_id, grant.granted_at, fact=(person, grant))


def _came_by_invitation() -> ColumnElement[bool]:
    """That the role was given when an invitation was accepted, and not by somebody who knows of it."""
    return exists().where(Invitation.area_id == RoleGrant.area_id, Invitation.accepted_at == RoleGrant.granted_at)


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Who it is, and what there is to do."""
    return {point.key: _told(point) for point in waiting}


def _told(point: Point) -> Told:
    if isinstance(point.fact, Invitation):
        organisation = point.fact.organisation.name if point.fact.organisation else ""
        return Told(point.fact.name or point.fact.email, _EXPIRED, organisation)
    person, grant = point.fact
    return Told(person.name, say("Is new here, as %(role)s. Say welcome.", role=say(grant.role.label)))


_EXPIRED = say("Was invited, and has not come. The link in the letter works no more.")
SOURCE = Source(NAME, N_("People"), points, tell, is_for_leaders=True)
