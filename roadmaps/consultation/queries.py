"""What can be asked about consultations and those who answer in them. Points have a file of their own."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.consultation import policy
from roadmaps.consultation.models import (
    Consultation,
    ConsultationTurn,
    Consultee,
    ConsulteeLink,
    DraftPart,
    Letter,
    Response,
)
from roadmaps.foundation.errors import NotFound
from roadmaps.responsibilities.queries import people_of
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def find_consultation(session: Session, consultation_id: UUID, actor: Actor | None) -> Consultation:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Consultation, consultation_id)
    if found is None or not policy.may_read(actor, found):
        raise NotFound
    return found


def consultations_of(roadmap: Roadmap, actor: Actor | None) -> Select[Consultation]:
    """Those of a roadmap that the actor may read, newest first."""
    found = select(Consultation).where(Consultation.roadmap_id == roadmap.id).order_by(Consultation.number.desc())
    return found if roadmap_policy.may_moderate(actor, roadmap) else found.where(Consultation.opened_at.is_not(None))


def open_consultations(roadmap_id: UUID | None = None) -> Select[Consultation]:
    """Those that take answers now, the one that ends first first."""
    found = (
        select(Consultation)
        .where(
            Consultation.opened_at.is_not(None), Consultation.closed_at.is_(None), Consultation.cancelled_at.is_(None)
        )
        .order_by(Consultation.closes_on, Consultation.id)
    )
    return found.where(Consultation.roadmap_id == roadmap_id) if roadmap_id else found


def turns_of(consultation: Consultation) -> Select[ConsultationTurn]:
    """What has happened to it, in order."""
    return (
        select(ConsultationTurn)
        .where(ConsultationTurn.consultation_id == consultation.id)
        .order_by(ConsultationTurn.at, ConsultationTurn.id)
    )


def consultees_of(consultation_id: UUID) -> Select[Consultee]:
    """Everyone who has been asked or has come by the open call, by name."""
    return (
        select(Consultee)
        .where(Consultee.consultation_id == consultation_id)
        .order_by(func.lower(Consultee.name), Consultee.id)
    )


def consultee_for(session: Session, consultation: Consultation, organisation_id: UUID) -> Consultee | None:
    """The organisation in the consultation, if it is in it."""
    return session.scalar(
        select(Consultee).where(
            Consultee.consultation_id == consultation.id, Consultee.organisation_id == organisation_id
        )
    )


def find_consultee(session: Session, consultee_id: UUID, actor: Actor | None) -> Consultee:
    """:raises NotFound: when there is none, or neither its answers are for the actor to read nor the list to change."""
    found = session.get(Consultee, consultee_id)
    if found is None:
        raise NotFound
    if not policy.may_read_answers(actor, found) and not policy.may_change(actor, found.consultation):
        raise NotFound
    return found


def find_link(session: Session, token: str) -> ConsulteeLink:
    """:raises NotFound: when no letter has ever carried this link."""
    link = session.scalar(select(ConsulteeLink).where(ConsulteeLink.token_hash == hash_of(token)))
    if link is None:
        raise NotFound
    return link


def needs_account(session: Session, consultee: Consultee, on: date) -> bool:
    """Whether only people with an account answer there: somebody acts for the organisation on the day, or has written."""
    named = consultee.organisation_id
    return bool(named and people_of(session, [named], on)) or bool(written_with_account(session, [consultee.id]))


def written_with_account(session: Session, consultee_ids: Collection[UUID]) -> set[UUID]:
    """Those of them for whom somebody with an account has written, or sent an answer. Two queries, for however many."""
    drafts = select(DraftPart.consultee_id).where(DraftPart.written_by_id.is_not(None))
    sent = select(Response.consultee_id).where(Response.sent_by_id.is_not(None))
    found = session.scalars(drafts.where(DraftPart.consultee_id.in_(consultee_ids))).all()
    return {*found, *session.scalars(sent.where(Response.consultee_id.in_(consultee_ids)))}


def draft_of(session: Session, consultee_id: UUID) -> dict[tuple[str, str], DraftPart]:
    """What is being written, by sort and key, in the order in which it was begun."""
    parts = session.scalars(select(DraftPart).where(DraftPart.consultee_id == consultee_id).order_by(DraftPart.id))
    return {(one.sort.value, one.key): one for one in parts}


def standing_response(session: Session, consultee_id: UUID) -> Response | None:
    """The answer that counts, if one has been sent."""
    return session.scalar(select(Response).where(Response.consultee_id == consultee_id, Response.replaced_at.is_(None)))


def responses_of(consultee_id: UUID) -> Select[Response]:
    """Every answer that the organisation has sent, newest first."""
    return select(Response).where(Response.consultee_id == consultee_id).order_by(Response.number.desc())


def responses_in(consultation_id: UUID) -> Select[Response]:
    """Every answer of a consultation, replaced ones too, in the order in which they came."""
    return (
        select(Response)
        .options(joinedload(Response.consultee))
        .where(Response.consultation_id == consultation_id)
        .order_by(Response.number)
    )


def letter_of(session: Session, consultee_id: UUID, letter_id: UUID) -> Letter:
    """:raises NotFound: when the organisation has sent no such letter."""
    found = session.get(Letter, letter_id)
    if found is None or found.consultee_id != consultee_id:
        raise NotFound
    return found


def waiting_for(session: Session, organisation_ids: Sequence[UUID]) -> list[Consultee]:
    """Where these organisations have been asked and have neither answered nor declined."""
    answered = select(Response.consultee_id)
    found = session.scalars(
        select(Consultee)
        .join(Consultation, Consultation.id == Consultee.consultation_id)
        .where(
            Consultee.organisation_id.in_(organisation_ids),
            Consultee.declined_at.is_(None),
            Consultee.id.not_in(answered),
            or_(Consultee.is_invited, Consultee.id.in_(select(DraftPart.consultee_id))),
            Consultation.opened_at.is_not(None),
            Consultation.closed_at.is_(None),
            Consultation.cancelled_at.is_(None),
        )
        .order_by(Consultation.closes_on)
    )
    return list(found)
