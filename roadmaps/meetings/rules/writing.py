"""What is written down at a meeting: what is said, line by line; the notes; and what is decided."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation import prose
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.meetings import policy
from roadmaps.meetings.events import InputWritten
from roadmaps.meetings.models import Input, InputTurn, Meeting, MeetingDecision, MeetingNote
from roadmaps.meetings.queries import newest_note
from roadmaps.meetings.rules.inviting import organisation_called
from roadmaps.meetings.rules.planning import ANOTHER_LOOK, must_hold
from roadmaps.meetings.words import Fate, InputTurnSort
from roadmaps.roadmap.table import find_links

LONGEST_LINE = 500
LONGEST_NOTES = 50_000
LONGEST_DECISION = 2_000
LONGEST_KEY = 60
MOST_INPUTS = 1_000
_TOO_LONG = say("This is too long here.")


class NotesMovedOn(Conflict):
    """Somebody else has written in the notes meanwhile; `theirs` is how they read now."""

    def __init__(self, theirs: MeetingNote) -> None:
        super().__init__(
            say("Somebody has written in the notes since you began. Both texts are here; put them together.")
        )
        self.theirs = theirs


def write_input(
    session: Session, meeting: Meeting, words: str, *, key: str, who: str = "", actor: Actor, at: datetime
) -> Input:
    """Write down what is said, in a line. A line with a key that is known already is the one that came before.

    :param who: for which organisation, by as much of its name as tells it apart; or in other words, or empty
    :raises Invalid: when there is nothing, or too much for a line
    """
    must_write(session, meeting, actor)
    known = session.scalar(select(Input).where(Input.meeting_id == meeting.id, Input.key == key[:LONGEST_KEY]))
    if known is not None:
        return known
    line = checked_line(words)
    highest = session.scalar(select(func.max(Input.number)).where(Input.meeting_id == meeting.id)) or 0
    if highest >= MOST_INPUTS:
        raise Invalid(say("At most %(most)s lines can be written at a meeting.", most=MOST_INPUTS))
    organisation = organisation_called(session, who)
    said = Input(
        id=new_id(),
        meeting=meeting,
        meeting_id=meeting.id,
        key=key[:LONGEST_KEY] or str(new_id()),
        number=highest + 1,
        words=line,
        organisation=organisation,
        organisation_id=organisation.id if organisation else None,
        said_by="" if organisation else " ".join(who.split())[:200],
        written_at=at,
        written_by_id=actor.person_id,
        fate=Fate.WAITING,
        reason="",
    )
    session.add(said)
    session.flush()
    note_turn(session, said, InputTurnSort.SAID, actor=actor, at=at)
    record(session, InputWritten(meeting.id, meeting.area_id, actor.person_id, at, said.id))
    return said


def reword(session: Session, said: Input, words: str, *, who: str, actor: Actor, at: datetime) -> None:
    """Put it into other words, as when it was heard wrongly. The words until then are kept."""
    must_write(session, said.meeting, actor)
    if not policy.may_reword(actor, said):
        raise NotAllowed(say("Only whoever wrote it down, and those who hold the meeting, can word it otherwise."))
    line, before = checked_line(words), said.words
    organisation = organisation_called(session, who)
    said.words, said.organisation = line, organisation
    said.organisation_id = organisation.id if organisation else None
    said.said_by = "" if organisation else " ".join(who.split())[:200]
    session.flush()
    if line != before:
        note_turn(session, said, InputTurnSort.REWORDED, actor=actor, at=at, words=before)


def take_out(session: Session, said: Input, *, actor: Actor, at: datetime) -> None:
    """A line that was written by mistake is not shown any more; it stays in the records."""
    must_write(session, said.meeting, actor)
    if not policy.may_reword(actor, said):
        raise NotAllowed(say("Only whoever wrote it down, and those who hold the meeting, can take it out."))
    said.taken_out_at = at
    session.flush()
    note_turn(session, said, InputTurnSort.TAKEN_OUT, actor=actor, at=at)


def write_notes(
    session: Session, meeting: Meeting, text: str, *, based_on: int, actor: Actor, at: datetime
) -> MeetingNote | None:
    """Keep the notes as they read now; None when nothing has changed.

    :param based_on: number of the notes that the writer began from, 0 for none
    :raises NotesMovedOn: when somebody else has written meanwhile
    """
    must_write(session, meeting, actor)
    tidied = prose.tidy(text)
    if len(tidied) > LONGEST_NOTES:
        raise Invalid(ANOTHER_LOOK, {"text": _TOO_LONG})
    newest = newest_note(session, meeting)
    number = newest.number if newest else 0
    if tidied.strip() == (newest.text.strip() if newest else ""):
        return None
    if newest is not None and number != based_on:
        raise NotesMovedOn(newest)
    labels = prose.link_labels(tidied)
    written = MeetingNote(
        id=new_id(),
        meeting_id=meeting.id,
        number=number + 1,
        text=tidied,
        html=_rendered(tidied, links=find_links(session, labels) if labels else {}, unique=f"m{meeting.id.hex[:8]}"),
        written_at=at,
        written_by_id=actor.person_id,
    )
    session.add(written)
    session.flush()
    return written


def decide(
    session: Session,
    meeting: Meeting,
    words: str,
    *,
    organisation_id: UUID | None = None,
    due_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> MeetingDecision:
    """Keep what was decided, and which organisation sees to it until when."""
    must_hold(session, meeting, actor)
    if not words.strip() or len(words) > LONGEST_DECISION:
        raise Invalid(ANOTHER_LOOK, {"words": _TOO_LONG if words.strip() else say("Write something here.")})
    highest = select(func.max(MeetingDecision.number)).where(MeetingDecision.meeting_id == meeting.id)
    decision = MeetingDecision(
        id=new_id(),
        meeting_id=meeting.id,
        number=1 + (session.scalar(highest) or 0),
        words=words.strip(),
        organisation_id=organisation_id,
        due_on=due_on,
        written_at=at,
        written_by_id=actor.person_id,
        end_reason="",
    )
    session.add(decision)
    session.flush()
    return decision


def end_decision(
    session: Session, meeting: Meeting, decision: MeetingDecision, *, reason: str, actor: Actor, at: datetime
) -> None:
    """It does not hold any more; it stays, with why."""
    must_hold(session, meeting, actor)
    if decision.ended_at is not None:
        raise Invalid(say("The decision does not hold any more already."))
    if not reason.strip() or len(reason) > LONGEST_DECISION:
        raise Invalid(
            ANOTHER_LOOK,
            {"reason": _TOO_LONG if reason.strip() else say("Say why, so that everyone can understand it.")},
        )
    decision.ended_at, decision.ended_by_id, decision.end_reason = at, actor.person_id, reason.strip()
    session.flush()


def must_write(session: Session, meeting: Meeting, actor: Actor) -> None:
    """Refuse who may not write at it; the others queue, so that each line gets a number of its own."""
    session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    if not policy.may_write(actor, meeting):
        raise NotAllowed(say("Only those who hold the meeting, and editors of the area, write down what is said."))


def note_turn(
    session: Session,
    said: Input,
    turn: InputTurnSort,
    *,
    actor: Actor | None,
    at: datetime,
    words: str = "",
    block_id: UUID | None = None,
    revision_number: int | None = None,
) -> None:
    """Keep what happened to it; never changed."""
    session.add(
        InputTurn(
            id=new_id(),
            input_id=said.id,
            turn=turn,
            words=words,
            block_id=block_id,
            revision_number=revision_number,
            at=at,
            person_id=actor.person_id if actor else None,
        )
    )
    session.flush()


def checked_line(words: str) -> str:
    """The words in one line.

    :raises Invalid: when there are none, or too many
    """
    line = " ".join(words.split())
    fault: Sentence | None = None
    if not line:
        fault = say("Write what was said.")
    elif len(line) > LONGEST_LINE:
        fault = say("A line has at most %(most)s characters. Write it as two.", most=LONGEST_LINE)
    if fault:
        raise Invalid(ANOTHER_LOOK, {"words": fault})
    return line


def _rendered(text: str, *, links: Mapping[str, str], unique: str) -> str:
    try:
        return prose.render(text, links=links, heading_level=3, unique=unique)
    except Invalid as refusal:
        raise Invalid(refusal.sentence, {"text": refusal.sentence}) from None
