"""The letters about calls for funding: that one fits an activity, and that one closes soon."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.queries import members_of
from roadmaps.areas.actors import load_actors
from roadmaps.calls.events import CallClosing, CallTold, FittingActivity
from roadmaps.calls.models import Call
from roadmaps.following.models import Follow, SubjectSort
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants
from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read

OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class CallLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(CallTold, self.tell)
        listeners.in_transaction(CallClosing, self.remind)

    def tell(self, session: Session, fact: CallTold) -> None:
        """One letter a person, with those of the activities that concern them and that they may read."""
        call = session.get_one(Call, fact.call_id)
        concerned = _concerned(session, fact)
        actors = load_actors(session, list(concerned), on=day_of(fact.at))
        roadmaps = _roadmaps(session, [one.activity_id for one in fact.activities])
        for person_id, actor in actors.items():
            own = [one for one in concerned[person_id] if may_read(actor, roadmaps[one.activity_id])]
            if own and person_id != fact.person_id:
                told = [{"title": one.title, "area": one.area, "path": f"/blocks/{one.activity_id}"} for one in own]
                self._put(session, "calls/fits", person_id, call, fact.at, activities=told)

    def remind(self, session: Session, fact: CallClosing) -> None:
        """That there is not much time left, to whoever said what an organisation wants."""
        organisation = session.get_one(Organisation, fact.organisation_id).name
        self._put(
            session,
            "calls/closing",
            fact.person_id,
            session.get_one(Call, fact.call_id),
            fact.at,
            organisation=organisation,
        )

    def _put(self, session: Session, kind: str, person_id: UUID, call: Call, at: datetime, **facts: object) -> None:
        if not wants(session, person_id, MailKind.ASSIGNMENTS):
            return
        person = session.get_one(Person, person_id)
        told = {"title": call.title, "name": call.name, "closes_on": call.closes_on, "path": f"/calls/{call.id}"}
        self.outbox.put(
            session,
            kind,
            Receiver(person.email, person.language, person.name, person.id),
            at=at,
            expires_at=at + OF_USE,
            stops=MailKind.ASSIGNMENTS,
            facts={"call": told, **facts},
        )


def _concerned(session: Session, fact: CallTold) -> dict[UUID, list[FittingActivity]]:
    """Who acts for an organisation that leads an activity or takes part in it, and who follows it."""
    day = day_of(fact.at)
    found: dict[UUID, list[FittingActivity]] = defaultdict(list)
    followers = _followers(session, [one.activity_id for one in fact.activities])
    for activity in fact.activities:
        members = [
            member.person_id
            for organisation_id in activity.organisation_ids
            for member in session.scalars(members_of(organisation_id, day))
        ]
        for person_id in dict.fromkeys([*members, *followers[activity.activity_id]]):
            found[person_id].append(activity)
    return found


def _followers(session: Session, block_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    rows = session.execute(
        select(Follow.subject_id, Follow.person_id)
        .where(Follow.sort == SubjectSort.BLOCK, Follow.subject_id.in_(list(block_ids)), Follow.left_at.is_(None))
        .order_by(Follow.made_at, Follow.id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for subject_id, person_id in rows:
        found[subject_id].append(person_id)
    return found


def _roadmaps(session: Session, block_ids: Iterable[UUID]) -> dict[UUID, Roadmap]:
    rows = session.execute(
        select(Block.id, Roadmap)
        .join(Roadmap, Roadmap.history_id == Block.history_id)
        .where(Block.id.in_(list(block_ids)))
    )
    return dict(rows.all())
