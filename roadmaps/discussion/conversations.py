"""Threads as one reader sees them: with names, titles and texts, each as far as it is for the reader.

A handful of queries, however many threads there are. What the reader may not see is not in what comes out of here, so
that no template can show it by mistake.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.discussion import policy
from roadmaps.discussion.mentions import unnamed, without_names
from roadmaps.discussion.models import Comment, Outcome, Thread, ThreadTurn, Turn
from roadmaps.discussion.queries import BlockTitle, comments_in, titles_of, turns_in
from roadmaps.foundation.prose import excerpt

EXCERPT = 160


@dataclass(frozen=True)
class Voice:
    """Who speaks, as far as the reader may know: the name is empty for the public, and either may be missing."""

    name: str
    organisation: str


@dataclass(frozen=True)
class Said:
    """One comment for one reader. `html` is None, and `excerpt` empty, where its text is not for the reader."""

    id: UUID
    thread_id: UUID
    voice: Voice
    written_at: datetime
    edited_at: datetime | None
    version: int
    html: str | None
    excerpt: str
    hide_reason: str
    is_hidden: bool
    is_withdrawn: bool
    may_edit: bool
    may_withdraw: bool
    may_hide: bool
    is_own: bool


@dataclass(frozen=True)
class Told:
    """That the thread was resolved or reopened."""

    voice: Voice
    turn: Turn
    outcome: Outcome | None
    text: str
    at: datetime


@dataclass(frozen=True)
class Conversation:
    """A thread for one reader; `block` is None for a thread about the roadmap as a whole."""

    thread: Thread
    block: BlockTitle | None
    voice: Voice
    said: Sequence[Said]
    told: Sequence[Told]
    may_reply: bool
    may_settle: bool

    @property
    def is_loose(self) -> bool:
        """Whether it is not beside any block of the document."""
        return self.block is None or self.block.is_removed

    @property
    def opening(self) -> Said:
        """The comment that it began with."""
        return self.said[0]

    @property
    def replies(self) -> Sequence[Said]:
        """All comments after the first."""
        return self.said[1:]

    @property
    def last_at(self) -> datetime:
        """When something last happened in it."""
        moments = [one.written_at for one in self.said] + [one.at for one in self.told]
        return max(moments)

    @property
    def course(self) -> Sequence[Said | Told]:
        """Everything after the first comment, in the order in which it happened."""
        return sorted([*self.replies, *self.told], key=lambda one: one.written_at if isinstance(one, Said) else one.at)

    @property
    def passage_now(self) -> str:
        """How the passage reads now, where it has been reworded; empty where it reads as it did."""
        return self.thread.quote if self.thread.is_marked and self.thread.quote != self.thread.passage else ""


def converse(session: Session, threads: Iterable[Thread], *, actor: Actor | None) -> list[Conversation]:
    """The threads as the reader may see them, in the order given. Which threads, is for the caller to have asked."""
    wanted = list(threads)
    ids = [thread.id for thread in wanted]
    comments: dict[UUID, list[Comment]] = defaultdict(list)
    for comment in session.scalars(comments_in(ids)):
        comments[comment.thread_id].append(comment)
    turns: dict[UUID, list[ThreadTurn]] = defaultdict(list)
    for turn in session.scalars(turns_in(ids)):
        turns[turn.thread_id].append(turn)
    voices = _Voices(session, actor, wanted, comments, turns)
    blocks = titles_of(session, [thread.block_id for thread in wanted if thread.block_id])
    return [
        Conversation(
            thread=thread,
            block=blocks[thread.block_id] if thread.block_id else None,
            voice=voices.of(thread.opened_by_id, thread.opened_for_id),
            said=[
                _said(comment, voices.of(comment.person_id, comment.organisation_id), actor)
                for comment in comments[thread.id]
            ],
            told=[
                Told(voices.of(turn.person_id, turn.organisation_id), turn.turn, turn.outcome, turn.text, turn.at)
                for turn in turns[thread.id]
            ],
            may_reply=policy.may_reply(actor, thread),
            may_settle=policy.may_settle(actor, thread),
        )
        for thread in wanted
    ]


class _Voices:
    """The names of everyone who speaks in some threads, read at once."""

    def __init__(
        self,
        session: Session,
        actor: Actor | None,
        threads: Sequence[Thread],
        comments: Mapping[UUID, Sequence[Comment]],
        turns: Mapping[UUID, Sequence[ThreadTurn]],
    ) -> None:
        spoken = [
            *((thread.opened_by_id, thread.opened_for_id) for thread in threads),
            *((comment.person_id, comment.organisation_id) for those in comments.values() for comment in those),
            *((turn.person_id, turn.organisation_id) for those in turns.values() for turn in those),
        ]
        self._persons = person_names(session, {person for person, _ in spoken}) if may_see_names(actor) else {}
        self._organisations = _organisation_names(session, {body for _, body in spoken if body})

    def of(self, person_id: UUID, organisation_id: UUID | None) -> Voice:
        """Who that is."""
        organisation = self._organisations.get(organisation_id, "") if organisation_id else ""
        return Voice(self._persons.get(person_id, ""), organisation)


def _said(comment: Comment, voice: Voice, actor: Actor | None) -> Said:
    may_read = policy.may_read_text(actor, comment)
    html, body = comment.html, comment.body
    if not may_see_names(actor):
        html, body = without_names(html), unnamed(body, html)
    return Said(
        id=comment.id,
        thread_id=comment.thread_id,
        voice=voice,
        written_at=comment.written_at,
        edited_at=comment.edited_at,
        version=comment.version,
        html=html if may_read else None,
        excerpt=excerpt(body, EXCERPT) if may_read else "",
        hide_reason=comment.hide_reason,
        is_hidden=comment.is_hidden,
        is_withdrawn=comment.is_withdrawn,
        may_edit=policy.may_edit_comment(actor, comment),
        may_withdraw=policy.may_withdraw_comment(actor, comment),
        may_hide=policy.may_hide_comment(actor, comment),
        is_own=actor is not None and actor.person_id == comment.person_id,
    )


def _organisation_names(session: Session, ids: set[UUID]) -> Mapping[UUID, str]:
    if not ids:
        return {}
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return dict(iter(rows))
