"""What has been said in threads and suggested for roadmaps: never what was hidden, withdrawn or not yet sent."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.policy import may_see_names
from roadmaps.discussion.mentions import unnamed
from roadmaps.discussion.models import Comment, Thread, ThreadTurn, Turn
from roadmaps.discussion.queries import titles_of
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.suggestions.models import (
    NOT_FOR_ALL,
    Stance,
    Suggestion,
    SuggestionStance,
    SuggestionTurn,
    TurnSort,
)

EXCERPT = 240


def talk(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """New threads, answers, and what came of threads.

    The thread of a suggestion begins and ends with the suggestion, which is told by itself.
    """
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
        .where(Thread.roadmap_id.in_(roadmaps), Thread.is_kept_apart.is_(False))
        .where(ThreadTurn.at > span.since, ThreadTurn.at <= span.upto)
        .order_by(ThreadTurn.at.desc())
        .limit(span.most)
    ).unique()
    said = [one for one in comments if not (one.thread.is_kept_apart and _is_opening(one))]
    turned = turns.all()
    apart = _suggestions_of(session, [one.thread for one in said if one.thread.is_kept_apart])
    blocks = {one.thread.block_id for one in said} | {thread.block_id for _, thread in turned}
    titles = {block_id: one.title for block_id, one in titles_of(session, [one for one in blocks if one]).items()}
    for one in said:
        body = one.body if may_see_names(viewer) else unnamed(one.body, one.html)
        yield _said(one, body, _name(titles, one.thread), apart.get(one.thread_id))
    yield from (_turned(turn, thread, _name(titles, thread)) for turn, thread in turned)


def suggestions(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What has been suggested, and what was decided about it."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    rows = session.execute(
        select(SuggestionTurn, Suggestion)
        .join(Suggestion, Suggestion.id == SuggestionTurn.suggestion_id)
        .where(Suggestion.roadmap_id.in_(roadmaps), Suggestion.state.not_in(NOT_FOR_ALL))
        .where(SuggestionTurn.at > span.since, SuggestionTurn.at <= span.upto, SuggestionTurn.turn.in_(_SUGGESTED))
        .order_by(SuggestionTurn.at.desc())
        .limit(span.most)
    ).unique()
    found = rows.all()
    names = _names_of(session, [one for _, one in found])
    marked = {} if may_see_names(viewer) else _marked_in(session, [one for _, one in found])
    for turn, suggestion in found:
        words = suggestion.motive if turn.turn is TurnSort.SENT else turn.words
        yield Happening(
            key=f"suggestion/{turn.id}",
            sort=HappeningSort.SUGGESTION,
            at=turn.at,
            roadmap=suggestion.roadmap,
            person_id=turn.person_id,
            organisation_id=turn.organisation_id,
            sentence=_about(_SUGGESTED[turn.turn], names[suggestion.id]),
            path=f"/suggestions/{suggestion.id}",
            excerpt=excerpt(unnamed(words, marked.get(suggestion.thread_id, "")), EXCERPT),
            blocks=frozenset(change.block_id for change in suggestion.changes),
            organisations=_only(turn.organisation_id) | _only(suggestion.organisation_id),
            thread_id=suggestion.thread_id,
        )


def stances(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What organisations have said to suggestions, as it stands."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    rows = session.execute(
        select(SuggestionStance, Suggestion)
        .join(Suggestion, Suggestion.id == SuggestionStance.suggestion_id)
        .where(Suggestion.roadmap_id.in_(roadmaps), Suggestion.state.not_in(NOT_FOR_ALL))
        .where(SuggestionStance.said_at > span.since, SuggestionStance.said_at <= span.upto)
        .order_by(SuggestionStance.said_at.desc())
        .limit(span.most)
    ).unique()
    found = rows.all()
    names = _names_of(session, [one for _, one in found])
    for stance, suggestion in found:
        yield Happening(
            key=f"stance/{stance.id}",
            sort=HappeningSort.SUGGESTION,
            at=stance.said_at,
            roadmap=suggestion.roadmap,
            person_id=stance.person_id,
            organisation_id=stance.organisation_id,
            sentence=_about(_SAID_TO_IT[stance.stance], names[suggestion.id]),
            path=f"/suggestions/{suggestion.id}",
            excerpt=excerpt(stance.words, EXCERPT),
            blocks=frozenset(change.block_id for change in suggestion.changes),
            organisations=_only(stance.organisation_id) | _only(suggestion.organisation_id),
            thread_id=suggestion.thread_id,
        )


def _names_of(session: Session, suggested: Iterable[Suggestion]) -> dict[UUID, str]:
    """What each suggestion is about: the first block that it wants something of, or what a new one is to be called."""
    firsts = {one.id: one.changes[0] for one in suggested if one.changes}
    titles = titles_of(session, [change.block_id for change in firsts.values()])
    names: dict[UUID, str] = defaultdict(str)
    for one, change in firsts.items():
        known = titles.get(change.block_id)
        names[one] = known.title if known else str(change.content.get("title", ""))
    return names


def _marked_in(session: Session, suggested: Iterable[Suggestion]) -> dict[UUID | None, str]:
    """By thread, what has been said in it with the names in it marked; a thread begins with the motive."""
    ids = {one.thread_id for one in suggested if one.thread_id}
    marked: dict[UUID | None, str] = defaultdict(str)
    for comment in session.scalars(select(Comment).where(Comment.thread_id.in_(ids))).unique() if ids else ():
        marked[comment.thread_id] += comment.html
    return marked


def _about(told: Sentence, name: str) -> Sentence:
    return say("%(kind)s: “%(title)s”", kind=told, title=name) if name else told


_SAID_TO_IT = {
    Stance.SUPPORTS: say("An organisation supports a suggestion"),
    Stance.HOLDS_BACK: say("An organisation holds back from a suggestion"),
}
_SUGGESTED = {
    TurnSort.SENT: say("A change was suggested"),
    TurnSort.ACCEPTED: say("A suggestion was accepted"),
    TurnSort.PARTLY_ACCEPTED: say("A suggestion was accepted in part"),
    TurnSort.DECLINED: say("A suggestion was declined"),
    TurnSort.WITHDRAWN: say("A suggestion was withdrawn"),
    TurnSort.MERGED: say("A suggestion was joined with another that says the same"),
    TurnSort.TAKEN_BACK: say("A decision about a suggestion was taken back"),
}


def _name(titles: dict[UUID, str], thread: Thread) -> str:
    return titles.get(thread.block_id, "") if thread.block_id else ""


def _suggestions_of(session: Session, threads: Iterable[Thread]) -> dict[UUID, UUID]:
    """By thread, the suggestion that it is about."""
    ids = {one.id for one in threads}
    found = session.scalars(select(Suggestion).where(Suggestion.thread_id.in_(ids))) if ids else ()
    return {one.thread_id: one.id for one in found if one.thread_id}


def _is_opening(comment: Comment) -> bool:
    return comment.written_at == comment.thread.opened_at and comment.person_id == comment.thread.opened_by_id


def _said(comment: Comment, body: str, about: str, suggestion_id: UUID | None) -> Happening:
    thread = comment.thread
    sentence = _opened(about) if _is_opening(comment) else _answered(about)
    return Happening(
        key=f"comment/{comment.id}",
        sort=HappeningSort.TALK,
        at=comment.written_at,
        roadmap=thread.roadmap,
        person_id=comment.person_id,
        organisation_id=comment.organisation_id,
        sentence=_about(say("A comment on a suggestion"), about) if suggestion_id else sentence,
        path=f"/suggestions/{suggestion_id}" if suggestion_id else f"/comments/{comment.id}",
        excerpt=excerpt(body, EXCERPT),
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
