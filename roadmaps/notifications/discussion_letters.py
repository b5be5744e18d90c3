"""Who is told what of the discussion: an answer in one's thread, what came of it, and that one's comment was hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.actors import load_actor
from roadmaps.discussion.events import CommentHidden, CommentWithdrawn, ThreadAnswered, ThreadResolved
from roadmaps.discussion.models import Comment, Outcome, Thread
from roadmaps.discussion.policy import may_read_thread
from roadmaps.following.models import SubjectSort
from roadmaps.following.queries import has_left
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence
from roadmaps.notifications.models import MailChoice, MailKind, OutgoingMail
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.roadmap.queries import block_title
from roadmaps.suggestions.models import Suggestion

# After that the news is old, and the page tells it better.
USEFUL_FOR = timedelta(days=7)
EXCERPT_CHARACTERS = 600
ANSWER, MENTION = "discussion/answer", "discussion/mention"
TAKEN_BACK = "hidden or withdrawn before it was sent"


@dataclass(frozen=True)
class DiscussionLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(ThreadAnswered, self.tell_of_answer)
        listeners.in_transaction(ThreadResolved, self.tell_of_resolution)
        listeners.in_transaction(CommentHidden, self.tell_of_hiding)
        listeners.in_transaction(CommentWithdrawn, self.keep_back_withdrawn)

    def tell_of_answer(self, session: Session, fact: ThreadAnswered) -> None:
        """Everyone who has written in the thread before, except the one who answers and those who have left it."""
        comment = session.get_one(Comment, fact.comment_id)
        written = session.scalars(select(Comment.person_id).where(Comment.thread_id == fact.thread_id).distinct())
        told_anyway = {fact.person_id, *_asked_about_own(session, fact), *_told_of_mention(session, comment)}
        for receiver in _readers(session, comment.thread, set(written) - told_anyway, at=fact):
            self.outbox.put(
                session,
                ANSWER,
                receiver,
                at=fact.at,
                expires_at=fact.at + USEFUL_FOR,
                facts={
                    "who": voice(session, comment.person_id, comment.organisation_id),
                    "about": about(session, comment.thread),
                    "excerpt": excerpt(comment.body, EXCERPT_CHARACTERS),
                    "path": f"/comments/{comment.id}",
                },
                thread_id=fact.thread_id,
                stops=MailKind.ANSWERS,
            )

    def tell_of_resolution(self, session: Session, fact: ThreadResolved) -> None:
        """The one who opened the thread, unless it is the one who resolves it.

        What came of a suggestion is told in a letter about the suggestion.
        """
        thread = session.get_one(Thread, fact.thread_id)
        if thread.is_kept_apart:
            return
        for receiver in _readers(session, thread, {thread.opened_by_id} - {fact.person_id}, at=fact):
            self.outbox.put(
                session,
                "discussion/resolved",
                receiver,
                at=fact.at,
                expires_at=fact.at + USEFUL_FOR,
                facts={
                    "who": voice(session, fact.person_id, None),
                    "about": about(session, thread),
                    "outcome": Sentence(Outcome(fact.outcome).label),
                    "text": fact.text,
                    "path": f"/threads/{thread.id}",
                },
                thread_id=fact.thread_id,
                stops=MailKind.ANSWERS,
            )

    def tell_of_hiding(self, session: Session, fact: CommentHidden) -> None:
        """The author, whatever the author has chosen: this concerns nobody more."""
        _keep_back(session, fact)
        comment = session.get_one(Comment, fact.comment_id)
        author = session.get_one(Person, comment.person_id)
        if not author.is_active or author.id == fact.person_id:
            return
        self.outbox.put(
            session,
            "discussion/hidden",
            Receiver(author.email, author.language, author.name, author.id),
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            facts={
                "about": about(session, comment.thread),
                "reason": fact.reason,
                "path": f"/threads/{fact.thread_id}",
                "appeal_path": f"/comments/{fact.comment_id}/appeal",
            },
            thread_id=fact.thread_id,
        )

    def keep_back_withdrawn(self, session: Session, fact: CommentWithdrawn) -> None:
        """What has been taken back is not sent out any more either."""
        _keep_back(session, fact)


def _keep_back(session: Session, fact: CommentHidden | CommentWithdrawn) -> None:
    """Empty the letters that quote the comment, and do not send those that still wait."""
    quoting = OutgoingMail.kind.in_((ANSWER, MENTION)), OutgoingMail.text.contains(f"/comments/{fact.comment_id}")
    unsent = OutgoingMail.sent_at.is_(None), OutgoingMail.given_up_at.is_(None)
    session.execute(update(OutgoingMail).where(*quoting, *unsent).values(given_up_at=fact.at, last_error=TAKEN_BACK))
    session.execute(update(OutgoingMail).where(*quoting).values(text="", html=""))


def _asked_about_own(session: Session, fact: ThreadAnswered) -> Iterable[UUID]:
    """Who made the suggestion that this is a question about; the question has a letter of its own."""
    asked = Suggestion.thread_id == fact.thread_id, Suggestion.asked_at == fact.at
    return session.scalars(select(Suggestion.person_id).where(*asked))


def _told_of_mention(session: Session, comment: Comment) -> Iterable[UUID]:
    """Who has got a letter about this very comment already, as it calls them by name."""
    letters = OutgoingMail.kind == MENTION, OutgoingMail.text.contains(f"/comments/{comment.id}")
    return [one for one in session.scalars(select(OutgoingMail.person_id).where(*letters)) if one]


def _readers(
    session: Session, thread: Thread, person_ids: Iterable[UUID], *, at: ThreadAnswered | ThreadResolved
) -> Iterable[Receiver]:
    """Those of the people who can still read the thread, have not left it, and want to be told."""
    unwilling = set(
        session.scalars(
            select(MailChoice.person_id).where(
                MailChoice.person_id.in_(list(person_ids)), MailChoice.wants_answers.is_(False)
            )
        )
    )
    left = set(session.scalars(has_left(SubjectSort.THREAD, thread.id)))
    for person_id in sorted(set(person_ids) - unwilling - left):
        reader = load_actor(session, person_id, on=day_of(at.at))
        if reader is not None and may_read_thread(reader, thread):
            person = session.get_one(Person, person_id)
            yield Receiver(person.email, person.language, person.name, person.id)


def voice(session: Session, person_id: UUID, organisation_id: UUID | None) -> str:
    """Who speaks, and for whom."""
    name = session.get_one(Person, person_id).name
    organisation = session.get(Organisation, organisation_id) if organisation_id else None
    return f"{name} ({organisation.name})" if organisation else name


def about(session: Session, thread: Thread) -> str:
    """What a thread is about: the block, or the area."""
    return block_title(session, thread.roadmap, thread.block_id) or thread.roadmap.area.name
