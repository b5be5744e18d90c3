"""What has been said in threads and suggested for roadmaps: never what was hidden, withdrawn or not yet sent."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.models import Comment, Thread, ThreadTurn, Turn
from roadmaps.discussion.queries import titles_of
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.suggestions.models import Suggestion, SuggestionState, SuggestionTurn, TurnSort

EXCERPT = 240


def talk(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """New threads, answers, and what came of threads."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    comments = session.scalars(
        select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.roadmap_id.in_(roadmaps), Comment.written_at > span.since, Comment.written_at <= span.upto)
        .where(Comment.hidden_at.is_(None), Comment.withdrawn_at.is_(None))
        .order_by(Comment.written_at.desc())
        .limit(span.most)
    ).unique()
    turns = session.execute(
        select(ThreadTurn, Thread)
        .join(Thread, Thread.id == ThreadTurn.thread_id)
        .where(Thread.roadmap_id.in_(roadmaps), ThreadTurn.at > span.since, ThreadTurn.at <= span.upto)
        .order_by(ThreadTurn.at.desc())
        .limit(span.most)
    ).unique()
    said, turned = comments.all(), turns.all()
    blocks = {one.thread.block_id for one in said} | {thread.block_id for _, thread in turned}
    titles = {block_id: one.title for block_id, one in titles_of(session, [one for one in blocks if one]).items()}
    yield from (_said(comment, _name(titles, comment.thread)) for comment in said)
    yield from (_turned(turn, thread, _name(titles, thread)) for turn, thread in turned)


def suggestions(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What has been suggested, and what was decided about it."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    rows = session.execute(
        select(SuggestionTurn, Suggestion)
        .join(Suggestion, Suggestion.id == SuggestionTurn.suggestion_id)
        .where(Suggestion.roadmap_id.in_(roadmaps), Suggestion.state != SuggestionState.DRAFT)
        .where(SuggestionTurn.at > span.since, SuggestionTurn.at <= span.upto, SuggestionTurn.turn.in_(_SUGGESTED))
        .order_by(SuggestionTurn.at.desc())
        .limit(span.most)
    ).unique()
    for turn, suggestion in rows:
        yield Happening(
            key=f"suggestion/{turn.id}",
            sort=HappeningSort.SUGGESTION,
            at=turn.at,
            roadmap=suggestion.roadmap,
            person_id=turn.person_id,
            organisation_id=turn.organisation_id,
            sentence=_SUGGESTED[turn.turn],
            path=f"/suggestions/{suggestion.id}",
            excerpt=excerpt(suggestion.motive if turn.turn is TurnSort.SENT else turn.words, EXCERPT),
            blocks=frozenset(change.block_id for change in suggestion.changes),
            organisations=_only(turn.organisation_id) | _only(suggestion.organisation_id),
            thread_id=suggestion.thread_id,
        )


_SUGGESTED = {
    TurnSort.SENT: say("A change was suggested"),
    TurnSort.ACCEPTED: say("A suggestion was accepted"),
    TurnSort.PARTLY_ACCEPTED: say("A suggestion was accepted in part"),
    TurnSort.DECLINED: say("A suggestion was declined"),
    TurnSort.WITHDRAWN: say("A suggestion was withdrawn"),
}


def _name(titles: dict[UUID, str], thread: Thread) -> str:
    return titles.get(thread.block_id, "") if thread.block_id else ""


def _said(comment: Comment, about: str) -> Happening:
    thread = comment.thread
    is_opening = comment.written_at == thread.opened_at and comment.person_id == thread.opened_by_id
    return Happening(
        key=f"comment/{comment.id}",
        sort=HappeningSort.TALK,
        at=comment.written_at,
        roadmap=thread.roadmap,
        person_id=comment.person_id,
        organisation_id=comment.organisation_id,
        sentence=_opened(about) if is_opening else _answered(about),
        path=f"/comments/{comment.id}",
        excerpt=excerpt(comment.body, EXCERPT),
        blocks=_only(thread.block_id),
        organisations=_only(comment.organisation_id),
        thread_id=thread.id,
    )


def _turned(turn: ThreadTurn, thread: Thread, about: str) -> Happening:
    return Happening(
        key=f"thread-turn/{turn.id}",
        sort=HappeningSort.TALK,
        at=turn.at,
        roadmap=thread.roadmap,
        person_id=turn.person_id,
        organisation_id=turn.organisation_id,
        sentence=_resolved(about, turn) if turn.turn is Turn.RESOLVED else _reopened(about),
        path=f"/threads/{thread.id}",
        excerpt=excerpt(turn.text, EXCERPT),
        blocks=_only(thread.block_id),
        organisations=_only(turn.organisation_id),
        thread_id=thread.id,
    )


def _opened(about: str) -> Sentence:
    return say("A new thread about “%(about)s”", about=about) if about else say("A new thread about the whole roadmap")


def _answered(about: str) -> Sentence:
    if about:
        return say("An answer in a thread about “%(about)s”", about=about)
    return say("An answer in a thread about the whole roadmap")


def _resolved(about: str, turn: ThreadTurn) -> Sentence:
    outcome = Sentence(turn.outcome.label) if turn.outcome else ""
    if about:
        return say("A thread about “%(about)s” was resolved: %(outcome)s", about=about, outcome=outcome)
    return say("A thread about the whole roadmap was resolved: %(outcome)s", outcome=outcome)


def _reopened(about: str) -> Sentence:
    if about:
        return say("A thread about “%(about)s” was reopened", about=about)
    return say("A thread about the whole roadmap was reopened")


def _only(one: UUID | None) -> frozenset[UUID]:
    return frozenset((one,)) if one else frozenset()
