"""Keeping what somebody does apart from what is decided about them at the same moment.

Whoever acts holds their own row while they do; whoever takes a right from somebody holds that person's row first. So an act
is kept before the right is gone, or is asked about after it and refused. SQLite lets one writer in at a time anyway.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.queries import is_open, of_active_people
from roadmaps.foundation.database import Moment

_OPEN = of_active_people().where(SignIn.id == bindparam("sign_in"), is_open(bindparam("at", type_=Moment)))


def hold(session: Session, person_id: UUID) -> None:
    """Wait for what is going on with the person elsewhere, and let others wait until this unit of work is over."""
    if session.get_bind().dialect.name == "sqlite":
        return
    # Rows that refer to the person can still be added by others.
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def is_signed_in(session: Session, sign_in_id: UUID, *, at: datetime) -> bool:
    """Whether the sign-in still lets its person in."""
    return session.scalar(_OPEN, {"sign_in": sign_in_id, "at": at}) is not None
