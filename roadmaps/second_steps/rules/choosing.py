"""Whom the site asks for a second step, and helping somebody who has lost theirs."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person
from roadmaps.accounts.rules import end_all_sign_ins
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.second_steps import queries
from roadmaps.second_steps.events import CodeAppGivenUp, SecondStepChosen, SecondStepReset
from roadmaps.second_steps.models import CodeApp, RecoveryCode, SecondStepChoice, WrongCode
from roadmaps.second_steps.policy import may_choose, may_reset
from roadmaps.second_steps.rules.codes import forget_codes
from roadmaps.second_steps.rules.waiting import make_wait

Forget = Callable[[Session, UUID, datetime, UUID | None], None]


def choose(
    session: Session,
    *,
    asks_coordinators: bool,
    asks_leaders: bool,
    has_one: bool,
    on: date,
    at: datetime,
    actor: Actor,
) -> None:
    """Ask these people for a second step from now on. Their open sign-ins wait for it at once.

    :param has_one: whether the actor has a second step; nobody asks of others what would shut themselves out
    """
    if not may_choose(actor):
        raise NotAllowed(say("Coordinators say whom the site asks for a second step."))
    if (asks_coordinators or asks_leaders) and not has_one:
        raise Invalid(say("Set up a second step for yourself first. Then you know what you ask of others."))
    now_in_force = queries.choice_in_force(session)
    before = (now_in_force.asks_coordinators, now_in_force.asks_leaders) if now_in_force else (False, False)
    if before == (asks_coordinators, asks_leaders):
        return
    choice = SecondStepChoice(
        number=now_in_force.number + 1 if now_in_force else 1,
        asks_coordinators=asks_coordinators,
        asks_leaders=asks_leaders,
        chosen_by_id=actor.person_id,
        chosen_at=at,
    )
    try:
        with session.begin_nested():
            session.add(choice)
    except IntegrityError:
        raise Invalid(say("Somebody else chose at the same moment. Look at what holds now.")) from None
    record(
        session,
        SecondStepChosen(asks_coordinators=asks_coordinators, asks_leaders=asks_leaders, by_id=actor.person_id, at=at),
    )
    for person in queries.people_asked(session, on):
        make_wait(session, person.id, at=at)


def reset(session: Session, person: Person, *, forget: Iterable[Forget], at: datetime, actor: Actor | None) -> None:
    """Take every second step from somebody who has lost them, and sign them out everywhere: what is lost may be found.

    :param forget: how each way of showing a second step is taken away
    :param actor: the coordinator; None for the command line
    """
    if actor is not None and not may_reset(actor, person):
        raise NotAllowed(say("Coordinators do this for others. Your own second step is on your page."))
    by_id = actor.person_id if actor else None
    hold(session, person.id)
    for take_away in forget:
        take_away(session, person.id, at, by_id)
    end_all_sign_ins(session, person.id, at=at, by_id=by_id)
    record(session, SecondStepReset(person_id=person.id, by_id=by_id, at=at))


def forget_app(session: Session, person_id: UUID, _at: datetime, _by_id: UUID | None) -> None:
    """Take the app and the recovery codes away, and forget wrong codes."""
    session.execute(delete(CodeApp).where(CodeApp.person_id == person_id))
    session.execute(delete(WrongCode).where(WrongCode.person_id == person_id))
    forget_codes(session, person_id)


def forget_doubted(session: Session, person_id: UUID, *, since: datetime, at: datetime) -> None:
    """Take away an app that was taken into use, and codes that were made, since somebody else may have been at the account.

    An app of long ago stays, also where new codes were made: whoever has it is its person.
    """
    app = queries.app_in_use(session, person_id)
    if app is not None and app.in_use_since is not None and app.in_use_since >= since:
        forget_app(session, person_id, at, None)
        record(session, CodeAppGivenUp(person_id=person_id, at=at))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id, RecoveryCode.made_at >= since))
