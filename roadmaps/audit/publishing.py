"""Every day the newest line's number and hash leave the site: to a file, and by letter to those whom the settings name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from roadmaps.audit.events import HeadPublished
from roadmaps.audit.heads import NAME, last_in, publish
from roadmaps.foundation.events import record
from roadmaps.journal.chain import Head
from roadmaps.journal.queries import head
from roadmaps.notifications.outbox import Outbox, Receiver

CHORE = "publish the journal"
EVERY = timedelta(days=1)
OF_USE_FOR = timedelta(days=14)
LANGUAGE = "sv"


@dataclass(frozen=True)
class Publisher:
    """Knows where heads go."""

    folder: Path
    addresses: Sequence[str]
    outbox: Outbox
    site: str

    def publish(self, session: Session, at: datetime) -> None:
        """Publish where the journal stands, unless nothing has been done since the last time.

        The note that this was done is a line itself, and does not count as something done.
        """
        newest, published = head(session), last_in(self.folder / NAME)
        if newest.number <= (published.number + 1 if published else 0):
            return
        publish(self.folder, newest, at=at, site=self.site)
        for address in self.addresses:
            self._write(session, newest, address, at)
        record(session, HeadPublished(newest.number, len(self.addresses), at))

    def _write(self, session: Session, newest: Head, address: str, at: datetime) -> None:
        self.outbox.put(
            session,
            "audit/head",
            Receiver(address, LANGUAGE),
            at=at,
            expires_at=at + OF_USE_FOR,
            facts={"number": newest.number, "hash": newest.hash, "at": at},
        )
