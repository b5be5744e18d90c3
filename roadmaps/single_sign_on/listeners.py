"""What this room hears from below: that somebody else has been at an account, and may have tied an account of their own to it."""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import EmailChangeStopped
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.single_sign_on.rules import untie_doubted


def take_away_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """Untie the accounts elsewhere that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        on = day_of(fact.at)
        untie_doubted(session, fact.person_id, since=fact.doubted_since, at=fact.at, on=on)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(EmailChangeStopped, take_away_doubted)
