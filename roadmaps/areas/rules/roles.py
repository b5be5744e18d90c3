"""Who holds which role in an area. Roles are dated and ended, never deleted: who served when can always be told."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas import policy, queries
from roadmaps.areas.events import AreaHandedOver, RoleDatesChanged, RoleEnded, RoleGranted
from roadmaps.areas.models import Area, Role, RoleGrant
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say


def grant_role(
    session: Session,
    area: Area,
    person: Person,
    role: Role,
    *,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
    actor: Actor,
) -> RoleGrant:
    """Give a person a role in the area, from one day, perhaps until another."""
    _require_grant(actor, area, role, person)
    _require_order(from_on, until_on)
    if _running(session, area.id, person.id, role, from_on) is not None:
        raise _fault("person_id", say("%(name)s already has this role here.", name=person.name))
    return give(session, area.id, person.id, role, from_on, until_on, at=at, by_id=actor.person_id)


def end_role(session: Session, grant: RoleGrant, *, at: datetime, on: date, actor: Actor) -> None:
    """End a role from now on. Ending one's own is stepping down, which everybody may."""
    if not policy.may_end(actor, grant):
        raise NotAllowed(say("You cannot end this role."))
    if grant.ended_at is None:
        end_running(session, grant, at=at, on=on, by=actor)


def change_dates(
    session: Session, grant: RoleGrant, *, from_on: date, until_on: date | None, at: datetime, actor: Actor
) -> None:
    """Let the person hold the role for other days than first said."""
    _require_grant(actor, grant.area, grant.role, grant.person)
    _require_order(from_on, until_on)
    if grant.ended_at is not None:
        raise Invalid(say("This role has been ended. Give it again instead."))
    set_dates(session, grant, from_on, until_on, at=at, by=actor)


def hand_over(
    session: Session,
    area: Area,
    from_person: Person,
    to_person: Person,
    *,
    from_on: date,
    today: date,
    at: datetime,
    actor: Actor,
) -> RoleGrant:
    """Let the area go from one process leader to another in one act, today or on a day ahead.

    Everything that the function owns stays where it is: roles belong to the area, not to the person who leaves.
    """
    if not policy.may_hand_over(actor):
        raise NotAllowed(say("Coordinators hand an area over from one process leader to another."))
    _require_grant(actor, area, Role.PROCESS_LEADER, to_person)
    if from_on < today:
        raise _fault("from_on", say("Choose today or a day ahead."))
    old = _running(session, area.id, from_person.id, Role.PROCESS_LEADER, today)
    if old is None:
        raise _fault("from_person_id", say("%(name)s is not process leader here.", name=from_person.name))
    if _running(session, area.id, to_person.id, Role.PROCESS_LEADER, from_on) is not None:
        raise _fault("to_person_id", say("%(name)s already has this role here.", name=to_person.name))
    if from_on == today or old.from_on >= from_on:
        end_running(session, old, at=at, on=today, by=actor)
    else:
        old.until_on = from_on - timedelta(days=1)
    new = give(session, area.id, to_person.id, Role.PROCESS_LEADER, from_on, None, at=at, by_id=actor.person_id)
    # Whoever had been named until now was to have the post that has gone to somebody else.
    end_naming(session, area.id, at=at)
    record(
        session,
        AreaHandedOver(
            area_id=area.id,
            from_person_id=from_person.id,
            to_person_id=to_person.id,
            from_on=from_on,
            by_id=actor.person_id,
            at=at,
        ),
    )
    return new


def end_naming(session: Session, area_id: UUID, *, at: datetime) -> None:
    """Let nobody be named as successor any more, whoever named them."""
    for named in session.scalars(queries.open_successions(area_id)).all():
        named.settled_at = at
    session.flush()


def invite_to_area(
    session: Session,
    area: Area,
    role: Role,
    *,
    email: str,
    name: str = "",
    language: str = "sv",
    organisation: Organisation | None = None,
    at: datetime,
    actor: Actor,
) -> accounts.Letter:
    """Invite someone to the area by e-mail; the role is given when the invitation is accepted."""
    if not policy.may_give(actor, area, role):
        raise NotAllowed(say("Coordinators give every role, and those who lead an area give those below their own."))
    return accounts.invite(
        session,
        email=email,
        name=name,
        language=language,
        organisation=organisation,
        grants=[{"area_id": str(area.id), "role": role.value}],
        area_id=area.id,
        place=area.name_in(language),
        at=at,
        actor=actor,
    )


def keep_promise(
    session: Session, area: Area, person_id: UUID, role: Role, *, on: date, at: datetime, promised_by: Actor | None
) -> None:
    """Give the role that an accepted invitation promised, if whoever promised it may still give it."""
    if promised_by is None or not policy.may_give(promised_by, area, role):
        return
    if _running(session, area.id, person_id, role, on) is None:
        give(session, area.id, person_id, role, on, None, at=at, by_id=promised_by.person_id)


def _require_grant(actor: Actor, area: Area, role: Role, person: Person) -> None:
    if area.is_archived:
        raise Invalid(say("The area is archived, so nobody can be given a role in it."))
    if not policy.may_give(actor, area, role):
        raise NotAllowed(say("Coordinators give every role, and those who lead an area give those below their own."))
    if actor.person_id == person.id:
        raise NotAllowed(say("Nobody gives roles to themselves. Ask another coordinator."))
    if not policy.may_grant(actor, area, role, person):
        raise _fault("person_id", say("This person is deactivated."))


def _require_order(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise _fault("until_on", say("The last day cannot come before the first."))


def _running(session: Session, area_id: UUID, person_id: UUID, role: Role, on: date) -> RoleGrant | None:
    # Two who give the same role at once come one after the other, and the second finds what the first has given.
    hold(session, person_id)
    query = select(RoleGrant).where(
        RoleGrant.area_id == area_id,
        RoleGrant.person_id == person_id,
        RoleGrant.role == role,
        queries.not_over_on(on),
    )
    return session.scalar(query)


def give(
    session: Session,
    area_id: UUID,
    person_id: UUID,
    role: Role,
    from_on: date,
    until_on: date | None,
    *,
    at: datetime,
    by_id: UUID | None,
) -> RoleGrant:
    """Give the role; whether it may be given is for the caller to have asked."""
    grant = RoleGrant(
        area_id=area_id,
        person_id=person_id,
        role=role,
        from_on=from_on,
        until_on=until_on,
        granted_by_id=by_id,
        granted_at=at,
    )
    session.add(grant)
    session.flush()  # the event names the row, which gets its identity here
    record(
        session,
        RoleGranted(
            grant_id=grant.id,
            area_id=area_id,
            person_id=person_id,
            role=role.value,
            from_on=from_on,
            until_on=until_on,
            by_id=by_id,
            at=at,
        ),
    )
    return grant


def set_dates(
    session: Session, grant: RoleGrant, from_on: date, until_on: date | None, *, at: datetime, by: Actor | None
) -> None:
    """Let a role hold for other days; whether that may be is for the caller to have asked."""
    hold(session, grant.person_id)
    grant.from_on, grant.until_on = from_on, until_on
    record(
        session,
        RoleDatesChanged(
            grant_id=grant.id,
            area_id=grant.area_id,
            person_id=grant.person_id,
            role=grant.role.value,
            from_on=from_on,
            until_on=until_on,
            by_id=by.person_id if by else None,
            at=at,
        ),
    )


def end_running(session: Session, grant: RoleGrant, *, at: datetime, on: date, by: Actor | None) -> None:
    """End a role; whether it may be ended is for the caller to have asked."""
    hold(session, grant.person_id)
    grant.ended_at, grant.ended_by_id = at, by.person_id if by else None
    grant.until_on = max(grant.from_on, min(on, grant.until_on or on))
    record(
        session,
        RoleEnded(
            grant_id=grant.id,
            area_id=grant.area_id,
            person_id=grant.person_id,
            role=grant.role.value,
            by_id=by.person_id if by else None,
            at=at,
        ),
    )


def _fault(field: str, sentence: Sentence) -> Invalid:
    return Invalid(sentence, {field: sentence})
