"""What this room announces. Of the address only the name that it has here is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class _About(Event):
    webhook_id: UUID
    person_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class WebhookSetUp(_About):
    """Recorded when another system is told from now on."""


@dataclass(frozen=True)
class WebhookChanged(_About):
    """Recorded when its address, or what it is told of, has become another."""


@dataclass(frozen=True)
class WebhookSecretRenewed(_About):
    """Recorded when it has got a new secret; the old one signs for some time yet."""


@dataclass(frozen=True)
class WebhookPaused(_About):
    """Recorded when nothing is sent for a time; nobody: the site has done it, and `reason` tells why."""

    reason: str


@dataclass(frozen=True)
class WebhookResumed(_About):
    """Recorded when it is sent again, and what has waited too."""


@dataclass(frozen=True)
class WebhookReplayed(_About):
    """Recorded when somebody has asked for messages once more."""

    messages: int


@dataclass(frozen=True)
class WebhookEnded(_About):
    """Recorded when it is told nothing any more."""
