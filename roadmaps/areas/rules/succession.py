"""The post of process leader going from one to the next: naming, taking over in one act, and the notes passed on."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas import policy, queries
from roadmaps.areas.events import AreaHandedOver, SuccessorNamed
from roadmaps.areas.models import Area, HandoverNote, Role, RoleGrant, Succession
from roadmaps.areas.rules.roles import end_naming, end_running, give
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say

LONGEST_NOTE = 10_000


def name_successor(session: Session, area: Area, person: Person, *, actor: Actor, at: datetime) -> Succession:
    """Say who is to take over. Nothing changes until that person does; naming another takes the place of this."""
    if not policy.may_name_successor(actor, area):
        raise NotAllowed(say("Coordinators name a successor, and the process leader for the own post."))
    if not person.is_active:
        fault = say("This person is deactivated.")
        raise Invalid(fault, {"person_id": fault})
    if _post(session, area, person.id, Role.PROCESS_LEADER, day_of(at)):
        fault = say("%(name)s already has this role here.", name=person.name)
        raise Invalid(fault, {"person_id": fault})
    if not actor.is_coordinator and person.id == actor.person_id:
        raise NotAllowed(say("Nobody gives roles to themselves. Ask another coordinator."))
    take_back_naming(session, area, actor=actor, at=at)
    named = Succession(id=new_id(), area_id=area.id, person_id=person.id, named_by_id=actor.person_id, named_at=at)
    session.add(named)
    session.flush()
    record(session, SuccessorNamed(area.id, person.id, actor.person_id, at))
    return named


def take_back_naming(session: Session, area: Area, *, actor: Actor, at: datetime) -> None:
    """Let nobody be named any more; nothing happens where nobody is."""
    if not policy.may_name_successor(actor, area):
        raise NotAllowed(say("Coordinators name a successor, and the process leader for the own post."))
    end_naming(session, area.id, at=at)


def take_over(session: Session, area: Area, *, actor: Actor, on: date, at: datetime) -> RoleGrant:
    """Become process leader, in one act with the end of what came before.

    Whoever has been named by a coordinator takes over from all who hold the post today, and whoever has been named by
    a leader from that leader; a deputy does so while nobody holds it. The own deputyship ends with it. Everything that the area has stays where it is, as it never belonged to a person.
    """
    # Two who take over at once queue for the area; the second finds that it is settled.
    session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    named = session.scalar(queries.succession_in(area.id, on))
    held = session.scalars(_posts(area, on)).all()
    is_vacant = not any(grant.person.is_active for grant in held)
    successor_id = named.person_id if named else None
    if not policy.may_take_over(actor, area, successor_id=successor_id, is_vacant=is_vacant):
        raise NotAllowed(say("Whoever has been named takes over, or a deputy while the post is vacant."))
    is_named = named is not None and named.person_id == actor.person_id
    left = [one for one in held if named is None or not is_named or _names_for(session, named, one)]
    for grant in left:
        end_running(session, grant, at=at, on=on, by=actor)
    if deputyship := _post(session, area, actor.person_id, Role.DEPUTY, on):
        end_running(session, deputyship, at=at, on=on, by=actor)
    by_id = named.named_by_id if named and is_named else actor.person_id
    grant = give(session, area.id, actor.person_id, Role.PROCESS_LEADER, on, None, at=at, by_id=by_id)
    if named is not None:
        named.is_taken_over = is_named
    end_naming(session, area.id, at=at)
    before = next((one.person_id for one in left), None)
    record(session, AreaHandedOver(area.id, before, actor.person_id, on, actor.person_id, at))
    return grant


def pass_on(session: Session, area: Area, words: str, *, actor: Actor, at: datetime) -> HandoverNote:
    """Write down what the next one needs to know.

    :raises Invalid: when there is no text, or too much of it
    """
    if not policy.leads(actor, area.id):
        raise NotAllowed(say("Only those who lead the area can do this."))
    text = "\n".join(line.rstrip() for line in words.strip().splitlines())
    if not text or len(text) > LONGEST_NOTE:
        fault = say("Write something here.") if not text else say("This is too long. Write it as two notes instead.")
        raise Invalid(fault, {"words": fault})
    note = HandoverNote(id=new_id(), area_id=area.id, words=text, person_id=actor.person_id, written_at=at)
    session.add(note)
    session.flush()
    return note


def _names_for(session: Session, named: Succession, held: RoleGrant) -> bool:
    """Whether the post is one that the naming is about: a leader names for the own one."""
    return held.person_id == named.named_by_id or session.get_one(Person, named.named_by_id).is_coordinator


def _posts(area: Area, on: date) -> Select[RoleGrant]:
    held = queries.grants_in(area.id, on, with_deactivated=True).where(queries.counts_on(on))
    return held.where(RoleGrant.role == Role.PROCESS_LEADER)


def _post(session: Session, area: Area, person_id: UUID, role: Role, on: date) -> RoleGrant | None:
    held = queries.grants_in(area.id, on, with_deactivated=True)
    return session.scalar(held.where(RoleGrant.role == role, RoleGrant.person_id == person_id))
