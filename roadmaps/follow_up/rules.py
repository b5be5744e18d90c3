"""What may happen to a report: begun from the records, chosen among, written in, drawn anew, and finished."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.follow_up import policy
from roadmaps.follow_up.drafting import first_draft, newly_found
from roadmaps.follow_up.events import FollowUpFinished
from roadmaps.follow_up.files_used import hold_files
from roadmaps.follow_up.gathering import found_on, ground_of
from roadmaps.follow_up.kinds import REPORT, Chapter, Finding, Memorandum, Passage, Remark
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import draft_as_of, roadmaps_for
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.papers.words import Words
from roadmaps.revisions.changes import FIRST, Author, Change, Place
from roadmaps.revisions.models import History, How, Revision
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.revisions.write import write
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.policy import may_read_snapshot

SUBJECT = "follow_up"
LONGEST_YEARS = 10
# Between these there can be something to tell; moments are reckoned from the days.
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Ends:
    """Between which points: two days, of which a frozen version may stand for either."""

    from_on: date
    until_on: date
    from_snapshot: Snapshot | None = None
    until_snapshot: Snapshot | None = None


def begin(
    session: Session, area: Area | None, ends: Ends, *, words: Words, name: str, actor: Actor, at: datetime
) -> FollowUp:
    """Draft a report on one area, or (None) on all that the actor may read.

    :param words: the language that it is drafted in
    :param name: what the area, or all of them, is called in it
    :raises NotAllowed: when the actor does not lead the area
    :raises Invalid: when the days are not in order or too far apart, or a version is of another area
    """
    if not policy.may_begin(actor, area):
        raise NotAllowed(say("Only those who lead the area can begin a report on it."))
    _check(area, ends, actor)
    history = History(id=new_id(), subject=SUBJECT, current=0)
    report = FollowUp(
        id=new_id(),
        area=area,
        history=history,
        from_on=ends.from_on,
        until_on=ends.until_on,
        from_snapshot_id=ends.from_snapshot.id if ends.from_snapshot else None,
        until_snapshot_id=ends.until_snapshot.id if ends.until_snapshot else None,
        language=words.language,
        begun_at=at,
        begun_by_id=actor.person_id,
        begun_for_id=actor.acting_for_id,
        gathered_at=at,
    )
    session.add_all([history, report])
    session.flush()
    grounds = ground_of(session, report, roadmaps_for(session, area, actor))
    _write(session, report, first_draft(report, found_on(grounds), words, name=name), How.IMPORT, actor=actor, at=at)
    return report


def gather_again(session: Session, report: FollowUp, *, words: Words, actor: Actor, at: datetime) -> Revision | None:
    """Take in what the records say by now; whatever the writers chose, ordered or worded stays as it is."""
    _may_write(report, actor)
    grounds = ground_of(session, report, roadmaps_for(session, report.area, actor))
    changes = newly_found(current(session, report.history), found_on(grounds), words)
    report.gathered_at = at
    return _write(session, report, changes, How.IMPORT, actor=actor, at=at)


def edit(
    session: Session,
    report: FollowUp,
    block_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    brings_back: bool = False,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Word the frame, a chapter, a sentence or a passage otherwise.

    :raises WriteConflict: when somebody else changed the same words meanwhile
    """
    _may_write(report, actor)
    removed = False if brings_back else None
    return _write(session, report, [Change(block_id, based_on, content=content, removed=removed)], actor=actor, at=at)


def choose(
    session: Session,
    report: FollowUp,
    chapter_id: UUID,
    included: Collection[UUID],
    *,
    shown: Collection[UUID],
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Say which of a chapter's findings are part of the report. Those that the page did not show stay as they are."""
    _may_write(report, actor)
    state = current(session, report.history)
    changes = [
        Change(block.id, state.number, content={"is_included": block.id in included})
        for block in state.children(chapter_id, Finding.name)
        if block.id in shown and block.content["is_included"] is not (block.id in included)
    ]
    return _write(session, report, changes, actor=actor, at=at)


def move(session: Session, report: FollowUp, block_id: UUID, steps: int, *, actor: Actor, at: datetime) -> None:
    """Let a chapter, finding or passage change places with its neighbour: one step up (-1) or down (1).

    :raises NotFound: for the frame and comments, which have no place among others
    """
    _may_write(report, actor)
    state = current(session, report.history)
    siblings = [one.id for one in _ordered(state, state[block_id].parent_id)]
    if block_id not in siblings:
        raise NotFound
    place = siblings.index(block_id)
    wanted = place + (1 if steps > 0 else -1)
    if not 0 <= wanted < len(siblings):
        return
    before = siblings[wanted] if steps > 0 else (siblings[wanted - 1] if wanted else FIRST)
    where = Place(state[block_id].parent_id, before)
    _write(session, report, [Change(block_id, state.number, place=where)], actor=actor, at=at)


def add(
    session: Session,
    report: FollowUp,
    kind: str,
    content: Mapping[str, object],
    *,
    under: UUID | None,
    after: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Add a chapter, or a passage after one of the entries of a chapter (None: first in it).

    :raises NotFound: for other kinds: findings come from the records, and there is one frame
    """
    _may_write(report, actor)
    if kind not in {Chapter.name, Passage.name}:
        raise NotFound
    place = Place(under, after or FIRST) if under else Place()
    added = Change(new_id(), 0, kind=kind, content=content, place=place)
    _write(session, report, [added], actor=actor, at=at)
    return added.block_id


def remark(
    session: Session, report: FollowUp, chapter_id: UUID, content: Mapping[str, object], *, actor: Actor, at: datetime
) -> UUID:
    """Say something about a chapter to those who write; it is never part of what is printed."""
    if not policy.may_comment(actor, report):
        raise NotAllowed(say("Only those who write the report and the editors of its areas can comment on it."))
    added = Change(new_id(), 0, kind=Remark.name, content=content, place=Place(chapter_id))
    _write(session, report, [added], actor=actor, at=at)
    return added.block_id


def remove(session: Session, report: FollowUp, block_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take out what the writers have added, or settle a comment. Findings are left out by choice, and can come back.

    :raises NotFound: for what can only be left out
    """
    _may_write(report, actor)
    state = current(session, report.history)
    block = state[block_id]
    if block.kind in {Memorandum.name, Finding.name} or (block.kind == Chapter.name and block.content["subject"]):
        raise NotFound
    changes = [Change(one.id, state.number, removed=True) for one in (*state.children(block_id), block)]
    _write(session, report, changes, actor=actor, at=at)


def put_back(session: Session, report: FollowUp, block_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Let a passage or a chapter that was taken out stand where it stood; a chapter with what was taken out with it.

    :raises NotFound: for what has not been taken out, or stood in a chapter that has been
    """
    _may_write(report, actor)
    state = current(session, report.history)
    block = state.removed.get(block_id)
    if block is None or block.kind not in {Chapter.name, Passage.name} or block.parent_id in state.removed:
        raise NotFound
    inside = [one for one in state.removed.values() if one.parent_id == block_id and one.number == block.number]
    changes = [Change(one.id, state.number, removed=False) for one in (block, *inside)]
    _write(session, report, changes, actor=actor, at=at)


def finish(session: Session, report: FollowUp, *, based_on: int, actor: Actor, at: datetime) -> None:
    """Make it a report that everybody may read and nobody can change.

    :param based_on: the revision that the finisher has read
    :raises Invalid: when somebody has written in it since
    """
    if not policy.may_finish(actor, report):
        raise NotAllowed(say("Only those who lead the area can finish its report; the coordinator one on all areas."))
    session.refresh(report.history, with_for_update=True)
    if report.history.current != based_on:
        raise Invalid(
            say("Somebody has written in the report since you read it. Read it once more, and finish it then.")
        )
    report.finished_at, report.finished_by_id, report.finished_number = at, actor.person_id, based_on
    draft = draft_as_of(session, report)
    hold_files(session, report, draft, at)
    record(session, FollowUpFinished(report.id, report.area_id, draft.title, actor.person_id))


def _ordered(state: State, parent: UUID | None) -> Sequence[BlockState]:
    kinds = (Chapter.name,) if parent is None else (Finding.name, Passage.name)
    return state.children(parent, *kinds)


def _check(area: Area | None, ends: Ends, actor: Actor) -> None:
    faults = {}
    for name, day in (("from_on", ends.from_on), ("until_on", ends.until_on)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            faults[name] = say("Choose a day between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
    if ends.until_on <= ends.from_on:
        faults["until_on"] = say("The last day must come after the first.")
    elif ends.until_on.year - ends.from_on.year > LONGEST_YEARS:
        faults["until_on"] = say("A report tells of %(years)s years at most.", years=LONGEST_YEARS)
    for name, snapshot in (("from_snapshot", ends.from_snapshot), ("until_snapshot", ends.until_snapshot)):
        if snapshot is None:
            continue
        if area is None or snapshot.roadmap.area_id != area.id or not may_read_snapshot(actor, snapshot):
            faults[name] = say("Choose a version of the area that the report is about.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _may_write(report: FollowUp, actor: Actor) -> None:
    if not policy.may_write(actor, report):
        raise NotAllowed(say("The report is finished, or you do not write it."))


def _write(
    session: Session,
    report: FollowUp,
    changes: Sequence[Change],
    how: How = How.EDIT,
    *,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    if not changes:
        return None
    author = Author(actor.person_id, actor.acting_for_id)
    return write(session, report.history, changes, kinds=REPORT, author=author, at=at, how=how)
