"""What whoever takes an area over needs to know, gathered from all rooms: it belongs to the area, not to a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.models import HandoverNote, Role, RoleGrant, Succession
from roadmaps.areas.queries import counts_on, grants_in, mutes_in, notes_for, succession_in
from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.discussion.models import Outcome, Thread
from roadmaps.discussion.queries import open_threads_of, threads_of, titles_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.moderation.queries import open_appeals, open_flags, waiting_posts
from roadmaps.plan.rows import AreaPlan
from roadmaps.responsibilities.gaps import gaps_in
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Lock, Roadmap
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.queries import open_suggestions_of

MOST = 10
EXCERPT = 160


@dataclass(frozen=True)
class Entry:
    """One line: what it is, what is told about it, since or until when, and where to read more."""

    title: str
    words: Sentence | str
    path: str
    on: date


@dataclass(frozen=True)
class Pile:
    """Things of one sort: all are counted, the oldest are named, and the address leads to the rest."""

    title: Sentence
    count: int
    entries: Sequence[Entry]
    path: str


@dataclass(frozen=True)
class Gathered:
    """Everything on the page of a handover."""

    leaders: Sequence[RoleGrant]
    successor: Succession | None
    is_vacant: bool
    waits: Sequence[Pile]
    promised: Sequence[Entry]
    ahead: Sequence[Entry]
    notes: Sequence[HandoverNote]
    is_whole: bool = True

    def in_numbers(self) -> "Gathered":
        """How much waits and not what it is, for whoever is named to take over and leads nothing yet."""
        waits = [replace(pile, entries=(), path="") for pile in self.waits]
        return replace(self, waits=waits, promised=(), ahead=(), notes=(), is_whole=False)


def gather(session: Session, roadmap: Roadmap, at: datetime) -> Gathered:
    """What is led, waits, is promised and lies ahead in the area, and what those who led it pass on."""
    on = day_of(at)
    held = grants_in(roadmap.area_id, on).where(counts_on(on), RoleGrant.role.in_([Role.PROCESS_LEADER, Role.DEPUTY]))
    leaders = session.scalars(held).all()
    plan = AreaPlan(roadmap, current(session, roadmap.history), organisation_names(session))
    return Gathered(
        leaders=leaders,
        successor=session.scalar(succession_in(roadmap.area_id, on)),
        is_vacant=not any(one.role is Role.PROCESS_LEADER for one in leaders),
        waits=[pile for pile in _waits(session, roadmap, plan, at) if pile.count],
        promised=list(_promised(session, roadmap)),
        ahead=sorted(_ahead(session, roadmap, plan, on), key=lambda entry: entry.on),
        notes=session.scalars(notes_for(roadmap.area_id)).all(),
    )


def _waits(session: Session, roadmap: Roadmap, plan: AreaPlan, at: datetime) -> Iterable[Pile]:
    slug = roadmap.area.slug
    suggestions = session.scalars(open_suggestions_of(roadmap)).unique().all()
    entries = [_of_suggestion(one) for one in suggestions[:MOST]]
    yield Pile(say("Suggestions to decide about"), len(suggestions), entries, f"/areas/{slug}/suggestions")
    open_threads = open_threads_of(roadmap).order_by(None)
    count = session.scalar(select(func.count()).select_from(open_threads.subquery())) or 0
    oldest = session.scalars(open_threads.order_by(Thread.opened_at, Thread.id).limit(MOST)).unique().all()
    yield Pile(say("Open threads"), count, _of_threads(session, oldest, roadmap), f"/areas/{slug}/threads")
    for title, ask in (
        (say("Flags to answer"), open_flags),
        (say("Appeals to answer"), open_appeals),
        (say("Posts by new people to look through"), waiting_posts),
    ):
        found = ask(session, [roadmap.area_id])
        path = f"/areas/{slug}/moderation"
        entries = [Entry(one.about or one.words, one.reason or "", path, day_of(one.since)) for one in found[:MOST]]
        yield Pile(title, len(found), entries, path)
    gaps = gaps_in(session, plan.activities, [roadmap.id], at)
    silent = [*gaps.silent, *gaps.declined, *gaps.left]
    entries = [
        Entry(
            str(one.activity.title),
            one.share.organisation if one.share else "",
            f"/blocks/{one.activity.id}",
            day_of(one.asked_at) if one.asked_at else day_of(at),
        )
        for one in silent[:MOST]
    ]
    yield Pile(say("Leads that are not in place"), len(silent), entries, f"/areas/{slug}/responsibilities")


def _promised(session: Session, roadmap: Roadmap) -> Iterable[Entry]:
    """What has been said to be done elsewhere or later, and what proposers have been asked."""
    taken_on = threads_of(roadmap).where(Thread.outcome == Outcome.TAKEN_ON)
    threads = session.scalars(taken_on.limit(MOST)).unique().all()
    names = titles_of(session, [one.block_id for one in threads if one.block_id])
    for one in threads:
        title = names[one.block_id].title if one.block_id else roadmap.area.name
        yield Entry(title, one.outcome_text, f"/threads/{one.id}", day_of(one.resolved_at or one.opened_at))
    asked = open_suggestions_of(roadmap).where(Suggestion.asked_at.is_not(None))
    for suggestion in session.scalars(asked.limit(MOST)).unique():
        words = say("Its proposer has been asked for more, and is to get an answer to what comes back.")
        on = day_of(suggestion.asked_at or suggestion.begun_at)
        yield Entry(excerpt(suggestion.motive, EXCERPT), words, f"/suggestions/{suggestion.id}", on)


def _ahead(session: Session, roadmap: Roadmap, plan: AreaPlan, on: date) -> Iterable[Entry]:
    """The days that somebody has written down: the next step, reviews, and locks and mutes that end by themselves."""
    slug = roadmap.area.slug
    if roadmap.next_on and roadmap.next_on >= on:
        yield Entry(roadmap.next_step, say("The next step of the roadmap"), f"/areas/{slug}/roadmap", roadmap.next_on)
    for block in plan.state.of_kind("goal_conflict"):
        conflict = RegisteredConflict(plan.area, block, (), (), None)
        if conflict.next_review:
            words = say("The goal conflict is to be looked at again")
            yield Entry(str(conflict.title), words, f"/blocks/{block.id}", conflict.next_review.last)
    ending = Lock.roadmap_id == roadmap.id, Lock.lifted_at.is_(None), Lock.until_on >= on
    for lock in session.scalars(select(Lock).where(*ending)):
        assert lock.until_on is not None  # it was sought by it
        yield Entry(lock.reason, say("A lock ends by itself"), f"/areas/{slug}/roadmap/leading", lock.until_on)
    for mute in session.scalars(mutes_in(roadmap.area_id)):
        if mute.ended_at is None and mute.until_on >= on:
            words = say("Somebody may write again afterwards")
            yield Entry(mute.person.name, words, f"/areas/{slug}/moderation", mute.until_on)


def _of_suggestion(one: Suggestion) -> Entry:
    return Entry(excerpt(one.motive, EXCERPT), "", f"/suggestions/{one.id}", day_of(one.sent_at or one.begun_at))


def _of_threads(session: Session, threads: Sequence[Thread], roadmap: Roadmap) -> list[Entry]:
    names = titles_of(session, [one.block_id for one in threads if one.block_id])

    def title(block_id: UUID | None) -> str:
        return names[block_id].title if block_id else roadmap.area.name

    return [Entry(title(one.block_id), "", f"/threads/{one.id}", day_of(one.opened_at)) for one in threads]
