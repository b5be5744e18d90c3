"""The letter to those who are called by name in a comment: themselves, or an organisation that they act for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.queries import members_of
from roadmaps.areas.actors import load_actor
from roadmaps.discussion.events import Mentioned
from roadmaps.discussion.models import Comment, Thread
from roadmaps.discussion.policy import may_read_thread
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.prose import excerpt
from roadmaps.notifications.discussion_letters import EXCERPT_CHARACTERS, MENTION, USEFUL_FOR, about, voice
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants


@dataclass(frozen=True)
class MentionLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(Mentioned, self.tell_of_mention)

    def tell_of_mention(self, session: Session, fact: Mentioned) -> None:
        """One letter to each, whether called by name or through several organisations."""
        comment = session.get_one(Comment, fact.comment_id)
        called = called_by(session, fact.mentioned_people, fact.mentioned_organisations, at=fact.at)
        for person_id, organisation in sorted(called.items()):
            if person_id != fact.person_id and is_told(session, comment.thread, person_id, at=fact.at):
                self._put(session, fact, comment, session.get_one(Person, person_id), organisation)

    def _put(self, session: Session, fact: Mentioned, comment: Comment, person: Person, organisation: str) -> None:
        self.outbox.put(
            session,
            MENTION,
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            facts={
                "who": voice(session, comment.person_id, comment.organisation_id),
                "about": about(session, comment.thread),
                "organisation": organisation,
                "excerpt": excerpt(comment.body, EXCERPT_CHARACTERS),
                "path": f"/comments/{comment.id}",
            },
            thread_id=fact.thread_id,
            stops=MailKind.MENTIONS,
        )


def called_by(
    session: Session, people: Iterable[UUID], organisations: Iterable[UUID], *, at: datetime
) -> dict[UUID, str]:
    """Who is called, each with the organisation through which; empty for who is called by name."""
    called: dict[UUID, str] = {}
    for organisation_id in organisations:
        name = session.get_one(Organisation, organisation_id).name
        for member in session.scalars(members_of(organisation_id, day_of(at))):
            called.setdefault(member.person_id, name)
    return {**called, **dict.fromkeys(people, "")}


def is_told(session: Session, thread: Thread, person_id: UUID, *, at: datetime) -> bool:
    """Whether the person may read the thread today, and wants to be told."""
    reader = load_actor(session, person_id, on=day_of(at))
    return reader is not None and may_read_thread(reader, thread) and wants(session, person_id, MailKind.MENTIONS)
