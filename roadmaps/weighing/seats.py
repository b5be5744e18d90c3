"""Where somebody sits down to weigh: signed in, for the organisation that they act for, or by the link in a letter."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, g, redirect, url_for
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import still_acting
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.redirects import current_path
from roadmaps.web.work import reading
from roadmaps.weighing import policy
from roadmaps.weighing.models import Weigher, WeighingEntry, WeighingRound
from roadmaps.weighing.queries import find_link, find_round, weigher_for
from roadmaps.weighing.rules import giving
from roadmaps.weighing.words import Kind


@dataclass(frozen=True)
class Seat:
    """`weigher` is None for an organisation that was not asked and has given nothing yet.

    `where` is what addresses of this seat are made of.
    """

    round: WeighingRound
    weigher: Weigher | None
    person: Actor
    organisation_id: UUID
    name: str
    where: dict[str, Any]

    @property
    def may_weigh(self) -> bool:
        """Whether anything can be given here now."""
        is_invited = self.weigher is not None and self.weigher.is_invited
        return self.round.closes_on >= today() and policy.may_weigh_for(
            self.person, self.round, self.organisation_id, is_invited=is_invited
        )

    def entry(self, entry_id: UUID) -> WeighingEntry:
        """:raises NotFound: when it is none of the round."""
        found = next((one for one in self.round.entries if one.id == entry_id), None)
        if found is None:
            raise NotFound
        return found


def seat_at(round_id: UUID | None, token: str, session: Session | None = None) -> Seat:
    """The seat at an address: by the link in a letter, or of whoever is signed in.

    :raises NotFound: when there is no such round or link
    :raises NotAllowed: when the reader has no business there
    """
    if token:
        return _by_link(token, session or reading())
    person = actor()
    if person is None:
        abort(redirect(url_for("accounts.sign_in", next=current_path()), 303))
    assert round_id is not None  # one of the two is in every address
    weighing = find_round(session or reading(), round_id, person)
    if weighing.kind is not Kind.CRITERIA:
        raise NotFound
    if person.acting_for_id is None:
        raise NotAllowed(say("You act for no organisation here. Ask a coordinator to be added to yours."))
    weigher = weigher_for(session or reading(), weighing, person.acting_for_id)
    if weigher is None and not policy.may_weigh_for(person, weighing, person.acting_for_id, is_invited=False):
        raise NotAllowed(giving.why_not(weighing, person))
    name = dict(person.organisations)[person.acting_for_id]
    return Seat(weighing, weigher, person, person.acting_for_id, name, {"round_id": weighing.id})


def take_seat(session: Session, round_id: UUID | None, token: str) -> tuple[Seat, Weigher]:
    """The same for writing; an organisation that was not asked is in from now on."""
    seat = seat_at(round_id, token, session)
    if seat.weigher is not None:
        return seat, seat.weigher
    return seat, giving.come(session, seat.round, seat.organisation_id, actor=seat.person, at=now())


def _by_link(token: str, session: Session) -> Seat:
    link = find_link(session, token)
    weigher = link.weigher
    person = still_acting(session, link.person_id, weigher.organisation_id, on=today())
    g.forced_language = person.language
    return Seat(weigher.round, weigher, person, weigher.organisation_id, weigher.organisation.name, {"token": token})
