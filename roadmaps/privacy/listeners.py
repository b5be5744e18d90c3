"""What this room hears."""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import PersonReactivated
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import say
from roadmaps.privacy.queries import is_erased


def listen(listeners: Listeners) -> None:
    """Hang the listener."""
    listeners.in_transaction(PersonReactivated, let_nobody_come_back)


def let_nobody_come_back(session: Session, fact: PersonReactivated) -> None:
    """Whose data is gone comes back by a new invitation, as somebody new."""
    if is_erased(session, fact.person_id):
        raise NotAllowed(say("The data of this person has been taken away. Invite the person anew."))
