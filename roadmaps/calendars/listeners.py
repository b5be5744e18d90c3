"""What calendars hear from below: the links of somebody who has been shut out end for good, and those that a thief may have made."""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import EmailChangeStopped, PersonDeactivated
from roadmaps.calendars.rules import revoke_all_of, revoke_since
from roadmaps.foundation.events import Listeners


def revoke_with_account(session: Session, fact: PersonDeactivated) -> None:
    """Revoke them in the transaction that shuts the person out."""
    revoke_all_of(session, fact.person_id, at=fact.at, by_id=fact.by_id)


def revoke_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """Revoke those that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        revoke_since(session, fact.person_id, fact.doubted_since, at=fact.at)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(EmailChangeStopped, revoke_doubted)
    listeners.in_transaction(PersonDeactivated, revoke_with_account)
