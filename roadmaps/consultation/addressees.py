"""Where letters to a consultee go: to its people here, and to the address that was given for it.

Who has typed that address may have typed any. So it gets a link that opens the answer only where nobody has an account to
answer with; otherwise its letters tell what the others' tell, and lead to signing in (decision 33).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import Consultee, ConsulteeLink
from roadmaps.consultation.queries import written_with_account
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.responsibilities.queries import people_of


@dataclass(frozen=True)
class Addressee:
    """One of them. Without `has_link` the letter opens nothing by itself."""

    email: str
    person: Person | None = None
    has_link: bool = True


def addressees_of(session: Session, consultees: Iterable[Consultee], at: datetime) -> Mapping[UUID, list[Addressee]]:
    """Where letters to each of them go, by its id. Three queries, however many there are."""
    wanted = list(consultees)
    written = written_with_account(session, [one.id for one in wanted])
    ids = {one.organisation_id for one in wanted if one.organisation_id}
    people = people_of(session, ids, day_of(at)) if ids else {}
    found = {}
    for one in wanted:
        those = people.get(one.organisation_id, ()) if one.organisation_id else ()
        found[one.id] = _of(one, those, has_link=not those and one.id not in written)
    return found


def tell(
    session: Session,
    consultees: Sequence[Consultee],
    occasion: Occasion,
    *,
    at: datetime,
    words: str = "",
    number: int | None = None,
) -> int:
    """Write to each of them, each letter with a link of its own if it has one; return how many letters there were."""
    letters, consultation_of = 0, {one.id: one.consultation_id for one in consultees}
    for consultee_id, addressees in addressees_of(session, consultees, at).items():
        for one in addressees:
            token, person_id = new_token() if one.has_link else "", one.person.id if one.person else None
            if token:
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


def _of(consultee: Consultee, people: Sequence[Person], *, has_link: bool) -> list[Addressee]:
    found = {one.email: Addressee(one.email, one) for one in people}
    if consultee.email and consultee.email not in found:
        found[consultee.email] = Addressee(consultee.email, has_link=has_link)
    return list(found.values())
