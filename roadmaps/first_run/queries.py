"""Whether the site waits for its first coordinator."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person


def waits_for_coordinator(session: Session) -> bool:
    """Whether there is no coordinator, also none who has been deactivated: then the door of this room is open."""
    return not session.scalar(select(exists().where(Person.is_coordinator)))
