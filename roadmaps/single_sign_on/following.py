"""What a provider's groups give here: roles, memberships, the coordinator's office. What hands have given is never touched.

What is given so lasts for some days and is given anew at each sign-in; it ends at the first sign-in that says so no more,
and by itself when its holder does not come that way any longer.
"""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Membership, Person
from roadmaps.accounts.queries import current_membership
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import not_over_on
from roadmaps.areas.rules.roles import end_running, give, set_dates
from roadmaps.single_sign_on import queries
from roadmaps.single_sign_on.facts import Told
from roadmaps.single_sign_on.models import GivenByGroup, ProviderAccount
from roadmaps.single_sign_on.providers import COORDINATOR, GroupRole, Provider

log = logging.getLogger(__name__)


def follow(
    session: Session,
    provider: Provider,
    account: ProviderAccount,
    person: Person,
    told: Told,
    *,
    at: datetime,
    on: date,
) -> None:
    """Give and take what the provider says now. A provider that is silent about groups changes nothing about roles."""
    _follow_name(session, provider, person, told, on=on)
    _follow_organisation(session, provider, account, person, told, at=at, on=on)
    if told.groups is None:
        return
    said = [one for one in provider.roles if one.group in told.groups]
    _follow_office(session, account, person, is_said=any(one.role == COORDINATOR for one in said), at=at)
    _follow_roles(session, provider, account, person, said, at=at, on=on)


def take_back_all(session: Session, account: ProviderAccount, person: Person, *, at: datetime, on: date) -> None:
    """End everything that the provider has given by this account."""
    for given in session.scalars(queries.given_to(account.id)).all():
        _take_back(session, given, at=at, on=on)
    session.flush()  # so that who asks once more finds it gone
    if account.made_coordinator and accounts.follow_group(session, person, is_coordinator=False, at=at):
        account.made_coordinator = False


def take_back_unused(session: Session, days: Mapping[str, int], *, at: datetime, on: date) -> int:
    """The same for accounts that nobody has signed in with for so many days; return for how many.

    :param days: by the key of the provider; what one that is trusted no longer has given goes at once
    """
    found = 0
    for account in session.scalars(queries.accounts_that_gave()).all():
        lasts = timedelta(days=days.get(account.provider, 0))
        if account.used_at is None or account.used_at + lasts < at:
            take_back_all(session, account, session.get_one(Person, account.person_id), at=at, on=on)
            found += 1
    return found


def _follow_name(session: Session, provider: Provider, person: Person, told: Told, *, on: date) -> None:
    if provider.names_people and told.name and told.name != person.name:
        actor = load_actor(session, person.id, on=on)
        assert actor is not None
        accounts.change_profile(session, person, name=told.name, language=person.language, actor=actor)


def _follow_office(session: Session, account: ProviderAccount, person: Person, *, is_said: bool, at: datetime) -> None:
    if is_said and not person.is_coordinator and not account.made_coordinator:
        account.made_coordinator = accounts.follow_group(session, person, is_coordinator=True, at=at)
    if not is_said and account.made_coordinator:
        account.made_coordinator = not accounts.follow_group(session, person, is_coordinator=False, at=at)
        if account.made_coordinator:
            log.warning("The last coordinator stays one, though %s says so no more", account.provider)


def _follow_roles(
    session: Session,
    provider: Provider,
    account: ProviderAccount,
    person: Person,
    said: list[GroupRole],
    *,
    at: datetime,
    on: date,
) -> None:
    areas = queries.areas_called(session, {one.area for one in said})
    for missing in {one.area for one in said if one.area} - set(areas):
        log.warning("Provider %s gives roles in %s, where there is no area", provider.key, missing)
    wanted: set[tuple[UUID, Role]] = {
        (areas[one.area].id, one.as_role) for one in said if one.area in areas and one.as_role
    }
    until = on + timedelta(days=provider.role_days)
    for given in session.scalars(queries.given_to(account.id).where(GivenByGroup.grant_id.is_not(None))).all():
        grant = session.get_one(RoleGrant, given.grant_id)
        if (grant.area_id, grant.role) not in wanted:
            _take_back(session, given, at=at, on=on)
        elif grant.ended_at is not None:
            # Somebody here has ended it by hand; that stands for as long as the group goes on saying the same.
            wanted.discard((grant.area_id, grant.role))
        elif grant.until_on is not None and grant.until_on >= on:
            _lengthen(session, grant, until, provider, at=at, on=on)
            wanted.discard((grant.area_id, grant.role))
        else:
            session.delete(given)
            session.flush()  # so that it is given anew below
    for area_id, role in wanted:
        held = select(RoleGrant.id).where(
            RoleGrant.person_id == person.id, RoleGrant.area_id == area_id, RoleGrant.role == role, not_over_on(on)
        )
        if session.scalar(held.limit(1)) is None:
            grant = give(session, area_id, person.id, role, on, until, at=at, by_id=None)
            session.add(GivenByGroup(account_id=account.id, grant_id=grant.id, given_at=at))


def _lengthen(session: Session, grant: RoleGrant, until: date, provider: Provider, *, at: datetime, on: date) -> None:
    """Let it run on, where less than half of its days are left: who comes every day needs no word about it every day."""
    assert grant.until_on is not None
    if grant.until_on - on < timedelta(days=provider.role_days) / 2:
        set_dates(session, grant, grant.from_on, until, at=at, by=None)


def _follow_organisation(
    session: Session,
    provider: Provider,
    account: ProviderAccount,
    person: Person,
    told: Told,
    *,
    at: datetime,
    on: date,
) -> None:
    """Let the person act for the organisation that the provider names, and no longer for one that it named before."""
    if told.organisation is None or not provider.organisations:
        return
    slug = provider.organisations.get(told.organisation)
    organisation = queries.organisation_called(session, slug) if slug else None
    if slug and organisation is None:
        log.warning("Provider %s names the organisation %s, which is not here", provider.key, slug)
    known = False
    for given in session.scalars(queries.given_to(account.id).where(GivenByGroup.membership_id.is_not(None))).all():
        membership = session.get_one(Membership, given.membership_id)
        if organisation is not None and membership.organisation_id == organisation.id:
            known = True
        else:
            _take_back(session, given, at=at, on=on)
    if organisation is None or known or session.scalar(current_membership(person.id, organisation.id, on)) is not None:
        return
    membership = accounts.join_organisation(session, organisation, person, on=on, by=None)
    session.flush()  # what is noted below names the row
    session.add(GivenByGroup(account_id=account.id, membership_id=membership.id, given_at=at))


def _take_back(session: Session, given: GivenByGroup, *, at: datetime, on: date) -> None:
    if given.grant_id is not None:
        grant = session.get_one(RoleGrant, given.grant_id)
        if grant.ended_at is None:
            end_running(session, grant, at=at, on=on, by=None)
    if given.membership_id is not None:
        accounts.leave_organisation(session, session.get_one(Membership, given.membership_id), at=at, on=on, by=None)
    session.delete(given)
