"""What happens to passkeys. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class PasskeyAdded(Event):
    """A person has a new passkey."""

    passkey_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class PasskeyRenamed(Event):
    """A person calls a passkey something else."""

    passkey_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class PasskeyRemoved(Event):
    """A passkey opens nothing any more: its person (or, after a loss, a coordinator) has taken it away."""

    passkey_id: UUID
    person_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class PasskeyUsed(Event):
    """A person has shown a passkey, to sign in, as a second step, or to show again who they are."""

    passkey_id: UUID
    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class PasskeyRefused(Event):
    """A passkey that is known here has answered wrongly: a copied key, another site, or an old answer sent again."""

    passkey_id: UUID
    person_id: UUID
    at: datetime
