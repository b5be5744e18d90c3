"""What was said beside the text: comments, what came of threads, and suggestions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from roadmaps.discussion.models import Comment, CommentVersion, Thread, ThreadTurn, Turn, WaitingComment
from roadmaps.foundation.sentences import N_
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Fact, Thing
from roadmaps.public_records.words import Sort
from roadmaps.revisions.states import current
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.suggestions.models import Suggestion, SuggestionStance, SuggestionState, SuggestionTurn, TurnSort

_TURNS = {
    TurnSort.SENT: N_("Sent"),
    TurnSort.MENDED: N_("Mended"),
    TurnSort.NEEDS_LOOK: N_("The text moved on"),
    TurnSort.ASKED: N_("More was asked for"),
    TurnSort.ACCEPTED: N_("Accepted"),
    TurnSort.PARTLY_ACCEPTED: N_("Accepted in part"),
    TurnSort.DECLINED: N_("Declined"),
    TurnSort.WITHDRAWN: N_("Withdrawn"),
    TurnSort.MERGED: N_("Joined with another"),
    TurnSort.TAKEN_BACK: N_("The decision was taken back"),
}
_ACTS = {
    "edit": N_("Change"),
    "add": N_("Add"),
    "remove": N_("Remove"),
    "move": N_("Move"),
}


def comments(period: Period) -> Iterator[Thing]:
    """Every comment with its earlier wordings; also what is hidden or withdrawn, with a word of caution."""
    asked = select(Comment).join(Comment.thread).where(Thread.roadmap_id == period.roadmap.id)
    found = period.session.scalars(asked.where(period.holds(Comment.written_at)).order_by(Comment.written_at)).all()
    earlier = _earlier_wordings(period, [one.id for one in found])
    for comment in found:
        thread = comment.thread
        yield Thing(
            key=f"comment:{comment.id}",
            sort=Sort.COMMENT,
            at=comment.written_at,
            title=_about(period, thread),
            by=period.person(comment.person_id),
            organisation=period.organisation(comment.organisation_id),
            facts=period.facts((N_("Why it was hidden"), comment.hide_reason)),
            texts=[(period.say(N_("What was said")), comment.body), *earlier[comment.id]],
            is_open=period.is_public
            and not (comment.is_hidden or comment.is_withdrawn or thread.is_kept_apart or earlier[comment.id]),
            caution=_caution(period, comment),
        )


def waiting_comments(period: Period) -> Iterator[Thing]:
    """What somebody new has written and nobody has released."""
    asked = select(WaitingComment).where(
        WaitingComment.roadmap_id == period.roadmap.id,
        WaitingComment.comment_id.is_(None),
        period.holds(WaitingComment.written_at),
    )
    for one in period.session.scalars(asked.order_by(WaitingComment.written_at)):
        yield Thing(
            key=f"waiting:{one.id}",
            sort=Sort.COMMENT,
            at=one.written_at,
            title=period.roadmap.area.name_in(period.words.language),
            by=period.person(one.person_id),
            organisation=period.organisation(one.organisation_id),
            facts=period.facts((N_("Why it was not released"), one.decline_reason)),
            texts=[(period.say(N_("What was said")), one.body)],
            caution=period.say(N_("Waits for a look") if one.is_waiting else N_("Not released")),
        )


def turns(period: Period) -> Iterator[Thing]:
    """Every time that a thread was resolved or opened again."""
    asked = (
        select(ThreadTurn, Thread)
        .join(Thread, Thread.id == ThreadTurn.thread_id)
        .where(Thread.roadmap_id == period.roadmap.id, period.holds(ThreadTurn.at))
    )
    for turn, thread in period.session.execute(asked.order_by(ThreadTurn.at)).unique():
        what = N_("Resolved") if turn.turn is Turn.RESOLVED else N_("Opened again")
        yield Thing(
            key=f"turn:{turn.id}",
            sort=Sort.TURN,
            at=turn.at,
            title=_about(period, thread),
            by=period.person(turn.person_id),
            organisation=period.organisation(turn.organisation_id),
            facts=period.facts(
                (N_("What happened"), period.say(what)),
                (N_("Outcome"), period.say(turn.outcome.label) if turn.outcome else ""),
            ),
            texts=[(period.say(N_("In words")), turn.text)] if turn.text else [],
            is_open=period.is_public and not thread.is_kept_apart,
        )


def suggestions(period: Period) -> Iterator[Thing]:
    """Every suggestion that was sent, with what it proposed, what others said, and what was decided."""
    asked = select(Suggestion).where(
        Suggestion.roadmap_id == period.roadmap.id,
        Suggestion.state != SuggestionState.DRAFT,
        period.holds(Suggestion.sent_at),
    )
    found = period.session.scalars(asked.order_by(Suggestion.sent_at)).unique().all()
    happened, stances = _turns_of(period, found), _stances_on(period, found)
    names = names_in(period.session, current(period.session, period.roadmap.history), viewer=None)
    for one in found:
        yield Thing(
            key=f"suggestion:{one.id}",
            sort=Sort.SUGGESTION,
            at=one.sent_at or one.begun_at,
            title=_titles(one, names),
            by=period.person(one.person_id),
            organisation=period.organisation(one.organisation_id),
            facts=period.facts(
                (N_("State"), period.say(one.state.label)),
                (N_("Why it was decided so"), one.reason),
                *((source.sort.label, f"{source.words} {source.address}".strip()) for source in one.sources),
            ),
            texts=[
                *period.facts((N_("Why"), one.motive)),
                *_proposed(period, one, names),
                *stances[one.id],
                *happened[one.id],
            ],
            is_open=period.is_public and one.state.is_for_all,
            caution="" if one.state.is_for_all else period.say(one.state.label),
        )


def _about(period: Period, thread: Thread) -> str:
    return thread.passage or period.roadmap.area.name_in(period.words.language)


def _caution(period: Period, comment: Comment) -> str:
    if comment.is_hidden:
        return period.say(N_("Hidden from readers"))
    return period.say(N_("Withdrawn by its author")) if comment.is_withdrawn else ""


def _earlier_wordings(period: Period, ids: list[UUID]) -> Mapping[UUID, list[Fact]]:
    found: dict[UUID, list[Fact]] = defaultdict(list)
    asked = select(CommentVersion).where(CommentVersion.comment_id.in_(ids)).order_by(CommentVersion.version)
    for one in period.session.scalars(asked):
        label = period.say(N_("Earlier wording, of %(day)s"), day=period.day(one.written_at))
        found[one.comment_id].append((label, one.body))
    return found


def _titles(one: Suggestion, names: Names) -> str:
    titles = [
        names.blocks.get(str(change.block_id)) or ROADMAP[change.kind].title_of(change.content)
        for change in one.changes
    ]
    return ", ".join(filter(None, titles))


def _proposed(period: Period, one: Suggestion, names: Names) -> Iterator[Fact]:
    for change in one.changes:
        kind = ROADMAP[change.kind]
        label = f"{period.say(_ACTS[change.act.value])}: {period.say(kind.label)}"
        yield label, period.fields(kind, change.content, names)


def _turns_of(period: Period, found: Sequence[Suggestion]) -> Mapping[UUID, list[Fact]]:
    rows: dict[UUID, list[SuggestionTurn]] = defaultdict(list)
    asked = select(SuggestionTurn).where(SuggestionTurn.suggestion_id.in_([one.id for one in found]))
    for turn in period.session.scalars(asked.order_by(SuggestionTurn.at)):
        rows[turn.suggestion_id].append(turn)
    told = {
        key: period.turns((turn.at, period.say(_TURNS[turn.turn]), turn.words) for turn in those)
        for key, those in rows.items()
    }
    return defaultdict(list, told)


def _stances_on(period: Period, found: Sequence[Suggestion]) -> Mapping[UUID, list[Fact]]:
    told: dict[UUID, list[Fact]] = defaultdict(list)
    asked = select(SuggestionStance).where(SuggestionStance.suggestion_id.in_([one.id for one in found]))
    for one in period.session.scalars(asked.order_by(SuggestionStance.said_at)):
        who = period.organisation(one.organisation_id)
        told[one.suggestion_id].append((period.say(one.stance.label), f"{who}: {one.words}"))
    return told
