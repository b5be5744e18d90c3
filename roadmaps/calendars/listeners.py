"""What calendars hear from below: the links of somebody who has been shut out end for good."""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import PersonDeactivated
from roadmaps.calendars.rules import revoke_all_of
from roadmaps.foundation.events import Listeners


def revoke_with_account(session: Session, fact: PersonDeactivated) -> None:
    """Revoke them in the transaction that shuts the person out."""
    revoke_all_of(session, fact.person_id, at=fact.at, by_id=fact.by_id)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(PersonDeactivated, revoke_with_account)
