"""What can be asked about second steps: who has one, and of whom the site asks one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.queries import active_persons, is_open
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import not_over_on
from roadmaps.second_steps.models import CodeApp, RecoveryCode, SecondStepChoice, WrongCode

LEADING = (Role.PROCESS_LEADER, Role.DEPUTY)


def app_of(person_id: UUID) -> Select[CodeApp]:
    """The person's app, also while it is being set up."""
    return select(CodeApp).where(CodeApp.person_id == person_id)


def app_in_use(session: Session, person_id: UUID) -> CodeApp | None:
    """The person's app, if its codes are asked for."""
    return session.scalar(app_of(person_id).where(CodeApp.secret.is_not(None)))


def people_with_apps() -> Select[UUID]:
    """Whose app is in use."""
    return select(CodeApp.person_id).where(CodeApp.secret.is_not(None))


def codes_left(session: Session, person_id: UUID) -> int:
    """How many recovery codes the person has that have not been used."""
    query = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(query) or 0


def has_codes(session: Session, person_id: UUID) -> bool:
    """Whether the person can show a code, from an app or from paper."""
    return app_in_use(session, person_id) is not None or codes_left(session, person_id) > 0


def wrong_codes_since(person_id: UUID, since: datetime) -> Select[WrongCode]:
    """The wrong codes of late, the first one first."""
    return (
        select(WrongCode)
        .where(WrongCode.person_id == person_id, WrongCode.tried_at > since)
        .order_by(WrongCode.tried_at, WrongCode.id)
    )


def choices() -> Select[SecondStepChoice]:
    """Whom the site has asked over time, the newest choice first."""
    return select(SecondStepChoice).order_by(SecondStepChoice.number.desc())


def choice_in_force(session: Session) -> SecondStepChoice | None:
    """Whom the site asks today; None before anybody has chosen, and then nobody is asked."""
    return session.scalar(choices().limit(1))


def is_asked(session: Session, person: Person, on: date) -> bool:
    """Whether the site asks the person for a second step: by what the person is on the day, or is to be later."""
    choice = choice_in_force(session)
    if choice is None:
        return False
    if choice.asks_coordinators and person.is_coordinator:
        return True
    return choice.asks_leaders and session.scalar(_leading(on).where(RoleGrant.person_id == person.id)) is not None


def people_asked(session: Session, on: date) -> list[Person]:
    """Everybody whom the site asks, by name."""
    choice = choice_in_force(session)
    if choice is None:
        return []
    leading = set(session.scalars(_leading(on))) if choice.asks_leaders else set()
    everybody = session.scalars(active_persons())
    return [one for one in everybody if one.id in leading or (choice.asks_coordinators and one.is_coordinator)]


def weak_sign_ins_of(person_id: UUID, at: datetime) -> Select[SignIn]:
    """Open sign-ins of the person in which no second step has been shown."""
    return select(SignIn).where(SignIn.person_id == person_id, SignIn.strong_at.is_(None), is_open(at))


def _leading(on: date) -> Select[UUID]:
    return select(RoleGrant.person_id).where(RoleGrant.role.in_(LEADING), not_over_on(on))
