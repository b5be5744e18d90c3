"""What access tokens hear from below: where a theft has been told of, what a thief may have made lets nobody in."""

from sqlalchemy.orm import Session

from roadmaps.access_tokens.rules import end_since
from roadmaps.accounts.events import EmailChangeStopped
from roadmaps.foundation.events import Listeners


def take_away_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """End the tokens that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        end_since(session, fact.person_id, fact.doubted_since, at=fact.at)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(EmailChangeStopped, take_away_doubted)
