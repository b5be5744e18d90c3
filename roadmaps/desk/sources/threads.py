"""Open threads in which it is the leaders' turn: somebody else spoke last, or nobody has spoken for long."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.discussion.conversations import Conversation, converse
from roadmaps.discussion.models import Comment, Thread, ThreadTurn, Turn
from roadmaps.discussion.queries import is_open
from roadmaps.foundation.sentences import N_, Sentence, say

NAME = "threads"
# A thread that a leader has answered waits for others; when they are silent for so long it is time to end it.
RESTS_FOR = timedelta(days=30)


def points(ground: Ground) -> Iterable[Point]:
    """Each since the first thing said that no leader has answered; or, answered, since it began to rest for too long."""
    own = Thread.roadmap_id.in_(ground.area_of), Thread.is_kept_apart.is_(False), is_open()
    threads = ground.session.execute(select(Thread.id, Thread.roadmap_id, Thread.opened_at).where(*own)).all()
    said = ground.session.execute(
        select(Comment.thread_id, Comment.person_id, Comment.written_at)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(*own, Comment.withdrawn_at.is_(None), Comment.hidden_at.is_(None))
        .order_by(Comment.written_at, Comment.id)
    )
    spoken: dict[UUID, list[tuple[UUID, datetime]]] = {}
    for thread_id, person_id, written_at in said:
        spoken.setdefault(thread_id, []).append((person_id, written_at))
    reopened = _reopened(ground, [thread_id for thread_id, _, _ in threads])
    for thread_id, roadmap_id, opened_at in threads:
        area_id = ground.area_of[roadmap_id]
        answered = _unanswered_since(spoken.get(thread_id, []), ground.leaders.get(area_id, set()))
        last = max([opened_at, *(moment for _, moment in spoken.get(thread_id, []))])
        turned = reopened.get(thread_id)
        if turned is not None and turned >= last:
            yield Point(NAME, thread_id, area_id, turned)
        elif answered is not None:
            yield Point(NAME, thread_id, area_id, answered)
        elif last <= ground.at - RESTS_FOR:
            yield Point(NAME, thread_id, area_id, last)


def tell(ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """What each is about, who spoke last, and what they said."""
    ids = [point.key for point in waiting]
    threads = ground.session.scalars(select(Thread).where(Thread.id.in_(ids))).unique().all()
    found = {one.thread.id: one for one in converse(ground.session, threads, actor=ground.actor)}
    since = {point.key: point.since for point in waiting}
    return {key: _told(one, since[key], ground.at) for key, one in found.items()}


def _told(conversation: Conversation, since: datetime, at: datetime) -> Told:
    title = conversation.block.title if conversation.block else say("The roadmap as a whole")
    last = conversation.said[-1]
    who = ", ".join(filter(None, (last.voice.name, last.voice.organisation)))
    return Told(title, _words(conversation, since, at), who, last.excerpt)


def _words(conversation: Conversation, since: datetime, at: datetime) -> Sentence:
    if any(turn.at == since for turn in conversation.told):
        return say("Opened again, and waits for an answer.")
    if conversation.last_at == since and since <= at - RESTS_FOR and conversation.replies:
        return say("Nobody has said anything for a long time. Go on with it, or bring it to an end.")
    if conversation.replies:
        return say("Waits for the next word.")
    return say("Waits for a first answer.")


def _unanswered_since(said: list[tuple[UUID, datetime]], leaders: set[UUID]) -> datetime | None:
    """When the first of the last words by others was said; None when a leader spoke last."""
    since = None
    for person_id, moment in said:
        if person_id in leaders:
            since = None
        elif since is None:
            since = moment
    return since


def _reopened(ground: Ground, thread_ids: list[UUID]) -> Mapping[UUID, datetime]:
    rows = ground.session.execute(
        select(ThreadTurn.thread_id, func.max(ThreadTurn.at))
        .where(ThreadTurn.thread_id.in_(thread_ids), ThreadTurn.turn == Turn.REOPENED)
        .group_by(ThreadTurn.thread_id)
    )
    return dict(iter(rows))


SOURCE = Source(NAME, N_("Threads"), points, tell)
