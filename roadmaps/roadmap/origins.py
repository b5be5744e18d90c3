"""Where a block or a change comes from: something said at a meeting, a candidate that was decided on.

Rooms above tell of their own sorts of origins and hear when one has become text, in the transaction that saves it. The
address of a form names its origin as `?origin=sort:id`, and the form carries it until it is saved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Shown


class Origin(NamedTuple):
    """Which one it is: the name of its sort, and its id among them."""

    sort: str
    id: UUID

    def __str__(self) -> str:
        """As addresses and forms write it."""
        return f"{self.sort}:{self.id}"


@dataclass(frozen=True)
class ToldOrigin:
    """An origin in words: what it is, what was said there, and where it can be read."""

    words: Shown
    quote: str
    path: str


@dataclass(frozen=True)
class Settled:
    """What came of an origin: a block of a roadmap, as of the revision with this number."""

    roadmap: Roadmap
    block_id: UUID
    number: int


Tell = Callable[[Session, UUID, Actor], ToldOrigin]
Settle = Callable[..., None]


class Origins:
    """The sorts of origins there are; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._sorts: dict[str, tuple[Tell, Settle]] = {}

    def add(self, sort: str, *, tell: Tell, settle: Settle) -> None:
        """Let there be a sort of origins.

        :param tell: `(session, id, actor)`; raises NotFound for what the actor may not read
        :param settle: `(session, id, settled, *, actor, at)`; writes down what came of it. It refuses nothing: the words
            are to be saved whatever has become of their origin meanwhile.
        """
        self._sorts[sort] = (tell, settle)

    def read(self, words: str | None) -> Origin | None:
        """The origin that an address or a form names, if it names one."""
        sort, _, key = (words or "").partition(":")
        if sort not in self._sorts:
            return None
        try:
            return Origin(sort, UUID(key))
        except ValueError:
            return None

    def tell(self, session: Session, origin: Origin, actor: Actor) -> ToldOrigin | None:
        """The origin in words; None when it is not for the actor to read."""
        try:
            return self._sorts[origin.sort][0](session, origin.id, actor)
        except NotFound:
            return None

    def settle(self, session: Session, origin: Origin, settled: Settled, *, actor: Actor, at: datetime) -> None:
        """Let the room of the origin write down what came of it, if the actor may read it."""
        if self.tell(session, origin, actor) is not None:
            self._sorts[origin.sort][1](session, origin.id, settled, actor=actor, at=at)
