"""Who is written to for an organisation in a round, each with a link of their own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import counts_on
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.responsibilities.queries import people_of
from roadmaps.weighing.events import Occasion, WeigherTold
from roadmaps.weighing.models import Weigher, WeigherLink


def addressees_of(session: Session, weighers: Iterable[Weigher], on: date) -> Mapping[UUID, Sequence[Person]]:
    """The people of each organisation who have a role in the area, or all of them where nobody has; by weigher."""
    wanted = list(weighers)
    people = people_of(session, {one.organisation_id for one in wanted}, on) if wanted else {}
    areas = {one.round.roadmap.area_id for one in wanted}
    serving = set(session.scalars(select(RoleGrant.person_id).where(RoleGrant.area_id.in_(areas), counts_on(on))))
    told = {}
    for one in wanted:
        those = people.get(one.organisation_id, [])
        told[one.id] = [person for person in those if person.id in serving] or those
    return told


def tell(session: Session, weighers: Iterable[Weigher], occasion: Occasion, *, at: datetime, words: str = "") -> int:
    """Write to each of them; return how many letters there were."""
    wanted = {one.id: one for one in weighers}
    letters = 0
    for weigher_id, people in addressees_of(session, wanted.values(), day_of(at)).items():
        for person in people:
            token = new_token()
            session.add(
                WeigherLink(
                    id=new_id(), weigher_id=weigher_id, person_id=person.id, token_hash=hash_of(token), made_at=at
                )
            )
            record(session, WeigherTold(occasion, wanted[weigher_id].round_id, weigher_id, person.id, token, at, words))
            letters += 1
    session.flush()
    return letters
