"""People with a second step, and what their phones show."""

from datetime import datetime, timedelta

import pyotp
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.foundation.sealing import Seal
from roadmaps.second_steps import rules
from roadmaps.second_steps.models import CodeApp, SecondStepChoice
from tests.factories.accounts import LONG_AGO, a_sign_in

SEAL = Seal("kept by the tests", "second steps")


def shown_at(secret: str, at: datetime) -> str:
    """What an app with the secret shows at the moment."""
    return pyotp.TOTP(secret).at(at)


def an_app(session: Session, person: Person) -> str:
    """The secret of an app that the person has had for long."""
    secret = pyotp.random_base32()
    session.add(CodeApp(person_id=person.id, secret=SEAL.seal(secret, person.id.bytes), in_use_since=LONG_AGO))
    session.flush()
    return secret


def some_codes(session: Session, person: Person) -> list[str]:
    """The recovery codes of the person."""
    codes = rules.make_codes(session, person.id, at=LONG_AGO)
    session.flush()
    return codes


def a_choice(session: Session, person: Person, *, coordinators: bool = True, leaders: bool = True) -> SecondStepChoice:
    """That the site asks for a second step."""
    choice = SecondStepChoice(
        number=1, asks_coordinators=coordinators, asks_leaders=leaders, chosen_by_id=person.id, chosen_at=LONG_AGO
    )
    session.add(choice)
    session.flush()
    return choice


def a_waiting_sign_in(session: Session, person: Person, *, at: datetime, ago: timedelta = timedelta(0)) -> SignIn:
    """A browser in which the person has shown a password and nothing more."""
    sign_in, _ = a_sign_in(session, person, at=at - ago)
    sign_in.waits_for_second_step = True
    session.flush()
    return sign_in
