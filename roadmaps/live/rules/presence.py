"""Who is in a session, and where in its text."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.live.events import PeopleChanged
from roadmaps.live.models import LiveSession, LiveWriter
from roadmaps.live.queries import SEEN_FOR, find_session, own_writer
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import check_editing

__all__ = ["SEEN_FOR", "leave", "look_in", "note_cursor"]

NOTE_AFTER = timedelta(seconds=10)
LONGEST_CURSOR = 400


def look_in(session: Session, live_session_id: UUID, client_id: int, *, actor: Actor, at: datetime) -> None:
    """Ask anew whether the actor may be in the session, and note that they are; for whoever only listens.

    Nothing is written when they were seen a moment ago, so that it may be asked often. A closed session is no fault
    here: `queries.updates_after` tells of it.

    :raises NotFound: when there is no such session, or the client is not the actor's
    :raises NotAllowed: when the actor may not write in the block any more
    """
    live, writer = _place_of(session, live_session_id, client_id, actor)
    if live.is_open:
        _must_write(session, live, actor)
        _note_seen(session, writer, at)


def note_cursor(
    session: Session,
    live_session_id: UUID,
    client_id: int,
    cursor: dict[str, Any] | None,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Where the actor is in the text; None for nowhere. Whoever had left is in it again.

    :raises NotFound: when there is no such session, or the client is not the actor's
    :raises NotAllowed: when the actor may not write in the block any more
    :raises Invalid: when it is no place in a text
    """
    if cursor is not None:
        check_cursor(cursor)
    live, writer = _place_of(session, live_session_id, client_id, actor)
    if not live.is_open:
        return
    _must_write(session, live, actor)
    has_moved = writer.cursor != cursor
    writer.cursor = cursor
    _note_seen(session, writer, at)
    if has_moved:
        writer.seen_at = at
        session.flush()
        record(session, PeopleChanged(live.id))


def leave(session: Session, live_session_id: UUID, client_id: int, *, actor: Actor, at: datetime) -> None:
    """The actor's page is gone. Nothing happens where it was gone already.

    :raises NotFound: when there is no such session, or the client is not the actor's
    """
    live, writer = _place_of(session, live_session_id, client_id, actor)
    if writer.left_at is None:
        go(session, live, writer, at)


def go(session: Session, live: LiveSession, writer: LiveWriter, at: datetime) -> None:
    """Let a page of somebody be gone."""
    writer.left_at, writer.cursor = at, None
    session.flush()
    record(session, PeopleChanged(live.id))


def _place_of(session: Session, live_session_id: UUID, client_id: int, actor: Actor) -> tuple[LiveSession, LiveWriter]:
    live = find_session(session, live_session_id, actor)
    return live, own_writer(session, live, client_id, actor)


def _must_write(session: Session, live: LiveSession, actor: Actor) -> None:
    check_editing(session, session.get_one(Roadmap, live.roadmap_id), [live.block_id], actor=actor)


def _note_seen(session: Session, writer: LiveWriter, at: datetime) -> None:
    is_back = writer.left_at is not None or writer.seen_at <= at - SEEN_FOR
    if is_back or writer.seen_at <= at - NOTE_AFTER:
        writer.seen_at, writer.left_at = max(at, writer.seen_at), None
        session.flush()
    if is_back:
        record(session, PeopleChanged(writer.session_id))


def check_cursor(cursor: object) -> None:
    """Two places in the text, as the editor writes them; they are passed on to others as they are.

    :raises Invalid: when they are none
    """
    is_known = (
        isinstance(cursor, dict)
        and set(cursor) == {"anchor", "head"}
        and all(_is_place(one) for one in (cursor["anchor"], cursor["head"]))
    )
    if not is_known or len(json.dumps(cursor)) > LONGEST_CURSOR:
        raise Invalid(say("This could not be read. Your text is kept here: reload the page to go on."))


def _is_place(place: object) -> bool:
    """A Yjs relative position: beside a character of one client, or at the beginning or the end of the root."""
    if not isinstance(place, dict) or not set(place) <= {"type", "tname", "item", "assoc"}:
        return False
    item = place.get("item")
    names = all(place.get(name) is None or isinstance(place[name], str) for name in ("tname",))
    number = isinstance(place.get("assoc", 0), int)
    if item is not None and not _is_id(item):
        return False
    return names and number and (place.get("type") is None or _is_id(place["type"]))


def _is_id(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"client", "clock"}
        and all(isinstance(one, int) and 0 <= one < 2**53 for one in value.values())
    )
