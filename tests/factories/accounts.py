"""The smallest valid people and organisations, with values that read well."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix, Membership, Organisation, Person, SignIn, Way
from roadmaps.accounts.names import slug_of
from roadmaps.accounts.secrets import hash_of, new_token

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BEGINNING = LONG_AGO.date()
PASSWORD = "tre sälgar vid ån"
# The smallest costs that argon2 knows, as tests sign in often.
_CHEAP_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

_numbers = count(1)


def a_person(
    session: Session,
    name: str = "Karin Åslund",
    *,
    email: str = "",
    is_coordinator: bool = False,
    language: str = "sv",
    deactivated_at: datetime | None = None,
) -> Person:
    """A person whose password is PASSWORD."""
    person = Person(
        name=name,
        email=email or f"{slug_of(name)}-{next(_numbers)}@example.org",
        language=language,
        is_coordinator=is_coordinator,
        password_hash=_CHEAP_HASH,
        created_at=LONG_AGO,
        deactivated_at=deactivated_at,
    )
    session.add(person)
    session.flush()
    return person


def an_organisation(session: Session, name: str = "", *, helix: Helix = Helix.BUSINESS) -> Organisation:
    """An organisation that takes part."""
    named = name or f"Torsta {next(_numbers)}"
    organisation = Organisation(name=named, slug=slug_of(named), helix=helix, created_at=LONG_AGO)
    session.add(organisation)
    session.flush()
    return organisation


def a_membership(
    session: Session,
    person: Person,
    organisation: Organisation,
    *,
    from_on: date = BEGINNING,
    until_on: date | None = None,
) -> Membership:
    """That the person acts for the organisation."""
    membership = Membership(person=person, organisation=organisation, from_on=from_on, until_on=until_on)
    session.add(membership)
    session.flush()
    return membership


def a_sign_in(session: Session, person: Person, *, at: datetime) -> tuple[SignIn, str]:
    """A browser in which the person is signed in, and the token in its cookie."""
    token = new_token()
    sign_in = SignIn(
        token_hash=hash_of(token),
        person_id=person.id,
        user_agent="Firefox",
        created_at=at,
        way=Way.PASSWORD,
        proved_at=at,
        seen_at=at,
        idle_minutes=14 * 24 * 60,
        idle_until=at + timedelta(days=14),
        expires_at=at + timedelta(days=90),
    )
    session.add(sign_in)
    session.flush()
    return sign_in, token
