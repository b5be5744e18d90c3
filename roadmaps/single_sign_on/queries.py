"""What can be asked about accounts at other providers. Selects compose; finders raise NotFound."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, SignIn
from roadmaps.accounts.queries import is_running
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import NotFound
from roadmaps.single_sign_on import policy
from roadmaps.single_sign_on.models import GivenByGroup, ProviderAccount, ProviderSignIn


def account_of(issuer: str, subject: str) -> Select[ProviderAccount]:
    """The account of this subject at this provider, untied or not."""
    return select(ProviderAccount).where(ProviderAccount.issuer == issuer, ProviderAccount.subject == subject)


def has_account(session: Session, person_id: UUID) -> bool:
    """Whether some account elsewhere is tied to the person."""
    return session.scalar(accounts_of(person_id).limit(1)) is not None


def accounts_of(person_id: UUID) -> Select[ProviderAccount]:
    """The accounts elsewhere that are tied to the person, the oldest first."""
    return (
        select(ProviderAccount)
        .where(ProviderAccount.person_id == person_id, ProviderAccount.untied_at.is_(None))
        .order_by(ProviderAccount.tied_at, ProviderAccount.id)
    )


def accounts_ever_at(issuer: str, person_id: UUID) -> Select[ProviderAccount]:
    """The accounts at this provider that are or have been the person's."""
    return select(ProviderAccount).where(ProviderAccount.issuer == issuer, ProviderAccount.person_id == person_id)


def given_to(account_id: UUID) -> Select[GivenByGroup]:
    """What a provider gives the person of the account just now."""
    return select(GivenByGroup).where(GivenByGroup.account_id == account_id)


def accounts_that_gave() -> Select[ProviderAccount]:
    """The accounts by which a provider gives something just now."""
    giving = select(GivenByGroup.account_id)
    return select(ProviderAccount).where(or_(ProviderAccount.made_coordinator, ProviderAccount.id.in_(giving)))


def open_sign_ins_by(account_ids: Collection[UUID], at: datetime, *, sid: str = "") -> Select[SignIn]:
    """The sign-ins that came by these accounts and still run; those of one session there, if it is named."""
    query = (
        select(SignIn)
        .join(ProviderSignIn, ProviderSignIn.sign_in_id == SignIn.id)
        .where(ProviderSignIn.account_id.in_(account_ids), is_running(at))
    )
    # One whose session there was not told could be that session.
    return query.where(ProviderSignIn.sid.in_([sid, ""])) if sid else query


def accounts_signed_out(issuer: str, *, subject: str, sid: str) -> Select[ProviderAccount]:
    """Whose account it is that was signed out there, by the subject or else by the session."""
    query = select(ProviderAccount).where(ProviderAccount.issuer == issuer)
    if subject:
        return query.where(ProviderAccount.subject == subject)
    by_session = select(ProviderSignIn.account_id).where(ProviderSignIn.sid == sid)
    return query.where(ProviderAccount.id.in_(by_session))


def tied_counts(session: Session) -> dict[str, int]:
    """How many people each provider lets in, by its key."""
    query = select(ProviderAccount.provider, func.count()).where(ProviderAccount.untied_at.is_(None))
    return dict(session.execute(query.group_by(ProviderAccount.provider)).all())


def find_account(session: Session, account_id: UUID, *, viewer: Actor | None) -> ProviderAccount:
    """One of the viewer's own accounts elsewhere."""
    account = session.get(ProviderAccount, account_id)
    if account is None or account.untied_at is not None or not policy.may_untie(viewer, account):
        raise NotFound
    return account


def areas_called(session: Session, slugs: Collection[str]) -> dict[str, Area]:
    """The running areas at these addresses."""
    found = session.scalars(select(Area).where(Area.slug.in_(slugs), Area.archived_at.is_(None)))
    return {area.slug: area for area in found}


def organisation_called(session: Session, slug: str) -> Organisation | None:
    """The running organisation at this address."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug, Organisation.archived_at.is_(None)))
