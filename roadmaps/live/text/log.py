"""The log of a session: adding to it, and what is read from it. Whoever adds holds the row of the session."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from pycrdt import Doc, Text
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.live.models import SEED_CLIENT, LiveSession, LiveUpdate, LiveWriter
from roadmaps.live.text.attribution import Entry
from roadmaps.live.text.checking import Known, pairs_in
from roadmaps.live.text.documents import document_of, state_of
from roadmaps.live.text.y_updates import Struct, Update, read_update, units_in, write_update
from roadmaps.revisions.changes import Author

# So many entries are read afresh rather than the document be kept anew.
ENTRIES_WITHOUT_STATE = 100


def held(session: Session, live_session_id: UUID) -> LiveSession | None:
    """The session, and nobody else adds to its log or closes it until the transaction ends."""
    return session.scalar(
        select(LiveSession)
        .where(LiveSession.id == live_session_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def writers_of(session: Session, live: LiveSession) -> dict[int, LiveWriter]:
    """Everyone who is or was in it, by client id."""
    query = select(LiveWriter).where(LiveWriter.session_id == live.id).order_by(LiveWriter.client_id)
    return {one.client_id: one for one in session.scalars(query.execution_options(populate_existing=True))}


def add_writer(
    session: Session, live: LiveSession, author: Author, at: datetime, *, of_revision: int | None = None
) -> LiveWriter:
    """Give out the next client id. The text of the session itself counts as one from outside."""
    live.clients += 1
    writer = LiveWriter(
        session_id=live.id,
        client_id=live.clients,
        person_id=author.person_id,
        organisation_id=author.organisation_id,
        of_revision=of_revision,
        joined_at=at,
        seen_at=at,
        left_at=at if of_revision is not None else None,
    )
    session.add(writer)
    session.flush()
    return writer


def add(
    session: Session,
    live: LiveSession,
    writer: LiveWriter,
    update: Update,
    at: datetime,
    *,
    author: Author | None = None,
    is_late: bool = False,
    is_kept: bool = False,
) -> int:
    """Put an update at the end of the log and return its number; `author` is the writer's unless told."""
    live.upto += 1
    live.touched_at = at
    live.length += sum(one.length for one in update.structs if one.text is not None)
    if update.structs:
        writer.clock = update.structs[-1].end
        writer.has_pairs = writer.has_pairs or any(pairs_in(one.text) for one in update.structs)
    session.add(
        LiveUpdate(
            session_id=live.id,
            seq=live.upto,
            client_id=writer.client_id,
            person_id=author.person_id if author else writer.person_id,
            organisation_id=author.organisation_id if author else writer.organisation_id,
            at=at,
            payload=write_update(update),
            is_late=is_late,
            is_kept=is_kept,
        )
    )
    session.flush()
    return live.upto


def begin(session: Session, live: LiveSession, seed: bytes, at: datetime) -> None:
    """Let the log begin with the text that the session is opened on, under the client id that nobody is given."""
    structs = read_update(seed).structs
    writer = LiveWriter(session_id=live.id, client_id=SEED_CLIENT, of_revision=live.based_on, clock=0)
    writer.joined_at = writer.seen_at = writer.left_at = at
    writer.clock = structs[-1].end if structs else 0
    writer.has_pairs = any(pairs_in(one.text) for one in structs)
    session.add_all([writer, LiveUpdate(session_id=live.id, seq=0, client_id=SEED_CLIENT, at=at, payload=seed)])
    session.flush()


def known(session: Session, live: LiveSession, writers: dict[int, LiveWriter], client_id: int) -> Known:
    """What the log has, for checking an update of a client against it."""

    def everything() -> list[Struct]:
        whole = list(read_update(state_of(document(session, live)), is_own=True).structs)
        in_time = writers[client_id].late_from
        return whole if in_time is None else [*whole, *_late_structs(session, live, client_id)]

    return Known(
        clocks={one: writer.clock for one, writer in writers.items()},
        with_pairs=frozenset(one for one, writer in writers.items() if writer.has_pairs),
        structs_of=lambda one: structs_of(session, live, one),
        last_of=lambda one: _last_of(session, live, one),
        everything=everything,
    )


def _late_structs(session: Session, live: LiveSession, client_id: int) -> Iterator[Struct]:
    rows = select(LiveUpdate.payload).where(
        LiveUpdate.session_id == live.id, LiveUpdate.client_id == client_id, LiveUpdate.is_late.is_(True)
    )
    for payload in session.scalars(rows.order_by(LiveUpdate.seq)):
        yield from read_update(payload, is_own=True).structs


def _last_of(session: Session, live: LiveSession, client_id: int) -> Struct | None:
    """What a client has put in last, unless it has been taking out only for a while."""
    rows = select(LiveUpdate.payload).where(LiveUpdate.session_id == live.id, LiveUpdate.client_id == client_id)
    for payload in session.scalars(rows.order_by(LiveUpdate.seq.desc()).limit(20)):
        if structs := read_update(payload, is_own=True).structs:
            return structs[-1]
    return None


def structs_of(session: Session, live: LiveSession, client_id: int) -> list[Struct]:
    """Everything that a client has put in, in order."""
    told: list[Struct] = []
    if live.compacted_at is not None and live.state is not None:
        told += [one for one in read_update(live.state, is_own=True).structs if one.client == client_id]
    rows = select(LiveUpdate.payload).where(LiveUpdate.session_id == live.id, LiveUpdate.client_id == client_id)
    for payload in session.scalars(rows.order_by(LiveUpdate.seq)):
        told += read_update(payload, is_own=True).structs
    return told


def payloads(session: Session, live: LiveSession, *, after: int = -1) -> Sequence[bytes]:
    """The updates that belong to the session itself, from after a number on, in order."""
    return session.scalars(
        select(LiveUpdate.payload)
        .where(LiveUpdate.session_id == live.id, LiveUpdate.seq > after, LiveUpdate.is_late.is_(False))
        .order_by(LiveUpdate.seq)
    ).all()


def document(session: Session, live: LiveSession) -> "Doc[Text]":
    """The document as it stands, or stood when the session was closed."""
    if live.state is None:
        return document_of(payloads(session, live))
    return document_of([live.state, *payloads(session, live, after=live.state_seq)])


def keep_state(live: LiveSession, now: "Doc[Text]") -> bytes:
    """The whole document in one update; it is kept with the session when many entries have come since the last time."""
    state = state_of(now)
    if live.is_open and live.upto - live.state_seq >= ENTRIES_WITHOUT_STATE:
        live.state, live.state_seq = state, live.upto
    return state


def base_of(session: Session, live: LiveSession, upto: int | None = None) -> list[bytes]:
    """The log up to a number, and what came into it from outside since: what whoever wrote a revision may have begun
    from. Without a number, as far as it says what `base_text` says.
    """
    outside = select(LiveWriter.client_id).where(LiveWriter.session_id == live.id, LiveWriter.of_revision.is_not(None))
    upto = live.outside_upto if upto is None else upto
    query = select(LiveUpdate.payload).where(
        LiveUpdate.session_id == live.id,
        or_(LiveUpdate.seq <= upto, LiveUpdate.client_id.in_(outside)),
        LiveUpdate.is_late.is_(False),
    )
    return list(session.scalars(query.order_by(LiveUpdate.seq)))


def entries(session: Session, live: LiveSession) -> Iterator[Entry]:
    """The whole log of the session, with whose each entry is."""
    outside = {one.client_id for one in writers_of(session, live).values() if one.of_revision is not None}
    rows = session.execute(
        select(LiveUpdate.client_id, LiveUpdate.person_id, LiveUpdate.organisation_id, LiveUpdate.payload)
        .where(LiveUpdate.session_id == live.id, LiveUpdate.is_late.is_(False))
        .order_by(LiveUpdate.seq)
    )
    for client_id, person_id, organisation_id, payload in rows:
        yield Entry(None if client_id in outside else Author(person_id, organisation_id), payload)


def recount(live: LiveSession, text: str) -> None:
    """Note how long the text is in truth."""
    live.length = units_in(text)
