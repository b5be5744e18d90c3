"""What can be asked about pulses and those who are asked in them. What was answered is in `results`."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.foundation.errors import NotFound
from roadmaps.pulse import policy
from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked, PulseLink, PulseTurn
from roadmaps.responsibilities.queries import people_of


def find_pulse(session: Session, pulse_id: UUID, actor: Actor | None) -> Pulse:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Pulse, pulse_id)
    if found is None or not policy.may_read(actor, found):
        raise NotFound
    return found


def pulses_of(area: Area | None, actor: Actor | None) -> Select[Pulse]:
    """Those of an area, or with None of the whole county, that the actor may read, newest first."""
    here = Pulse.area_id == area.id if area else Pulse.area_id.is_(None)
    found = select(Pulse).where(here, Pulse.dropped_at.is_(None)).order_by(Pulse.number.desc())
    holds = leads(actor, area.id) if area else policy.may_hold(actor, None)
    return found if holds else found.where(Pulse.opened_at.is_not(None))


def pulses_between(session: Session, first: date, last: date, actor: Actor | None) -> list[Pulse]:
    """Those that open or close within these days, of any place, as far as the actor may read them."""
    within = or_(Pulse.opens_on.between(first, last), Pulse.closes_on.between(first, last))
    found = session.scalars(select(Pulse).where(within, Pulse.dropped_at.is_(None)).order_by(Pulse.opens_on)).all()
    return [one for one in found if policy.may_read(actor, one)]


def closed_pulses(area_id: UUID | None) -> Select[Pulse]:
    """Those of a place whose result is shown, the oldest first."""
    here = Pulse.area_id == area_id if area_id else Pulse.area_id.is_(None)
    return select(Pulse).where(here, Pulse.closed_at.is_not(None)).order_by(Pulse.closes_on, Pulse.number)


def newest_closed(session: Session) -> list[Pulse]:
    """The newest pulse of each running area whose result is shown, in the order of the areas."""
    highest = (
        select(Pulse.area_id, func.max(Pulse.number).label("number"))
        .where(Pulse.closed_at.is_not(None), Pulse.area_id.is_not(None))
        .group_by(Pulse.area_id)
        .subquery()
    )
    newest = (Pulse.area_id == highest.c.area_id) & (Pulse.number == highest.c.number)
    found = select(Pulse).join(highest, newest).join(Area, Area.id == Pulse.area_id)
    return list(session.scalars(found.where(Area.archived_at.is_(None)).order_by(Area.position)).unique())


def open_pulses() -> Select[Pulse]:
    """Those that take answers now."""
    return (
        select(Pulse).where(Pulse.opened_at.is_not(None), Pulse.closed_at.is_(None)).order_by(Pulse.closes_on, Pulse.id)
    )


def asked_in(pulse_id: UUID) -> Select[PulseAsked]:
    """Everyone who is asked, by name."""
    return (
        select(PulseAsked).where(PulseAsked.pulse_id == pulse_id).order_by(func.lower(PulseAsked.name), PulseAsked.id)
    )


def find_asked(session: Session, asked_id: UUID) -> PulseAsked:
    """:raises NotFound: when there is none."""
    found = session.get(PulseAsked, asked_id)
    if found is None:
        raise NotFound
    return found


def asked_for(session: Session, pulse_id: UUID, organisation_id: UUID | None) -> PulseAsked | None:
    """The organisation in the pulse, if it is asked."""
    here = PulseAsked.pulse_id == pulse_id, PulseAsked.organisation_id == organisation_id
    return session.scalar(select(PulseAsked).where(*here)) if organisation_id else None


def silent_in(pulse_id: UUID) -> Select[PulseAsked]:
    """Those who have not answered yet."""
    return asked_in(pulse_id).where(PulseAsked.id.not_in(select(PulseAnswer.asked_id)))


def find_link(session: Session, token: str) -> PulseLink:
    """:raises NotFound: when no letter has ever carried this link."""
    link = session.scalar(select(PulseLink).where(PulseLink.token_hash == hash_of(token)))
    if link is None:
        raise NotFound
    return link


def answer_of(session: Session, asked_id: UUID) -> PulseAnswer | None:
    """What the organisation has answered, if it has."""
    return session.scalar(select(PulseAnswer).where(PulseAnswer.asked_id == asked_id))


def needs_account(session: Session, asked: PulseAsked, on: date) -> bool:
    """Whether only people with an account answer there: somebody acts for the organisation on the day, or has answered."""
    named = asked.organisation_id
    return bool(named and people_of(session, [named], on)) or bool(answered_with_account(session, [asked.id]))


def answered_with_account(session: Session, asked_ids: Collection[UUID]) -> set[UUID]:
    """Those of them for whom somebody with an account has answered."""
    found = select(PulseAnswer.asked_id).where(PulseAnswer.is_by_account, PulseAnswer.asked_id.in_(asked_ids))
    return set(session.scalars(found))


def turns_of(pulse_id: UUID) -> Select[PulseTurn]:
    """What has happened to it, in order."""
    return select(PulseTurn).where(PulseTurn.pulse_id == pulse_id).order_by(PulseTurn.at, PulseTurn.id)


def waiting_for(session: Session, organisation_ids: Sequence[UUID]) -> list[PulseAsked]:
    """Where these organisations are asked and have not answered."""
    found = session.scalars(
        select(PulseAsked)
        .join(Pulse, Pulse.id == PulseAsked.pulse_id)
        .where(
            PulseAsked.organisation_id.in_(organisation_ids),
            PulseAsked.id.not_in(select(PulseAnswer.asked_id)),
            Pulse.opened_at.is_not(None),
            Pulse.closed_at.is_(None),
        )
        .order_by(Pulse.closes_on)
    )
    return list(found)
