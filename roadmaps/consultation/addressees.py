"""Where letters to a consultee go: to its people here, and to the address that was given for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import Consultee, ConsulteeLink
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.responsibilities.queries import people_of


@dataclass(frozen=True)
class Addressee:
    """One of them."""

    email: str
    person: Person | None = None


def addressees_of(session: Session, consultees: Iterable[Consultee], at: datetime) -> Mapping[UUID, list[Addressee]]:
    """Where letters to each of them go, by its id. One query, however many there are."""
    wanted = list(consultees)
    ids = {one.organisation_id for one in wanted if one.organisation_id}
    people = people_of(session, ids, at.astimezone(LOCAL).date()) if ids else {}
    return {one.id: _of(one, people.get(one.organisation_id, ()) if one.organisation_id else ()) for one in wanted}


def tell(
    session: Session,
    consultees: Sequence[Consultee],
    occasion: Occasion,
    *,
    at: datetime,
    words: str = "",
    number: int | None = None,
) -> int:
    """Write to each of them, with a link of its own in every letter; return how many letters there were."""
    letters, consultation_of = 0, {one.id: one.consultation_id for one in consultees}
    for consultee_id, addressees in addressees_of(session, consultees, at).items():
        for one in addressees:
            token, person_id = new_token(), one.person.id if one.person else None
            session.add(
                ConsulteeLink(
                    id=new_id(),
                    consultee_id=consultee_id,
                    person_id=person_id,
                    token_hash=hash_of(token),
                    made_at=at,
                )
            )
            about = consultation_of[consultee_id], consultee_id, person_id, one.email, token
            record(session, ConsulteeTold(occasion, *about, at, words, number))
            letters += 1
    session.flush()
    return letters


def _of(consultee: Consultee, people: Sequence[Person]) -> list[Addressee]:
    found = {one.email: Addressee(one.email, one) for one in people}
    if consultee.email and consultee.email not in found:
        found[consultee.email] = Addressee(consultee.email)
    return list(found.values())
