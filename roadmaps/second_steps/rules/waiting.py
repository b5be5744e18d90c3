"""Letting open sign-ins wait for a second step that has not been asked of them before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.holding import hold
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.second_steps import queries
from roadmaps.second_steps.events import SignInsMadeToWait


def make_wait(session: Session, person_id: UUID, *, at: datetime) -> int:
    """Let no browser of the person go on in which no second step has been shown; return how many wait from now on."""
    found = queries.weak_sign_ins_of(person_id, at)
    if session.scalar(found.limit(1)) is None:
        return 0
    # What one of them is about to do, such as bringing a second step of its own, comes before this or is refused.
    hold(session, person_id)
    weak = session.scalars(found.execution_options(populate_existing=True)).all()
    for sign_in in weak:
        sign_in.waits_for_second_step = True
    if weak:
        ids = tuple(one.id for one in weak)
        record(session, SignInsMadeToWait(person_id=person_id, sign_in_ids=ids, at=at))
    return len(weak)


def see_to_sign_ins(session: Session, at: datetime) -> None:
    """Let those wait that slipped in while somebody was choosing, or while a role was on its way."""
    for person in queries.people_asked(session, day_of(at)):
        make_wait(session, person.id, at=at)
    for person_id in session.scalars(queries.people_with_apps()):
        make_wait(session, person_id, at=at)
