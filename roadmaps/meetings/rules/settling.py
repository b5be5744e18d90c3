"""What becomes of what was said: worked into the text, in progress or declined; and telling those who were there."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.meetings import policy
from roadmaps.meetings.addressees import tell
from roadmaps.meetings.events import InputSettled, Occasion
from roadmaps.meetings.models import Input, Meeting
from roadmaps.meetings.queries import inputs_of, were_there
from roadmaps.meetings.rules.planning import ANOTHER_LOOK, LONGEST_REASON, ONLY_HOLDERS, must_hold, note
from roadmaps.meetings.rules.writing import note_turn
from roadmaps.meetings.words import Fate, InputTurnSort, Turn
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read

# Several are settled in one go: the letter waits until whoever does it has paused.
PAUSE_BEFORE_LETTER = timedelta(hours=3)


def put_in_progress(session: Session, said: Input, *, words: str, actor: Actor, at: datetime) -> None:
    """Somebody works on it: who, or how, in words."""
    _must_settle(session, said, actor)
    _check(words, is_needed=True)
    _settle(session, said, Fate.IN_PROGRESS, words, actor=actor, at=at)


def decline(session: Session, said: Input, *, reason: str, actor: Actor, at: datetime) -> None:
    """Nothing comes of it in the text, and everyone can read why."""
    _must_settle(session, said, actor)
    _check(reason, is_needed=True)
    _settle(session, said, Fate.DECLINED, reason, actor=actor, at=at)


def reopen(session: Session, said: Input, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take it up again, after it was settled."""
    _must_settle(session, said, actor)
    _check(reason, is_needed=True)
    if said.fate is Fate.WAITING:
        raise Invalid(say("It waits already."))
    said.fate, said.reason, said.decided_at, said.decided_by_id, said.told_at = Fate.WAITING, "", None, None, None
    session.flush()
    note_turn(session, said, InputTurnSort.REOPENED, actor=actor, at=at, words=reason.strip())


def tie(
    session: Session, said: Input, roadmap: Roadmap, block_id: UUID, *, words: str = "", actor: Actor, at: datetime
) -> None:
    """It has been worked in already: the newest version of the block is what it led to.

    :raises Invalid: when the roadmap has no such block
    """
    _must_settle(session, said, actor)
    _check(words, is_needed=False)
    number = session.scalar(select(Block.current).where(Block.id == block_id, Block.history_id == roadmap.history_id))
    if number is None or not may_read(actor, roadmap) or _is_elsewhere(said, roadmap):
        raise Invalid(ANOTHER_LOOK, {"block": say("Choose a part of the roadmap.")})
    note_worked_in(session, said, roadmap, block_id, number, words=words, actor=actor, at=at)


def tie_to_revision(
    session: Session, said: Input, roadmap: Roadmap, block_id: UUID, number: int, *, actor: Actor, at: datetime
) -> None:
    """The same, for the version of the block that a certain revision wrote."""
    _must_settle(session, said, actor)
    wrote = select(BlockVersion.number).where(
        BlockVersion.block_id == block_id,
        BlockVersion.history_id == roadmap.history_id,
        BlockVersion.number == number,
    )
    if session.scalar(wrote) is None or _is_elsewhere(said, roadmap):
        raise Invalid(ANOTHER_LOOK, {"block": say("The revision did not change that part.")})
    note_worked_in(session, said, roadmap, block_id, number, actor=actor, at=at)


def note_worked_in(
    session: Session,
    said: Input,
    roadmap: Roadmap,
    block_id: UUID,
    number: int,
    *,
    words: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Keep which change it led to. Whoever may write in the roadmap has just made it, so nothing is refused here."""
    said.roadmap_id, said.block_id, said.revision_number = roadmap.id, block_id, number
    _settle(session, said, Fate.WORKED_IN, words, actor=actor, at=at)


def tell_what_came(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> int:
    """Write to those who were there, about all that was said, without waiting for the evening."""
    must_hold(session, meeting, actor)
    return _tell(session, meeting, actor=actor, at=at)


def tell_due(session: Session, at: datetime) -> None:
    """Write to those who were at meetings where it has been told what becomes of what was said."""
    untold = select(Input.meeting_id).where(
        Input.decided_at.is_not(None), Input.told_at.is_(None), Input.taken_out_at.is_(None)
    )
    still_at_it = select(Input.meeting_id).where(Input.decided_at > at - PAUSE_BEFORE_LETTER)
    due = select(Meeting).where(
        Meeting.id.in_(untold), Meeting.id.not_in(still_at_it), Meeting.attendance_at.is_not(None)
    )
    for meeting in session.scalars(due).unique().all():
        _tell(session, meeting, actor=None, at=at)


def _tell(session: Session, meeting: Meeting, *, actor: Actor | None, at: datetime) -> int:
    news = inputs_of(meeting).where(Input.decided_at.is_not(None), Input.told_at.is_(None))
    settled = session.scalars(news).unique().all()
    if not settled:
        return 0
    letters = tell(session, session.scalars(were_there([meeting.id])).unique().all(), Occasion.TOLD, at=at)
    for said in settled:
        said.told_at = at
    session.flush()
    if letters:
        note(session, meeting, Turn.TOLD, actor=actor, at=at, words=str(len(settled)))
    return letters


def _settle(session: Session, said: Input, fate: Fate, words: str, *, actor: Actor, at: datetime) -> None:
    said.fate, said.reason = fate, words.strip()
    said.decided_at, said.decided_by_id, said.told_at = at, actor.person_id, None
    session.flush()
    is_worked_in = fate is Fate.WORKED_IN
    note_turn(
        session,
        said,
        InputTurnSort(fate.value),
        actor=actor,
        at=at,
        words=words.strip(),
        block_id=said.block_id if is_worked_in else None,
        revision_number=said.revision_number if is_worked_in else None,
    )
    record(session, InputSettled(said.meeting_id, said.meeting.area_id, actor.person_id, at, said.id, fate.value))


def _must_settle(session: Session, said: Input, actor: Actor) -> None:
    session.refresh(said, ["fate", "decided_at", "taken_out_at"], with_for_update=True)
    if not policy.may_settle(actor, said):
        raise NotAllowed(ONLY_HOLDERS)


def _check(words: str, *, is_needed: bool) -> None:
    if is_needed and not words.strip():
        raise Invalid(ANOTHER_LOOK, {"words": say("Say why, so that everyone can understand it.")})
    if len(words) > LONGEST_REASON:
        raise Invalid(ANOTHER_LOOK, {"words": say("This is too long here.")})


def _is_elsewhere(said: Input, roadmap: Roadmap) -> bool:
    """What was said in an area is worked into its own roadmap; what was said for the whole county into any."""
    return said.meeting.area_id not in {None, roadmap.area_id}
