"""What passkeys hear from below: that somebody else has been at an account, whose new keys are then worth nothing."""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import EmailChangeStopped
from roadmaps.foundation.events import Listeners
from roadmaps.passkeys.rules import forget_passkeys


def take_away_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """Take away the passkeys that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        forget_passkeys(session, fact.person_id, fact.at, None, since=fact.doubted_since)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(EmailChangeStopped, take_away_doubted)
