"""Where somebody sits down to answer: signed in, for the organisation that they act for, or by the link in a letter."""

from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from flask import abort, g, redirect, request, url_for
from sqlalchemy.orm import Session

from roadmaps.areas.actors import still_acting
from roadmaps.consultation import policy
from roadmaps.consultation.models import Consultation, Consultee
from roadmaps.consultation.queries import consultee_for, find_consultation, find_link, needs_account
from roadmaps.consultation.rules import answering
from roadmaps.consultation.rules.answering import why_not_answer
from roadmaps.consultation.words import ask_to_sign_in
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.redirects import current_path
from roadmaps.web.work import reading


@dataclass(frozen=True)
class Seat:
    """`consultee` is None for an organisation that comes by the open call and has not written anything yet.

    `where` is what addresses of this seat are made of.
    """

    consultation: Consultation
    consultee: Consultee | None
    writer: Writer
    name: str
    organisation_id: UUID | None
    where: dict[str, Any]

    @property
    def has_account(self) -> bool:
        """Whether somebody with an account sits here."""
        return self.writer.actor is not None

    @property
    def may_answer(self) -> bool:
        """Whether anything can be written here now."""
        if self.writer.actor is None:
            return self.consultation.is_open
        return self.organisation_id is not None and policy.may_answer_for(
            self.writer.actor, self.consultation, self.organisation_id, is_asked=self.consultee is not None
        )


def seat_at(consultation_id: UUID | None, token: str, session: Session | None = None) -> Seat:
    """The seat at an address: by the link in a letter, or of whoever is signed in.

    :raises NotFound: when there is no such consultation or link
    :raises NotAllowed: when the reader may not answer there
    """
    if token:
        return _by_link(token, session or reading())
    person = actor()
    if person is None:
        abort(redirect(url_for("accounts.sign_in", next=current_path()), 303))
    assert consultation_id is not None  # one of the two is in every address
    consultation = find_consultation(session or reading(), consultation_id, person)
    organisation_id = person.acting_for_id
    if organisation_id is None:
        raise NotAllowed(say("You act for no organisation here. Ask a coordinator to be added to yours."))
    consultee = consultee_for(session or reading(), consultation, organisation_id)
    if consultee is None and not policy.may_answer_for(person, consultation, organisation_id, is_asked=False):
        raise NotAllowed(why_not_answer(consultation, person))
    name = dict(person.organisations)[organisation_id]
    return Seat(
        consultation,
        consultee,
        Writer(person.name, person),
        name,
        organisation_id,
        {"consultation_id": consultation.id},
    )


def take_seat(session: Session, consultation_id: UUID | None, token: str) -> tuple[Consultee, Writer]:
    """The organisation and its writer, for writing; one that comes by the open call is in from now on."""
    seat = seat_at(consultation_id, token, session)
    if seat.consultee is not None:
        return seat.consultee, seat.writer
    assert seat.writer.actor is not None
    assert seat.organisation_id is not None
    consultee = answering.come(session, seat.consultation, seat.organisation_id, actor=seat.writer.actor, at=now())
    return consultee, seat.writer


def _by_link(token: str, session: Session) -> Seat:
    link = find_link(session, token)
    consultee = link.consultee
    where: dict[str, Any] = {"token": token}
    if link.person_id is None:
        if needs_account(session, consultee, today()):
            page = url_for("consultation.answer", consultation_id=consultee.consultation_id)
            lead_to_account(consultee.name, consultee.organisation_id, page)
        typed = " ".join(request.form.get("writer", "").split())[:100]
        return Seat(consultee.consultation, consultee, Writer(typed or consultee.name), consultee.name, None, where)
    person = still_acting(session, link.person_id, consultee.organisation_id, on=today())
    g.forced_language = person.language
    writer = Writer(person.name, person)
    return Seat(consultee.consultation, consultee, writer, consultee.name, consultee.organisation_id, where)


def lead_to_account(name: str, organisation_id: UUID | None, page: str) -> NoReturn:
    """Where only people with an account answer: to the page for whoever is signed in for it, otherwise to signing in."""
    person = actor()
    is_own = person is not None and person.acting_for_id == organisation_id
    if is_own and request.method == "GET":
        abort(redirect(page, 303))
    raise NotAllowed(ask_to_sign_in(name))
