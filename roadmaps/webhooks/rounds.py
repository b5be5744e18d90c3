"""Sending what waits, several receivers at once, however many processes do it.

Each receiver has one thread at a time in all processes together, which sends its messages one after the other; one that
answers slowly holds up nobody but itself. A round only hands out what is due and comes back at once.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import BoundedSemaphore, Thread
from uuid import UUID

from sqlalchemy import select

from roadmaps.foundation.circumstances import Circumstances, Entrance, under
from roadmaps.foundation.sealing import Seal
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.webhooks.models import Webhook
from roadmaps.webhooks.packing import Parcel
from roadmaps.webhooks.posting import Answer, Failure, Post
from roadmaps.webhooks.rules.sending import claim, is_due, let_go, next_parcel, note_answer
from roadmaps.webhooks.signing import signed_headers

log = logging.getLogger(__name__)
NAME = "webhooks"
AT_ONCE = 8
# Then it is the turn of another receiver, if one waits.
MOST_IN_A_ROW = 25


class Rounds:
    """The senders of one process."""

    def __init__(
        self, units: UnitsOfWork, post: Post, seal: Seal, *, base_url: str, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._post = post
        self._seal = seal
        self._base_url = base_url
        self._clock = clock
        self._free = BoundedSemaphore(AT_ONCE)

    def begin_due(self) -> list[Thread]:
        """Begin to send to every receiver that something is due for, as far as there are places; return those that send."""
        begun = []
        while self._free.acquire(blocking=False):
            claimed = self._claim_one()
            if claimed is None:
                self._free.release()
                break
            thread = Thread(target=self._send_all, args=claimed, name=NAME, daemon=True)
            thread.start()
            begun.append(thread)
        return begun

    def send_due(self) -> None:
        """Send what is due, and come back when nothing is: for a command and for tests."""
        while begun := self.begin_due():
            for thread in begun:
                thread.join()

    def _claim_one(self) -> tuple[UUID, UUID] | None:
        """Looked up with a reading session first, so that idle processes never take the lock for writing."""
        with self._units.database.reading() as session:
            if session.scalar(select(Webhook.id).where(is_due(self._clock())).limit(1)) is None:
                return None
        with self._units.change() as session:
            return claim(session, at=self._clock())

    def _send_all(self, webhook_id: UUID, mark: UUID) -> None:
        try:
            with under(Circumstances(Entrance.BACKGROUND, NAME)):
                for _ in range(MOST_IN_A_ROW):
                    if not self._send_next(webhook_id, mark):
                        return
                with self._units.change() as session:
                    let_go(session, webhook_id, mark)
        except Exception:
            # The claim runs out, and whoever comes first after that tries again.
            log.exception("sending to %s failed, and will be tried again", webhook_id)
        finally:
            self._free.release()

    def _send_next(self, webhook_id: UUID, mark: UUID) -> bool:
        with self._units.change() as session:
            parcel = next_parcel(session, webhook_id, mark, seal=self._seal, base_url=self._base_url, at=self._clock())
        if parcel is None:
            return False
        answer = self._sent(parcel)
        with self._units.change() as session:
            return note_answer(session, parcel, answer, at=self._clock())

    def _sent(self, parcel: Parcel) -> Answer:
        if not parcel.secrets:
            return Answer(None, Failure.CLOSED)
        headers = signed_headers(str(parcel.delivery_id), parcel.body, parcel.secrets, at=self._clock())
        return self._post.send(parcel.address, parcel.body, headers)
