"""What comes when its session is over: typed while the line was cut, or in the moment of closing.

Never dropped: what is too much to be taken is refused, and stays with its writer.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from roadmaps.foundation.events import record
from roadmaps.foundation.prose import LARGEST, tidy
from roadmaps.foundation.sentences import say
from roadmaps.live.errors import TooMuch
from roadmaps.live.events import Updated
from roadmaps.live.models import LiveSession, LiveUpdate, LiveWriter
from roadmaps.live.queries import closed_as, open_session_of
from roadmaps.live.results import Late, LateOutcome, Taken
from roadmaps.live.rules.ending import hold_history
from roadmaps.live.rules.taking import TOO_LONG, check_units, own, take_update
from roadmaps.live.text import log
from roadmaps.live.text.checking import Known, new_part
from roadmaps.live.text.documents import change_to, document_of, seed, state_of, text_of
from roadmaps.live.text.y_updates import Update, read_update, write_update
from roadmaps.revisions.text_merge import merge_text
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.rules import author_of, check_editing, edit_block

_AT_ODDS = say("Others have changed the same words meanwhile, so yours could not be put in. They are kept.")
_GONE = say("What you wrote in has been removed from the roadmap meanwhile. Your words are kept.")


def take_late(
    session: Session, live_session_id: UUID, client_id: int, update: bytes, *, actor: Actor, at: datetime
) -> Taken | LateOutcome:
    """Keep an update of a session that has been closed, and bring what is new in it into the text of now.

    In a transaction of its own: it may write a revision. It goes into the open session of the field, if there is one,
    and otherwise into the roadmap under the rights of now. If neither can be, it stays in the log, and the answer
    carries all that the writer's page says.

    :raises NotFound: see `take_update`
    :raises UpdateRefused: see `take_update`
    :raises TooMuch: when the session holds as much as it can
    """
    said = read_update(update)
    # Also whoever may not read here any more: what they wrote while they might is theirs to send.
    known = session.get(LiveSession, live_session_id)
    if known is None:
        raise NotFound
    roadmap = session.get_one(Roadmap, known.roadmap_id)
    hold_history(session, roadmap)
    live = log.held(session, live_session_id)
    assert live is not None
    closed = closed_as(session, live)
    if closed is None:
        return take_update(session, live_session_id, client_id, update, actor=actor, at=at)
    writers = log.writers_of(session, live)
    writer = own(writers, client_id, actor)
    new = new_part(said, client_id, _known_at_end(session, live, writers, writer))
    before, after = _texts(session, live, writer, new)
    if new:
        check_units(writers, new)
        if len(after) > LARGEST:
            raise TooMuch(TOO_LONG)
        writer.late_from = writer.clock if writer.late_from is None else writer.late_from
        log.add(session, live, writer, new, at, author=author_of(actor), is_late=True, is_kept=True)
    try:
        with session.begin_nested():
            outcome = _bring_in(session, live, roadmap, before, after, actor=actor, at=at)
    except Refusal as refusal:
        # Whoever may not read here any more is not told what others have written since.
        text = after if policy.may_read(actor, roadmap) else ""
        return LateOutcome(closed, Late.KEPT, sentence=refusal.sentence, text=text)
    how, session_id, number = outcome
    for row in session.scalars(_late_rows(live, writer).where(LiveUpdate.is_kept)):
        row.is_kept = False
    session.flush()
    return LateOutcome(closed, how, session_id=session_id, number=number)


def _known_at_end(session: Session, live: LiveSession, writers: dict[int, LiveWriter], writer: LiveWriter) -> Known:
    """What a page can know of a closed session: what others sent in time, and its own."""
    clocks = {
        client_id: one.clock if one is writer or one.late_from is None else one.late_from
        for client_id, one in writers.items()
    }
    return replace(log.known(session, live, writers, writer.client_id), clocks=clocks)


def _texts(session: Session, live: LiveSession, writer: LiveWriter, new: Update) -> tuple[str, str]:
    """What the writer's page said without the late updates that have not been brought into any text, and with them.

    :param new: the last of them, which is not in the log yet
    """
    document = log.document(session, live)
    rows = session.execute(_late_rows(live, writer).with_only_columns(LiveUpdate.payload, LiveUpdate.is_kept)).all()
    # They build on each other, so that none but the last can be missing.
    for payload in (payload for payload, is_kept in rows if not is_kept):
        document.apply_update(payload)
    before = text_of(document)
    for payload in (payload for payload, is_kept in rows if is_kept):
        document.apply_update(payload)
    document.apply_update(write_update(new))
    return before, text_of(document)


def _bring_in(
    session: Session, live: LiveSession, roadmap: Roadmap, before: str, after: str, *, actor: Actor, at: datetime
) -> tuple[Late, UUID | None, int | None]:
    """:raises Refusal: when it cannot be"""
    # A version is kept without the space around it, which is no change that anybody made.
    before, after = tidy(before), tidy(after)
    if before == after:
        return Late.NOTHING, None, None
    check_editing(session, roadmap, [live.block_id], actor=actor)
    found = open_session_of(session, live.block_id, live.field)
    later = log.held(session, found.id) if found else None
    if later is not None and later.is_open:
        return _into_session(session, later, before, after, actor=actor, at=at)
    block = find_block(session, roadmap, live.block_id)
    if block.is_removed:
        raise NotAllowed(_GONE)
    merged = merge_text(before, after, block.content.get(live.field) or "")
    if not merged.is_clean:
        raise NotAllowed(_AT_ODDS)
    wanted = {live.field: merged.text}
    revision = edit_block(session, roadmap, live.block_id, wanted, based_on=block.number, actor=actor, at=at)
    return (Late.WRITTEN, None, revision.number) if revision else (Late.NOTHING, None, None)


def _into_session(
    session: Session, later: LiveSession, before: str, after: str, *, actor: Actor, at: datetime
) -> tuple[Late, UUID | None, int | None]:
    """As one more page of the same person, who is not there any more."""
    document = log.document(session, later)
    text = text_of(document)
    wanted = _both(before, after, text)
    if len(wanted) > LARGEST:
        raise Invalid(TOO_LONG)
    if wanted == text:
        return Late.NOTHING, later.id, None
    writer = log.add_writer(session, later, author_of(actor), at)
    writer.left_at = at
    new = read_update(change_to(state_of(document), wanted, client_id=writer.client_id), is_own=True)
    record(session, Updated(later.id, log.add(session, later, writer, new, at)))
    return Late.MERGED, later.id, None


def _both(before: str, mine: str, theirs: str) -> str:
    """What became of a text on two sides that did not see each other, as two pages of one session would have it."""
    begun = seed(before)
    return text_of(document_of([begun, change_to(begun, mine, client_id=2), change_to(begun, theirs, client_id=3)]))


def _late_rows(live: LiveSession, writer: LiveWriter) -> Select[LiveUpdate]:
    return (
        select(LiveUpdate)
        .where(LiveUpdate.session_id == live.id, LiveUpdate.client_id == writer.client_id, LiveUpdate.is_late.is_(True))
        .order_by(LiveUpdate.seq)
    )
