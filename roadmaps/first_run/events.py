"""What happens in the first minutes of an installation."""

from dataclasses import dataclass
from datetime import datetime

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class SetupCodeMade(Event):
    """A code has been printed on the console, with which the first coordinator can be made."""

    expires_at: datetime
    at: datetime
