"""What has to be looked after while people write, every two seconds: in each process, are those who listen here still
allowed to; and for the whole site, has everyone left somewhere.
"""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound, Refusal
from roadmaps.foundation.sentences import say
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live import rules
from roadmaps.live.models import LiveSession
from roadmaps.live.policy import may_join
from roadmaps.live.queries import forgotten
from roadmaps.live.serving.clerk import Clerk
from roadmaps.live.serving.hub import NOT_ALLOWED, SIGNED_OUT, Ending, Hub, Listener
from roadmaps.live.serving.known_actors import KnownActors, SignedOut
from roadmaps.live.serving.pace import Paces
from roadmaps.revisions.outline import read_outline
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Lock, Roadmap
from roadmaps.roadmap.rules import check_editing

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
# Whoever listens by asking is noted to be there now and then, not at every question.
NOTED_EVERY_SECONDS = 8.0
# Who acts, found out in the unit of work that keeps the act.
Who = Callable[[Session], Actor]
NO_LONGER = say("You can no longer write here. Your text is kept here, so that you can copy it.")


def put_out(refusal: Refusal) -> Ending:
    """How a line ends that somebody may not keep; of a roadmap that they may not even read now, no more than needed."""
    if isinstance(refusal, SignedOut):
        return Ending(SIGNED_OUT, refusal.sentence)
    return Ending(NOT_ALLOWED, NO_LONGER if isinstance(refusal, NotFound) else refusal.sentence)


class Keeper:
    """Looks after the sessions of the site, and the listeners of this process."""

    def __init__(self, units: UnitsOfWork, clerk: Clerk, hub: Hub, actors: KnownActors) -> None:
        self._units = units
        self._clerk = clerk
        self._hub = hub
        self._actors = actors
        self._noting = Paces(at_once=1, a_second=1 / NOTED_EVERY_SECONDS)

    def look_round(self) -> None:
        """One round."""
        self.look_after_listeners()
        self.close_forgotten()

    def look_after_listeners(self) -> None:
        """Are those who listen here still allowed to?"""
        if listeners := self._hub.listeners():
            self._ask_again(listeners)

    def look_in(self, session_id: UUID, client_id: int, who: Who) -> None:
        """Ask whether somebody may be in the session, and note that they are there.

        :raises Refusal: see `rules.look_in`
        """

        def look(session: Session) -> None:
            rules.look_in(session, session_id, client_id, actor=who(session), at=now())

        self._clerk.keep(session_id, look)

    def look_in_sometimes(self, session_id: UUID, client_id: int, actor: Actor) -> None:
        """The same for somebody who asks every second, unless it has been noted just now."""
        if self._noting.spend((session_id, client_id, actor.person_id)):
            self.look_in(session_id, client_id, lambda _session: actor)

    def note_gone(self, listener: Listener) -> None:
        """A page's line is down. Others see it leave at once, unless it has another line here already."""
        of = listener.session_id, listener.client_id
        if any((other.session_id, other.client_id) == of for other in self._hub.listeners()):
            return

        def leave(session: Session) -> None:
            rules.leave(session, *of, actor=self._actors.at(session, listener.token, at=now()), at=now())

        # Whoever may not be there any more is missed a little later, as those whose line was cut are.
        with suppress(Refusal, DBAPIError):
            self._clerk.keep(listener.session_id, leave)

    def _ask_again(self, listeners: list[Listener]) -> None:
        """May they still be there? For all of them at once; and note now and then that they are."""
        with self._units.database.reading() as session:
            actors = self._actors.ask_again(session, {one.token for one in listeners}, at=now())
            allowed = Allowed(session, {one.session_id for one in listeners})
            for listener in listeners:
                try:
                    allowed.check(listener, actors.get(listener.token))
                except Refusal as refusal:
                    listener.end(put_out(refusal))
        for listener in listeners:
            self._note_there(listener)

    def _note_there(self, listener: Listener) -> None:
        key = listener.session_id, listener.client_id, listener.person_id
        if listener.ending is None and self._noting.spend(key):
            with suppress(Refusal):
                self.look_in(*key[:2], lambda session: self._actors.at(session, listener.token, at=now()))

    def close_forgotten(self) -> None:
        """Close what all have left, wherever they were."""
        with self._units.database.reading() as session:
            left = forgotten(session, at=now())
        for session_id in left:
            try:
                with self._units.change() as session:
                    rules.close_forgotten(session, session_id, at=now())
            except Refusal as refusal:
                log.warning("Live session %s could not be made a revision of: %s", session_id, refusal.sentence)


class Allowed:
    """What stands in the way of writing in some sessions, read once for everyone in them."""

    def __init__(self, session: Session, session_ids: Collection[UUID]) -> None:
        self._session = session
        found = session.scalars(select(LiveSession).where(LiveSession.id.in_(session_ids)))
        self._lives = {one.id: one for one in found}
        self._roadmaps = {one: session.get_one(Roadmap, one) for one in {it.roadmap_id for it in self._lives.values()}}
        self._locks = {one.id: self._locks_on(one) for one in self._roadmaps.values()}

    def check(self, listener: Listener, actor: Actor | None) -> None:
        """:raises Refusal: when somebody may not be in a session any more; one that has been closed tells so itself"""
        live = self._lives.get(listener.session_id)
        if actor is None:
            raise SignedOut
        if live is None or not live.is_open:
            return
        roadmap = self._roadmaps[live.roadmap_id]
        if not may_join(actor, roadmap, self._locks[roadmap.id].get(live.id)):
            # Asked once more by the rule, which knows the words for it.
            check_editing(self._session, roadmap, [live.block_id], actor=actor)

    def _locks_on(self, roadmap: Roadmap) -> dict[UUID, Lock]:
        locks = standing_locks(self._session, roadmap)
        if locks.whole is None and not locks.blocks and not locks.within:
            return {}
        outline = read_outline(self._session, roadmap.history_id)
        here = (one for one in self._lives.values() if one.roadmap_id == roadmap.id)
        standing = {one.id: locks.on(one.block_id, *outline.ancestors(one.block_id)) for one in here}
        return {session_id: lock for session_id, lock in standing.items() if lock is not None}
