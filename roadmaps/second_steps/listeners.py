"""What second steps hear from below: whoever comes to lead or to coordinate shows two steps from then on, and what a thief
may have brought to an account is taken away.

Somebody who is appointed by invitation, or by the organisation's own sign-in, is heard here too.
"""

from sqlalchemy.orm import Session

from roadmaps.accounts.events import CoordinatorAppointed, EmailChangeStopped
from roadmaps.accounts.models import Person
from roadmaps.areas.events import RoleDatesChanged, RoleGranted
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.second_steps.queries import is_asked
from roadmaps.second_steps.rules import forget_doubted, make_wait

Raised = RoleGranted | RoleDatesChanged | CoordinatorAppointed


def ask_now(session: Session, fact: Raised) -> None:
    """Let the person's open sign-ins wait, if the site asks a second step of what the person has become."""
    person = session.get(Person, fact.person_id)
    if person is not None and is_asked(session, person, day_of(fact.at)):
        make_wait(session, person.id, at=fact.at)


def take_away_doubted(session: Session, fact: EmailChangeStopped) -> None:
    """Take away the app and the codes that came while a thief may have been at the account."""
    if fact.doubted_since is not None:
        forget_doubted(session, fact.person_id, since=fact.doubted_since, at=fact.at)


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(RoleGranted, ask_now)
    listeners.in_transaction(RoleDatesChanged, ask_now)
    listeners.in_transaction(CoordinatorAppointed, ask_now)
    listeners.in_transaction(EmailChangeStopped, take_away_doubted)
