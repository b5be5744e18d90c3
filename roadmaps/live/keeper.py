"""What has to be looked after while people write, every two seconds in each process: are those who listen here still
allowed to, and has everyone left somewhere.
"""

import logging
from collections import defaultdict
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.rules import find_sign_in
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import LOCAL, now
from roadmaps.foundation.errors import NotAllowed, NotFound, Refusal
from roadmaps.foundation.sentences import say
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live import rules
from roadmaps.live.clerk import Clerk
from roadmaps.live.hub import NOT_ALLOWED, SIGNED_OUT, Ending, Hub, Listener
from roadmaps.live.pace import Paces
from roadmaps.live.queries import forgotten

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
# Whoever listens by asking is noted to be there now and then, not at every question.
NOTED_EVERY_SECONDS = 8.0
NO_LONGER = say("You can no longer write here. Your text is kept here, so that you can copy it.")


class SignedOut(NotAllowed):
    """Whoever sat at this browser does so no more."""

    def __init__(self) -> None:
        super().__init__(say("You are not signed in any more. Your text is kept here: sign in again to go on."))


def actor_of(session: Session, token: str, *, at: datetime) -> Actor:
    """Whoever sits at the browser with this token now; asked once in each unit of work.

    :raises SignedOut: when the sign-in has ended, or the person is deactivated
    """
    known: dict[str, Actor | None] = session.info.setdefault("live_actors", {})
    if token not in known:
        sign_in = find_sign_in(session, token, at=at)
        day = at.astimezone(LOCAL).date()
        known[token] = (
            load_actor(session, sign_in.person_id, on=day, acting_for_id=sign_in.acting_for_id) if sign_in else None
        )
    actor = known[token]
    if actor is None:
        raise SignedOut
    return actor


def put_out(refusal: Refusal) -> Ending:
    """How a line ends that somebody may not keep; of a roadmap that they may not even read now, no more than needed."""
    if isinstance(refusal, SignedOut):
        return Ending(SIGNED_OUT, refusal.sentence)
    return Ending(NOT_ALLOWED, NO_LONGER if isinstance(refusal, NotFound) else refusal.sentence)


class Keeper:
    """Looks after the sessions of the site, and the listeners of this process."""

    def __init__(self, units: UnitsOfWork, clerk: Clerk, hub: Hub) -> None:
        self._units = units
        self._clerk = clerk
        self._hub = hub
        self._noting = Paces(at_once=1, a_second=1 / NOTED_EVERY_SECONDS)

    def look_round(self) -> None:
        """One round."""
        by_session: dict[UUID, list[Listener]] = defaultdict(list)
        for listener in self._hub.listeners():
            by_session[listener.session_id].append(listener)
        for session_id, listeners in by_session.items():
            self._ask_again(session_id, listeners)
        self._close_forgotten()

    def look_in_sometimes(self, session_id: UUID, client_id: int, token: str) -> None:
        """Note that somebody who asks every second is there, unless it has been noted just now.

        :raises Refusal: see `rules.look_in`
        """
        if self._noting.spend((session_id, client_id, token)):
            self.look_in(session_id, client_id, token)

    def look_in(self, session_id: UUID, client_id: int, token: str) -> None:
        """Ask whether somebody may be in the session, and note that they are there.

        :raises Refusal: see `rules.look_in`
        """

        def look(session: Session) -> None:
            rules.look_in(session, session_id, client_id, actor=actor_of(session, token, at=now()), at=now())

        self._clerk.keep(session_id, look)

    def note_gone(self, listener: Listener) -> None:
        """A page's line is down. Others see it leave at once, unless it has another line here already."""
        of = listener.session_id, listener.client_id
        if any((other.session_id, other.client_id) == of for other in self._hub.listeners()):
            return

        def leave(session: Session) -> None:
            rules.leave(session, *of, actor=actor_of(session, listener.token, at=now()), at=now())

        # Whoever may not be there any more is missed a little later, as those whose line was cut are.
        with suppress(Refusal, DBAPIError):
            self._clerk.keep(listener.session_id, leave)

    def _ask_again(self, session_id: UUID, listeners: list[Listener]) -> None:
        def ask(session: Session) -> dict[Listener, Ending]:
            refused: dict[Listener, Ending] = {}
            for listener in listeners:
                try:
                    actor = actor_of(session, listener.token, at=now())
                    rules.look_in(session, session_id, listener.client_id, actor=actor, at=now())
                except (NotAllowed, NotFound) as refusal:
                    refused[listener] = put_out(refusal)
            return refused

        for listener, ending in self._clerk.keep(session_id, ask).items():
            listener.end(ending)

    def _close_forgotten(self) -> None:
        with self._units.database.reading() as session:
            left = forgotten(session, at=now())
        for session_id in left:
            try:
                with self._units.change() as session:
                    rules.close_forgotten(session, session_id, at=now())
            except Refusal as refusal:
                log.warning("Live session %s could not be made a revision of: %s", session_id, refusal.sentence)
