"""Where somebody sits down to answer: by the link in a letter, or signed in for an organisation that is asked."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, g, redirect, url_for
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import still_acting
from roadmaps.consultation.seats import lead_to_account
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.pulse import policy
from roadmaps.pulse.models import Pulse, PulseAsked
from roadmaps.pulse.queries import asked_for, find_link, find_pulse, needs_account
from roadmaps.web.identity import actor
from roadmaps.web.redirects import current_path
from roadmaps.web.work import reading


@dataclass(frozen=True)
class Seat:
    """`actor` is None for whoever has the link in a letter to the organisation's own address.

    `where` is what addresses of this seat are made of.
    """

    asked: PulseAsked
    actor: Actor | None
    where: dict[str, Any]

    @property
    def pulse(self) -> Pulse:
        """What is answered."""
        return self.asked.pulse

    @property
    def by_letter(self) -> bool:
        """Whether the link alone tells who it is."""
        return self.actor is None

    @property
    def may_answer(self) -> bool:
        """Whether anything can be answered here now."""
        organisation_id = self.asked.organisation_id
        return policy.may_answer_for(self.actor, self.pulse, organisation_id, by_letter=self.by_letter)


def seat_at(pulse_id: UUID | None, token: str, session: Session | None = None) -> Seat:
    """The seat at an address.

    :raises NotFound: when there is no such pulse or link
    :raises NotAllowed: when the reader acts for no organisation that is asked
    """
    if token:
        return _by_link(token, session or reading())
    person = actor()
    if person is None:
        abort(redirect(url_for("accounts.sign_in", next=current_path()), 303))
    assert pulse_id is not None  # one of the two is in every address
    pulse = find_pulse(session or reading(), pulse_id, person)
    asked = asked_for(session or reading(), pulse.id, person.acting_for_id)
    if asked is None:
        raise NotAllowed(say("Only organisations that are asked can answer, each by somebody who acts for it."))
    return Seat(asked, person, {"pulse_id": pulse.id})


def _by_link(token: str, session: Session) -> Seat:
    link = find_link(session, token)
    where: dict[str, Any] = {"token": token}
    if link.person_id is None:
        if needs_account(session, link.asked, today()):
            page = url_for("pulse.answer", pulse_id=link.asked.pulse_id)
            lead_to_account(link.asked.name, link.asked.organisation_id, page)
        return Seat(link.asked, None, where)
    person = still_acting(session, link.person_id, link.asked.organisation_id, on=today())
    g.forced_language = person.language
    return Seat(link.asked, person, where)
