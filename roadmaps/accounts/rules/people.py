"""What people change about themselves, and what coordinators decide about people."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, policy, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import normalised
from roadmaps.accounts.events import (
    CoordinatorAppointed,
    CoordinatorDismissed,
    OrganisationChosen,
    PasswordChanged,
    PersonChanged,
    PersonDeactivated,
    PersonReactivated,
    PersonRegistered,
)
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.names import one_line
from roadmaps.accounts.rules.entry import Proof, end_all_sign_ins
from roadmaps.accounts.rules.stopping import stop_asked_email_of, stop_links_of, stop_sign_in_links_of
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.faults import blamed_on
from roadmaps.foundation.sentences import say

LANGUAGES = ("sv", "en")


def register(session: Session, *, name: str, email: str, language: str, password: str | None, at: datetime) -> Person:
    """Make a new person. Who may do that is for the rule that calls this one to know."""
    person = Person(
        name=one_line(name, field="name"),
        email=free_email(session, email),
        language=known_language(language),
        is_coordinator=False,
        created_at=at,
    )
    if password is not None:
        set_password(person, password, field="password")
    session.add(person)
    session.flush()  # the event names the row, which gets its identity here
    record(session, PersonRegistered(person_id=person.id, at=at))
    return person


def register_coordinator(
    session: Session, *, name: str, email: str, language: str = "sv", password: str | None, at: datetime
) -> Person:
    """Make a coordinator from the command line: how a new site gets its first, and how a locked-out one gets help."""
    person = register(session, name=name, email=email, language=language, password=password, at=at)
    person.is_coordinator = True
    record(session, CoordinatorAppointed(person_id=person.id, by_id=None, at=at))
    return person


def change_profile(session: Session, person: Person, *, name: str, language: str, actor: Actor) -> None:
    """Change one's own name and language."""
    _require_self(person, actor)
    person.name = one_line(name, field="name")
    person.language = known_language(language)
    record(session, PersonChanged(person_id=person.id, by_id=actor.person_id))


def change_password(
    session: Session,
    person: Person,
    *,
    proof: Proof | None,
    password: str,
    keep_id: UUID | None,
    ways: Sequence[WayIn] = (),
    at: datetime,
    actor: Actor,
) -> None:
    """Change one's own password, and sign out every other browser than that of `keep_id`.

    :param proof: of the present one; None for a person who has none, as those who come in by other ways
    :param ways: other ways of getting in that the person wants to be rid of by the same act
    """
    _require_self(person, actor)
    if person.password_hash is not None:
        _require_proof(person, proof, field="old_password")
    set_password(person, password, field="password")
    end_all_sign_ins(session, person.id, except_id=keep_id, at=at)
    stop_sign_in_links_of(session, person, at=at)
    for way in ways:
        way.forget(session, person.id, at)
    record(
        session,
        PasswordChanged(person_id=person.id, email=person.email, name=person.name, language=person.language, at=at),
    )


def choose_organisation(session: Session, sign_in: SignIn, organisation_id: UUID, *, actor: Actor) -> None:
    """Say for which of one's organisations one acts, in this browser, from now on."""
    if sign_in.person_id != actor.person_id or organisation_id not in dict(actor.organisations):
        raise NotAllowed(say("You can only act for an organisation that you belong to."))
    sign_in.acting_for_id = organisation_id
    record(session, OrganisationChosen(actor.person_id, organisation_id, sign_in.id))


def deactivate(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Shut a person out at once, everywhere; the name stays on what was done."""
    if not policy.may_deactivate(actor, person):
        raise NotAllowed(say("Only another coordinator can deactivate this person."))
    if not person.is_active:
        return
    _require_another_coordinator(session, person)
    person.deactivated_at = at
    # None of them comes alive again with the account.
    stop_links_of(session, person, at=at)
    stop_asked_email_of(session, person, at=at)
    end_all_sign_ins(session, person.id, at=at, by_id=actor.person_id)
    record(session, PersonDeactivated(person_id=person.id, by_id=actor.person_id, at=at))


def reactivate(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Let a person in again, with the roles that still run."""
    if not policy.may_deactivate(actor, person):
        raise NotAllowed(say("Only another coordinator can reactivate this person."))
    if person.is_active:
        return
    person.deactivated_at = None
    record(session, PersonReactivated(person_id=person.id, by_id=actor.person_id, at=at))


def appoint_coordinator(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Make another person coordinator."""
    if not policy.may_appoint_coordinator(actor, person):
        raise NotAllowed(say("Only a coordinator can appoint another active person as coordinator."))
    if person.is_coordinator:
        return
    person.is_coordinator = True
    record(session, CoordinatorAppointed(person_id=person.id, by_id=actor.person_id, at=at))


def dismiss_coordinator(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Let a coordinator be one no longer; the last active one stays."""
    if not policy.may_dismiss_coordinator(actor, person):
        raise NotAllowed(say("Only a coordinator can change who is coordinator."))
    _require_another_coordinator(session, person)
    person.is_coordinator = False
    record(session, CoordinatorDismissed(person_id=person.id, by_id=actor.person_id, at=at))


def follow_group(session: Session, person: Person, *, is_coordinator: bool, at: datetime) -> bool:
    """Make the person coordinator, or no longer, as the organisation's own sign-in says; return whether it is so now.

    The last active coordinator stays one, whatever a list elsewhere says.
    """
    if person.is_coordinator == is_coordinator:
        return True
    if is_coordinator:
        person.is_coordinator = True
        record(session, CoordinatorAppointed(person_id=person.id, by_id=None, at=at))
        return True
    coordinators = session.scalars(queries.active_coordinators().with_for_update()).all()
    if [one.id for one in coordinators] == [person.id]:
        return False
    person.is_coordinator = False
    record(session, CoordinatorDismissed(person_id=person.id, by_id=None, at=at))
    return True


def set_password(person: Person, password: str, *, field: str) -> None:
    """Give the person a new password, if it is good enough."""
    fault = passwords.fault_of(password, name=person.name, email=person.email)
    if fault:
        raise Invalid(fault, {field: fault})
    person.password_hash = passwords.hash_password(password)


def as_stored(email: str) -> str:
    """The address in the form it is stored; raises Invalid for what is none."""
    with blamed_on("email"):
        return normalised(email)


def free_email(session: Session, email: str) -> str:
    """The address as stored, if nobody has it; raises Invalid otherwise."""
    address = as_stored(email)
    if session.scalar(queries.person_with_email(address)) is not None:
        raise taken_email()
    return address


def taken_email() -> Invalid:
    """What to say where somebody has the address already."""
    fault = say("There is already a person with this e-mail address.")
    return Invalid(fault, {"email": fault})


def take_email(session: Session, person: Person, email: str) -> bool:
    """Let the person have the address, in the form it is stored; False where somebody has taken it at the same moment."""
    try:
        with session.begin_nested():
            person.email = email
    except IntegrityError:
        return False
    return True


def known_language(language: str) -> str:
    """The language, if the product speaks it."""
    if language not in LANGUAGES:
        fault = say("Choose one of the alternatives.")
        raise Invalid(fault, {"language": fault})
    return language


def _require_self(person: Person, actor: Actor) -> None:
    if not policy.may_change_person(actor, person):
        raise NotAllowed(say("People change their own name, address and password."))


def _require_proof(person: Person, proof: Proof | None, *, field: str) -> None:
    if proof is None or proof.person_id != person.id:
        fault = say("This is not your present password.")
        raise Invalid(fault, {field: fault})


def _require_another_coordinator(session: Session, person: Person) -> None:
    # The rows are locked, so that two coordinators cannot dismiss each other at the same moment.
    coordinators = session.scalars(queries.active_coordinators().with_for_update()).all()
    if [one.id for one in coordinators] == [person.id]:
        raise Invalid(say("There must be at least one coordinator. Appoint another one first."))
