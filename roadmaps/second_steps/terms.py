"""On whose sign-ins a second step is waited for: those whom the site asks, and those who have chosen it themselves."""

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.terms import Terms
from roadmaps.foundation.clock import today
from roadmaps.second_steps.queries import app_in_use, is_asked


def terms_of(session: Session, person: Person) -> Terms:
    """What this room asks of the person's next sign-in."""
    return Terms(needs_second_step=is_asked(session, person, today()) or app_in_use(session, person.id) is not None)
