"""What is written in a session: each update asked about, numbered without gaps and kept."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.prose import LARGEST
from roadmaps.foundation.sentences import say
from roadmaps.live.errors import SessionOver, TooMuch
from roadmaps.live.events import Updated
from roadmaps.live.models import LiveSession, LiveWriter
from roadmaps.live.queries import find_session
from roadmaps.live.results import Taken
from roadmaps.live.text import log
from roadmaps.live.text.checking import new_part
from roadmaps.live.text.documents import text_of
from roadmaps.live.text.y_updates import Update, read_update, write_update
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import author_of, check_editing

# What was ever put in, also what has been taken out again: the document remembers the place of all of it.
MOST_UNITS = 10 * LARGEST
TOO_LONG = say("This text is too long. At most %(most)s characters fit in one block.", most=LARGEST)


def take_update(
    session: Session, live_session_id: UUID, client_id: int, update: bytes, *, actor: Actor, at: datetime
) -> Taken:
    """Keep an update in the log of its session.

    Several may be taken in one transaction, also by several people: one that is refused changes nothing. Acknowledge
    and pass on only what has been committed.

    :raises NotFound: when there is no such session, none that the actor may know of, or the client is not the actor's
    :raises NotAllowed: when the actor may not write in the block any more
    :raises SessionOver: when the session has been closed; send the update to `take_late`, in a transaction of its own
    :raises UpdateRefused: when it is not an honest update of this client: see `roadmaps.live.errors`
    """
    said = read_update(update)
    roadmap_id = find_session(session, live_session_id, actor).roadmap_id
    live = log.held(session, live_session_id)
    if live is None:
        raise NotFound
    if not live.is_open:
        raise SessionOver
    check_editing(session, session.get_one(Roadmap, roadmap_id), [live.block_id], actor=actor)
    writers = log.writers_of(session, live)
    writer = own(writers, client_id, actor)
    new = new_part(said, client_id, log.known(session, live, writers, client_id))
    if not new:
        return Taken(live.upto, is_new=False)
    check_units(writers, new)
    _check_size(session, live, new)
    writer.seen_at, writer.left_at = max(at, writer.seen_at), None
    seq = log.add(session, live, writer, new, at, author=author_of(actor))
    record(session, Updated(live.id, seq))
    return Taken(seq)


def own(writers: dict[int, LiveWriter], client_id: int, actor: Actor) -> LiveWriter:
    """The actor's own page.

    :raises NotFound: when the client is not the actor's
    """
    writer = writers.get(client_id)
    if writer is None or not writer.is_page_of(actor.person_id):
        raise NotFound
    return writer


def check_units(writers: Mapping[int, LiveWriter], new: Update) -> None:
    """:raises TooMuch: when more would have been written in the session, also of what was taken out again, than can be."""
    if sum(one.clock for one in writers.values()) + sum(one.length for one in new.structs) > MOST_UNITS:
        raise TooMuch(say("More has been written and taken out here than can be. Save a version, and go on in it."))


def _check_size(session: Session, live: LiveSession, new: Update) -> None:
    if live.length + sum(one.length for one in new.structs) <= LARGEST:
        return
    # What has been taken out does not count, but is only known from the document itself.
    document = log.document(session, live)
    log.recount(live, text_of(document))
    if not any(one.text for one in new.structs):
        return
    document.apply_update(write_update(new))
    if len(text_of(document)) > LARGEST:
        raise TooMuch(TOO_LONG)
