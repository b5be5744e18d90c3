"""Who writes an answer: somebody with an account, or whoever holds the link in a letter to the organisation."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.accounts.actors import Actor


@dataclass(frozen=True)
class Writer:
    """`actor` is None where the letter went to an address of the organisation; the name is then as typed, if at all."""

    name: str
    actor: Actor | None = None

    @property
    def person_id(self) -> UUID | None:
        """Whose account it is."""
        return self.actor.person_id if self.actor else None
