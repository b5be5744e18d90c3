"""Letters to those who are asked: to the organisation's people here, and to the address that was given for it.

Who has typed that address may have typed any. So it gets a link that opens the answer only where nobody has an account to
answer with; otherwise its letters lead to signing in (decision 33).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.pulse.events import AskedTold, Occasion
from roadmaps.pulse.models import PulseAsked, PulseLink
from roadmaps.pulse.queries import answered_with_account
from roadmaps.responsibilities.queries import people_of


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets a letter. Without `has_link` it opens nothing by itself."""

    email: str
    person: Person | None = None
    has_link: bool = True


def addressees_of(session: Session, asked: Iterable[PulseAsked], at: datetime) -> Mapping[UUID, list[Addressee]]:
    """Where letters to each of them go, by its id. Two queries, however many there are."""
    wanted = list(asked)
    answered = answered_with_account(session, [one.id for one in wanted])
    ids = {one.organisation_id for one in wanted if one.organisation_id}
    people = people_of(session, ids, day_of(at)) if ids else {}
    found = {}
    for one in wanted:
        those = people.get(one.organisation_id, ()) if one.organisation_id else ()
        found[one.id] = _of(one, those, has_link=not those and one.id not in answered)
    return found


def tell(session: Session, asked: Sequence[PulseAsked], occasion: Occasion, *, at: datetime) -> int:
    """Write to each of them, each letter with a link of its own if it has one; return how many letters there were."""
    letters, pulse_of = 0, {one.id: one.pulse_id for one in asked}
    for asked_id, addressees in addressees_of(session, asked, at).items():
        for one in addressees:
            token, person_id = new_token() if one.has_link else "", one.person.id if one.person else None
            if token:
                secret = hash_of(token)
                session.add(
                    PulseLink(id=new_id(), asked_id=asked_id, person_id=person_id, token_hash=secret, made_at=at)
                )
            record(session, AskedTold(occasion, pulse_of[asked_id], asked_id, person_id, one.email, token, at))
            letters += 1
    session.flush()
    return letters


def _of(asked: PulseAsked, people: Sequence[Person], *, has_link: bool) -> list[Addressee]:
    found = {one.email: Addressee(one.email, one) for one in people}
    if asked.email and asked.email not in found:
        found[asked.email] = Addressee(asked.email, has_link=has_link)
    return list(found.values())
