"""What access tokens hear from below: what a thief may have made lets nobody in, nor what somebody had who is shut out."""

from sqlalchemy.orm import Session

from roadmaps.access_tokens.rules import end_all, end_since
from roadmaps.accounts.events import EmailChangeStopped, PersonDeactivated
from roadmaps.foundation.events import Listeners


def take_away_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """End the tokens that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        end_since(session, fact.person_id, fact.doubted_since, at=fact.at)


def end_with_account(session: Session, fact: PersonDeactivated) -> None:
    """End the tokens of somebody who has been shut out, so that none comes back when the person is let in again."""
    end_all(session, fact.person_id, fact.at, by_id=fact.by_id)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(EmailChangeStopped, take_away_doubted)
    listeners.in_transaction(PersonDeactivated, end_with_account)
