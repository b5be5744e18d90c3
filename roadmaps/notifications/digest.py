"""The letter with all that has happened to what a person follows: once a week, every morning, or never.

The letter, and the note of how far it reached, are written in one unit of work: what happened is told once. What is
gathered ends a little before now, as what is being written at this moment may carry an earlier time than its commit.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.actors import load_actor
from roadmaps.following.happenings import Happening
from roadmaps.following.news import by_roadmap, happened_to_followed
from roadmaps.foundation.clock import day_of
from roadmaps.notifications.models import DigestMark, MailChoice, MailKind, OutgoingMail, Rhythm
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import choice_of
from roadmaps.notifications.rhythms import latest_morning

log = logging.getLogger(__name__)

DIGEST = "following/digest"
SETTLED = timedelta(minutes=2)
# So many people in one unit of work; the others are seen to in the next round.
MOST_PEOPLE = 25
MOST_OF_A_ROADMAP = 30
USEFUL_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Digests:
    """Writes the letters to the outbox."""

    outbox: Outbox

    def write_due(self, session: Session, at: datetime) -> None:
        """Write to those whose time has come. Where one letter cannot be written, the others are."""
        for person in session.scalars(_due(at)).all():
            try:
                with session.begin_nested():
                    self.write(session, person, at=at)
            except Exception:
                log.exception("the letter to %s could not be written", person.id)

    def write(self, session: Session, person: Person, *, at: datetime) -> OutgoingMail | None:
        """Tell one person what has happened since the last time; no letter where nothing has."""
        rhythm = choice_of(session, person.id).digest
        mark = session.get(DigestMark, person.id, with_for_update=True)
        if mark is None:
            # The first letter comes with the next morning, and reaches back to the latest one.
            begun = max(person.created_at, latest_morning(rhythm, at))
            session.add(DigestMark(person_id=person.id, upto=begun, done_at=at))
            session.flush()
            return None
        since, upto = mark.upto, max(mark.upto, at - SETTLED)
        viewer = load_actor(session, person.id, on=day_of(at))
        found = happened_to_followed(session, since=since, upto=upto, viewer=viewer) if viewer else []
        mail = self._put(session, person, viewer, found, since, at) if found and viewer else None
        mark.since, mark.upto, mark.done_at = since, upto, at
        mark.mail_id = mail.id if mail else None
        session.flush()
        return mail

    def _put(
        self, session: Session, person: Person, viewer: Actor, found: Sequence[Happening], since: datetime, at: datetime
    ) -> OutgoingMail | None:
        return self.outbox.put(
            session,
            DIGEST,
            Receiver(person.email, person.language, person.name, person.id),
            at=at,
            expires_at=at + USEFUL_FOR,
            stops=MailKind.DIGEST,
            facts={
                "since": since,
                "count": len(found),
                "roadmaps": [
                    {
                        "name": roadmap.area.name_in(viewer.language),
                        "path": f"/areas/{roadmap.area.slug}/changes",
                        "happenings": happenings[:MOST_OF_A_ROADMAP],
                        "more": len(happenings[MOST_OF_A_ROADMAP:]),
                    }
                    for roadmap, happenings in by_roadmap(found)
                ],
            },
        )


def _due(at: datetime) -> Select[Person]:
    """Active people who want such a letter and have not been seen to since their latest morning."""
    rhythm = func.coalesce(MailChoice.digest, Rhythm.WEEKLY.value)
    waits = [
        and_(rhythm == one.value, or_(DigestMark.done_at.is_(None), DigestMark.done_at < latest_morning(one, at)))
        for one in (Rhythm.WEEKLY, Rhythm.DAILY)
    ]
    return (
        select(Person)
        .outerjoin(MailChoice, MailChoice.person_id == Person.id)
        .outerjoin(DigestMark, DigestMark.person_id == Person.id)
        .where(Person.deactivated_at.is_(None), or_(*waits))
        .order_by(Person.id)
        .limit(MOST_PEOPLE)
    )
