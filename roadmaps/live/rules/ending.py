"""From session to revision, in one transaction: what was written becomes a revision of all who wrote it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Refusal
from roadmaps.foundation.events import record
from roadmaps.live.events import SessionClosed
from roadmaps.live.models import LiveSession, WhyClosed
from roadmaps.live.queries import closed_as
from roadmaps.live.results import Closed
from roadmaps.live.text import log
from roadmaps.live.text.attribution import Attributed, attribute, authors_of, fitted
from roadmaps.revisions.changes import Author, Change, SharedText, Together
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.states import BlockState, current_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import author_of, write_together
from roadmaps.roadmap.table import ROADMAP


def hold_history(session: Session, roadmap: Roadmap) -> None:
    """Let nobody else write in the roadmap until the transaction ends.

    Whoever needs both takes the history before any session, as a revision that is brought into one does.
    """
    session.execute(select(History.current).where(History.id == roadmap.history_id).with_for_update())


def end(
    session: Session,
    lives: Sequence[LiveSession],
    why: WhyClosed,
    *,
    at: datetime,
    by_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    facts_by: Actor | None = None,
    summary: str = "",
) -> Closed:
    """Close sessions of one block, whose rows and history are held, and write what came of them as one revision.

    `facts` are other fields of the block that `facts_by` changed, merged with what it says now.

    :raises Invalid: when the text cannot be kept or shown
    """
    [roadmap_id], [block_id] = {one.roadmap_id for one in lives}, {one.block_id for one in lives}
    roadmap = session.get_one(Roadmap, roadmap_id)
    block = current_block(session, block_id)
    assert block is not None
    texts = {one.field: attribute(log.entries(session, one)) for one in lives}
    revision = _write(session, roadmap, block, texts, facts or {}, facts_by, at=at, summary=summary)
    for live in lives:
        # Before anybody hears of the revision, so that it is not brought into the sessions that it came of.
        live.is_open, live.closed_at, live.closed_why, live.closed_by_id = False, at, why, by_id
        live.closed_upto, live.trouble = live.upto, ""
        live.revision_number = revision.number if revision else None
        session.flush()
        about = live.id, live.roadmap_id, live.block_id, live.field
        record(session, SessionClosed(*about, why.value, live.revision_number, by_id))
    told = closed_as(session, lives[0])
    assert told is not None
    return told


def end_quietly(
    session: Session, live: LiveSession, why: WhyClosed, *, at: datetime, by_id: UUID | None = None
) -> Closed | None:
    """Close a session because of something else that happens now, which is not to be stopped by it.

    What cannot be made a revision of stays as it is, open and with the reason; None then.
    """
    recorded = len(session.info.get("events", []))
    try:
        with session.begin_nested():
            return end(session, [live], why, at=at, by_id=by_id)
    except Refusal as refusal:
        del session.info.get("events", [])[recorded:]
        note_trouble(session, live, refusal, at)
        return None


def note_trouble(session: Session, live: LiveSession, refusal: Refusal, at: datetime) -> None:
    """Keep why no revision could be made of a session; it stays open, and nothing of it is lost."""
    session.refresh(live)
    live.tried_at, live.trouble = at, str(refusal.sentence)
    session.flush()


def _write(
    session: Session,
    roadmap: Roadmap,
    block: BlockState,
    texts: Mapping[str, Attributed],
    facts: Mapping[str, Any],
    facts_by: Actor | None,
    *,
    at: datetime,
    summary: str,
) -> Revision | None:
    wanted = {**facts, **{field: one.text for field, one in texts.items()}}
    kind = ROADMAP[block.kind]
    kept = kind.check({**block.content, **wanted})
    changed = {name for name in kept if kept[name] != block.content.get(name)}
    if not changed:
        return None
    fitting = {field: fitted(one, kept[field]) for field, one in texts.items() if field in changed}
    authors = authors_of(fitting.values())
    if facts_by is not None and (changed - set(texts) or not authors):
        authors = list(dict.fromkeys([*authors, author_of(facts_by)]))
    places = {author: place for place, author in enumerate(authors)}
    shared = [SharedText(block.id, field, _placed(one, places)) for field, one in fitting.items()]
    if facts_by is not None:
        # Whoever filled the form wrote what is new in its other texts.
        own = places.get(author_of(facts_by))
        others = [name for name in kind.prose_fields() if name in changed - set(texts)]
        shared += [SharedText(block.id, name, [(len(kept[name]), own)]) for name in others if kept[name]]
    together = Together(authors or [Author(None, None)], shared)
    change = Change(block.id, block.number, content=wanted)
    return write_together(session, roadmap, change, together, at=at, summary=summary)


def _placed(attributed: Attributed, places: Mapping[Author, int]) -> list[tuple[int, int | None]]:
    return [(length, None if author is None else places[author]) for length, author in attributed.runs]
