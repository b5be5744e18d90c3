"""Setting an app for codes up, moving to another one, and turning it off."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.rules import hold_sign_in, show_again
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sealing import Seal
from roadmaps.foundation.sentences import say
from roadmaps.second_steps import queries
from roadmaps.second_steps.events import CodeAppGivenUp, CodeAppTaken
from roadmaps.second_steps.models import CodeApp
from roadmaps.second_steps.numbers import as_app_code, new_secret, step_of
from roadmaps.second_steps.rules.codes import forget_codes, make_codes
from roadmaps.second_steps.rules.waiting import make_wait

OFFERED_FOR = timedelta(minutes=30)


def offer_app(session: Session, sign_in: SignIn, *, seal: Seal, at: datetime) -> str:
    """Make a new secret, for this one browser to show; the one in use goes on until a code of the new one has come."""
    sign_in = hold_sign_in(session, sign_in, at=at)
    app = _row_of(session, sign_in.person_id)
    secret = new_secret()
    app.offered_secret = seal.seal(secret, sign_in.person_id.bytes)
    app.offered_to_id, app.offered_at = sign_in.id, at
    return secret


def offered_to(session: Session, sign_in: SignIn, *, seal: Seal, at: datetime) -> str | None:
    """The secret that this browser was shown a while ago; None for every other browser, and when it is too old."""
    app = session.scalar(queries.app_of(sign_in.person_id))
    if app is None or app.offered_secret is None or app.offered_at is None:
        return None
    is_for_it = app.offered_to_id == sign_in.id and at - app.offered_at < OFFERED_FOR
    return seal.open(app.offered_secret, sign_in.person_id.bytes) if is_for_it else None


def take_app(session: Session, sign_in: SignIn, typed: str, *, seal: Seal, at: datetime) -> tuple[str, list[str]]:
    """Take the app into use that has shown this code. Other browsers then wait for a code of it.

    Returns the new token for this browser's cookie, and new recovery codes, which nobody sees again.

    :raises NotAllowed: when the sign-in of this browser has ended meanwhile
    :raises Invalid: when the code is not one of the secret that this browser was shown
    """
    sign_in = hold_sign_in(session, sign_in, at=at)
    app = session.scalar(queries.app_of(sign_in.person_id).with_for_update().execution_options(populate_existing=True))
    secret = offered_to(session, sign_in, seal=seal, at=at)
    if app is None or secret is None:
        raise Invalid(say("That took too long, or was begun in another browser. Begin once more."))
    code = as_app_code(typed)
    step = step_of(secret, code, at) if code else None
    if step is None:
        wrong = say("That is not the code that the app shows now. Check that the clock of the phone is right.")
        raise Invalid(wrong, {"code": wrong})
    is_another = app.is_in_use
    app.secret, app.last_step, app.in_use_since = app.offered_secret, step, at
    app.offered_secret = app.offered_to_id = app.offered_at = None
    record(session, CodeAppTaken(person_id=sign_in.person_id, at=at, is_another=is_another))
    codes = make_codes(session, sign_in.person_id, at=at, with_app=True)
    token = show_again(session, sign_in, is_strong=True, at=at)
    session.flush()  # this browser is strong now, which the next question is about
    make_wait(session, sign_in.person_id, at=at)
    return token, codes


def give_up_app(session: Session, sign_in: SignIn, *, has_other_way: bool, on: date, at: datetime) -> None:
    """Turn the app off. Recovery codes go with it where the person has no other second step.

    :raises NotAllowed: where the site asks the person for a second step and this is the only one, and when the sign-in of
        this browser has ended meanwhile
    """
    person = session.get_one(Person, hold_sign_in(session, sign_in, at=at).person_id)
    if queries.is_asked(session, person, on) and not has_other_way:
        raise NotAllowed(say("The site asks you for a second step, so you cannot be without one. Move it instead."))
    app = session.scalar(queries.app_of(person.id).with_for_update())
    if app is None or not app.is_in_use:
        return
    session.delete(app)
    if not has_other_way:
        forget_codes(session, person.id)
    record(session, CodeAppGivenUp(person_id=person.id, at=at))


def _row_of(session: Session, person_id: UUID) -> CodeApp:
    """The person's row, locked; made if there is none, also when another browser makes it at the same moment."""
    query = queries.app_of(person_id).with_for_update().execution_options(populate_existing=True)
    if (found := session.scalar(query)) is not None:
        return found
    try:
        with session.begin_nested():
            session.add(made := CodeApp(person_id=person_id))
    except IntegrityError:
        return session.scalars(query).one()
    return made
