"""What goes to and fro on one web socket, from its beginning until it is hung up. No database connection is held between."""

import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from roadmaps.foundation.sentences import say
from roadmaps.live.errors import Unreadable
from roadmaps.live.results import Taken
from roadmaps.live.rules.presence import check_cursor
from roadmaps.live.serving.hub import CLOSED, Ending, Listener
from roadmaps.live.serving.keeper import put_out
from roadmaps.live.serving.line import Line
from roadmaps.live.serving.pace import Pace
from roadmaps.live.serving.process import LiveProcess
from roadmaps.live.serving.sending import send_cursor, send_update
from roadmaps.live.serving.talk import (
    of_closed,
    of_people,
    of_refusal,
    of_taken,
    packed,
    read_message,
    unpacked,
    whole_number,
)
from roadmaps.live.serving.watching import Entry, entries_after

log = logging.getLogger(__name__)

IDLE_SECONDS = 15.0
# Typing sends some ten messages a second; what comes faster waits.
MESSAGES_AT_ONCE = 60
MESSAGES_A_SECOND = 20
# A caret that moves is shown here at once, and kept for other processes now and then, as that is a commit.
CARET_SECONDS = 1.0
MOST_IN_ONE_MESSAGE = 200
BUSY = say("The site is very busy just now. Your text is kept here and will be sent again.")


class Conversation:
    """One listener's."""

    def __init__(self, line: Line, listener: Listener, live: LiveProcess) -> None:
        self._line = line
        self._listener = listener
        self._live = live
        self._pace = Pace(MESSAGES_AT_ONCE, MESSAGES_A_SECOND)
        self._people_told: list[dict[str, Any]] | None = None
        self._has_moved = False
        self._caret_kept_at = 0.0

    def hold(self) -> Ending:
        """Talk until there is a reason to end.

        :raises LineLost: when the other side has gone
        """
        while self._listener.ending is None:
            self._tell_news()
            self._tell_people()
            if closed := self._live.hub.closed(self._listener.session_id):
                self._line.tell({"type": "closed", **of_closed(closed)})
                return Ending(CLOSED, closed.sentence)
            self._keep_caret()
            delay = self._pace.seconds_to_wait
            text = self._line.wait(self._patience(delay), is_reading=not delay)
            if text is not None:
                self._pace.spend()
                self._answer(text)
        if self._listener.ending.sentence:
            refusal = NotAllowed(self._listener.ending.sentence)
            self._line.tell({"type": "refused", "id": None, **of_refusal(refusal)})
        return self._listener.ending

    def _patience(self, delay: float) -> float:
        if self._has_moved:
            return min(CARET_SECONDS, delay or CARET_SECONDS)
        return delay or IDLE_SECONDS

    def _tell_news(self) -> None:
        while entries := self._news():
            others = [update for _, client, update in entries if client != self._listener.client_id]
            self._listener.seq = entries[-1][0]
            if others:
                self._line.tell({"type": "updates", "seq": self._listener.seq, "updates": others})

    def _news(self) -> list[tuple[int, int, str]]:
        entries = self._live.hub.since(self._listener.session_id, self._listener.seq)
        if entries is None:
            with self._live.units.database.reading() as session:
                found: list[Entry] = entries_after(session, self._listener.session_id, self._listener.seq)
            entries = [(one.seq, one.client_id, packed(one.payload)) for one in found]
        return entries[:MOST_IN_ONE_MESSAGE]

    def _tell_people(self) -> None:
        people = self._live.hub.people(self._listener.session_id)
        told = of_people(people, self._listener.client_id) if people is not None else self._people_told
        if told != self._people_told:
            self._people_told = told
            self._line.tell({"type": "people", "people": told})

    def _answer(self, text: str) -> None:
        number = None
        try:
            message = read_message(text)
            number = whole_number(message, "id")
            match message.get("type"):
                case "update":
                    self._line.tell({"id": number, **self._take(message)})
                case "presence":
                    self._move(message.get("cursor"))
                case _:
                    raise Unreadable
        except Invalid as refusal:
            self._line.tell({"type": "refused", "id": number, **of_refusal(refusal)})
        except (NotAllowed, NotFound) as refusal:
            self._listener.end(put_out(refusal))
        except DBAPIError:
            log.warning("An update could not be kept, and will be sent again", exc_info=True)
            self._line.tell({"type": "refused", "id": number, **of_refusal(Refusal(BUSY)), "final": False})

    def _take(self, message: Mapping[str, Any]) -> dict[str, Any]:
        of = self._listener
        taken = send_update(self._live, of.session_id, of.client_id, unpacked(message), who=self._who)
        return {"type": "ack" if isinstance(taken, Taken) else "late", **of_taken(taken)}

    def _who(self, session: Session) -> Actor:
        return self._live.actors.at(session, self._listener.token, at=now())

    def _move(self, caret: Any) -> None:
        if caret is not None:
            check_cursor(caret)
        self._has_moved = True
        self._live.hub.move(self._listener, caret)

    def _keep_caret(self) -> None:
        if not self._has_moved or monotonic() - self._caret_kept_at < CARET_SECONDS:
            return
        self._has_moved, self._caret_kept_at = False, monotonic()
        of = self._listener
        try:
            send_cursor(self._live, of.session_id, of.client_id, of.caret, who=self._who)
        except Invalid as refusal:
            self._line.tell({"type": "refused", "id": None, **of_refusal(refusal)})
        except (NotAllowed, NotFound) as refusal:
            of.end(put_out(refusal))
        except DBAPIError:
            log.info("A caret could not be kept", exc_info=True)
