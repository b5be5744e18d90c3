"""What happens to second steps. Each is recorded in the unit of work that makes it true."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class CodeAppTaken(Event):
    """A person has an app for codes, or another one than before (`is_another`)."""

    person_id: UUID
    at: datetime
    is_another: bool


@dataclass(frozen=True)
class CodeAppGivenUp(Event):
    """A person has turned the codes of the app off."""

    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class RecoveryCodesMade(Event):
    """A person has new recovery codes; earlier ones work no more. `with_app`: they came with an app."""

    person_id: UUID
    at: datetime
    with_app: bool = False


@dataclass(frozen=True)
class RecoveryCodeUsed(Event):
    """A person has come in by a recovery code; so many are left."""

    person_id: UUID
    at: datetime
    left: int


@dataclass(frozen=True)
class SecondStepShown(Event):
    """A person has shown a right code at a browser, as a second step or to show again who they are."""

    person_id: UUID
    sign_in_id: UUID
    at: datetime


@dataclass(frozen=True)
class WrongCodeShown(Event):
    """Somebody who knows a person's first step has shown a wrong code."""

    person_id: UUID
    sign_in_id: UUID
    at: datetime


@dataclass(frozen=True)
class CodesGuessed(Event):
    """So many wrong codes have been shown that no more are taken for a while; the person is told."""

    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class SecondStepReset(Event):
    """A coordinator (None: the command line) has taken a person's second steps away, who has lost them."""

    person_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class SecondStepChosen(Event):
    """The site asks other people than before for a second step."""

    asks_coordinators: bool
    asks_leaders: bool
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class SignInsMadeToWait(Event):
    """Open sign-ins of a person let nobody in until a second step has been shown in them."""

    person_id: UUID
    sign_in_ids: tuple[UUID, ...]
    at: datetime
