"""Making the first coordinator, once and by a code that only whoever runs the site has seen."""

from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Person
from roadmaps.first_run import codes
from roadmaps.first_run.events import SetupCodeMade
from roadmaps.first_run.models import SetupCode
from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say

GOOD_FOR = timedelta(hours=24)
# Several hosts may start at once, and a site that does not come up is started again and again.
MOST_CODES = 10


def make_code(session: Session, *, at: datetime) -> str:
    """A new code; those that were printed before stay good until their time is out.

    :raises NotAllowed: when there is a coordinator already
    """
    if not waits_for_coordinator(session):
        raise NotAllowed(say("There is a coordinator already, who can invite others."))
    known = session.scalars(select(SetupCode).order_by(SetupCode.made_at.desc(), SetupCode.id.desc())).all()
    for number, one in enumerate(known, 1):
        if number >= MOST_CODES or one.expires_at <= at:
            session.delete(one)
    code = codes.new_code()
    session.add(SetupCode(code_hash=codes.hash_of(code), made_at=at, expires_at=at + GOOD_FOR))
    record(session, SetupCodeMade(expires_at=at + GOOD_FOR, at=at))
    return code


def set_up(session: Session, *, code: str, name: str, email: str, language: str, password: str, at: datetime) -> Person:
    """Make the first coordinator, and let every code be gone.

    Of two who do so at the same moment one comes first: the codes are locked, and are gone when the other sees them.

    :raises Invalid: naming the field
    :raises NotFound: when there is a coordinator already
    """
    known = session.scalars(select(SetupCode).order_by(SetupCode.id).with_for_update()).all()
    if not waits_for_coordinator(session):
        raise NotFound
    typed = codes.hash_of(code)
    # Each is compared, and each wholly, so that the time it takes tells nothing.
    fitting = [one for one in known if compare_digest(one.code_hash, typed)]
    if not fitting or fitting[0].expires_at <= at:
        sentence = say(
            "This code is not good, or not any more. `roadmaps setup-code`, on the server, prints a new one."
        )
        raise Invalid(sentence, {"code": sentence})
    person = accounts.register_coordinator(session, name=name, email=email, language=language, password=password, at=at)
    session.execute(delete(SetupCode))
    return person
