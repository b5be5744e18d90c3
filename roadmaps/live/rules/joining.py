"""Coming into a session: the open one of the field, or a new one where nobody writes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Conflict, Invalid, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.live.events import PeopleChanged, SessionOpened
from roadmaps.live.models import LiveSession, LiveWriter
from roadmaps.live.queries import open_session_of, people_in
from roadmaps.live.results import Joined
from roadmaps.live.rules.ending import hold_history
from roadmaps.live.text import log
from roadmaps.live.text.documents import seed
from roadmaps.live.text.y_updates import units_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.rules import author_of, check_editing
from roadmaps.roadmap.table import ROADMAP

# More pages than ever meet in one text; what takes more is no person.
MOST_CLIENTS = 2_000


def join(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    field: str,
    *,
    client_id: int | None = None,
    of_session: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Joined:
    """Come into the open session of a field; it is opened where there is none.

    :param client_id: one's own from before, to be taken up again; another is given where it is not one's own in this
        session
    :param of_session: the session that `client_id` was given in
    :raises NotAllowed: when the actor may not write in the block now
    :raises NotFound: when the roadmap never had the block, or the block has no such prose field
    :raises Conflict: when the block has been removed
    :raises Invalid: when more have come to the session than can be
    """
    if field not in ROADMAP[find_block(session, roadmap, block_id).kind].prose_fields():
        raise NotFound
    check_editing(session, roadmap, [block_id], actor=actor)
    live = _open(session, roadmap, block_id, field, actor=actor, at=at)
    writer = None
    if client_id is not None and of_session == live.id:
        writer = _own(session, live, client_id, actor)
    if writer is None:
        if live.clients >= MOST_CLIENTS:
            raise Invalid(say("More pages than can be have come to this text. Save a version, and begin anew."))
        writer = log.add_writer(session, live, author_of(actor), at)
    writer.seen_at, writer.left_at = at, None
    live.touched_at = at
    state = log.keep_state(live, log.document(session, live))
    session.flush()
    record(session, PeopleChanged(live.id))
    people = people_in(session, live.id, at=at)
    return Joined(live.id, writer.client_id, live.upto, state, writer.clock, live.based_on, people)


def _open(session: Session, roadmap: Roadmap, block_id: UUID, field: str, *, actor: Actor, at: datetime) -> LiveSession:
    """The open session of the field, held."""
    # Before any session, as whoever closes one does; and nobody writes a revision meanwhile, so that none is missed
    # between reading the text of a new session and hearing of the next revision.
    hold_history(session, roadmap)
    while True:
        found = open_session_of(session, block_id, field)
        if found is None:
            found = _begin(session, roadmap, block_id, field, actor=actor, at=at)
        live = log.held(session, found.id) if found else None
        # It may have been closed while one waited for it.
        if live is not None and live.is_open:
            return live


def _begin(
    session: Session, roadmap: Roadmap, block_id: UUID, field: str, *, actor: Actor, at: datetime
) -> LiveSession | None:
    block = find_block(session, roadmap, block_id)
    if block.is_removed:
        raise Conflict(say("This has been removed from the roadmap. It can be restored from its history."))
    text = block.content.get(field) or ""
    live = LiveSession(
        roadmap_id=roadmap.id,
        block_id=block_id,
        field=field,
        based_on=block.number,
        base_text=text,
        opened_at=at,
        touched_at=at,
        upto=0,
        clients=1,
        length=units_in(text),
        is_open=True,
        state_seq=0,
    )
    try:
        with session.begin_nested():
            session.add(live)
            session.flush()
            log.begin(session, live, seed(text), at)
    except IntegrityError:
        # Somebody else has opened it in this very moment.
        return None
    record(session, SessionOpened(live.id, block_id, field, actor.person_id))
    return live


def _own(session: Session, live: LiveSession, client_id: int, actor: Actor) -> LiveWriter | None:
    writer = session.get(LiveWriter, (live.id, client_id), populate_existing=True)
    return writer if writer is not None and writer.is_page_of(actor.person_id) else None
