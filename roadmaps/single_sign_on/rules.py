"""Whose an account at a provider is: tying it, coming in with it, and what follows when somebody signs out there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.queries import is_running, person_with_email
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.single_sign_on import policy, queries
from roadmaps.single_sign_on.believing import LEEWAY_SECONDS, SignedOut
from roadmaps.single_sign_on.events import (
    ProviderAccountTied,
    ProviderAccountUntied,
    SignedInByProvider,
    SignedOutAtProvider,
)
from roadmaps.single_sign_on.facts import Told
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.following import follow, take_back_all
from roadmaps.single_sign_on.models import HeardSignOut, ProviderAccount, ProviderSignIn, Tie
from roadmaps.single_sign_on.providers import Provider

# How long what is needed to sign out there is kept after the sign-in here is over.
WAY_OUT_LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Arrived:
    """Somebody whom a provider has named, and who belongs to its account here."""

    person: Person
    account: ProviderAccount


def arrive(session: Session, provider: Provider, told: Told, *, at: datetime, on: date) -> Arrived:
    """Find whose account it is, or, the first time, tie it as far as the provider is trusted; and follow its groups.

    :raises NotLetIn: when it is nobody's, or of somebody who may not come in
    """
    account = _held(session, provider, told.subject)
    if account is None:
        account = _first_time(session, provider, told, at=at)
    if account.untied_at is not None:
        raise NotLetIn(Why.UNTIED)
    person = session.get_one(Person, account.person_id, populate_existing=True)
    if not person.is_active:
        raise NotLetIn(Why.DEACTIVATED)
    account.used_at, account.provider = at, provider.key
    follow(session, provider, account, person, told, at=at, on=on)
    return Arrived(person, account)


def tie(
    session: Session, provider: Provider, person: Person, subject: str, *, at: datetime, actor: Actor
) -> ProviderAccount:
    """Let an account at the provider, which the person has just signed in to there, open the door for the person here."""
    if not policy.may_tie(actor, person):
        raise NotAllowed(say("People tie their accounts elsewhere themselves."))
    account = session.scalar(queries.account_of(provider.issuer, subject))
    if account is not None and account.untied_at is None:
        if account.person_id != person.id:
            raise NotLetIn(Why.OTHERS)
        return account
    if account is None:
        return _tied(session, provider, person, subject, Tie.ONESELF, at=at)
    account.person_id, account.provider, account.tie = person.id, provider.key, Tie.ONESELF
    account.tied_at, account.used_at, account.untied_at = at, None, None
    _tell_of_tie(session, account, at=at)
    return account


def untie(session: Session, account: ProviderAccount, *, at: datetime, on: date, actor: Actor) -> None:
    """Let the account open the door no more; sign-ins that came by it end, and so does what its groups gave."""
    if not policy.may_untie(actor, account):
        raise NotAllowed(say("People untie their own accounts."))
    if account.untied_at is None:
        _untie(session, account, at=at, on=on)


def untie_doubted(session: Session, person_id: UUID, *, since: datetime | None, at: datetime, on: date) -> None:
    """Untie the accounts that somebody at the person's account, who may have been a thief, has tied since a moment, or ever.

    Those that a trusted provider has tied by the address are the person's own.
    """
    by_hand = queries.accounts_of(person_id).where(ProviderAccount.tie == Tie.ONESELF)
    for account in session.scalars(by_hand.where(ProviderAccount.tied_at >= since) if since else by_hand).all():
        _untie(session, account, at=at, on=on)


def untie_own(session: Session, person_id: UUID, at: datetime) -> None:
    """Untie all that have been tied by hand, as their person has asked by a link in a letter."""
    untie_doubted(session, person_id, since=None, at=at, on=day_of(at))


def remember(
    session: Session, arrived: Arrived, token: str, *, told: Told, provider: Provider, id_token: str, at: datetime
) -> None:
    """Keep by which account the sign-in of this cookie came, so that it can be ended from there, and there from here."""
    forget_ways_out(session, at)
    sign_in = session.scalars(select(SignIn).where(SignIn.token_hash == hash_of(token))).one()
    session.add(
        ProviderSignIn(
            sign_in_id=sign_in.id, account_id=arrived.account.id, sid=told.sid, id_token=id_token, came_at=at
        )
    )
    record(
        session,
        SignedInByProvider(
            account_id=arrived.account.id,
            person_id=arrived.person.id,
            sign_in_id=sign_in.id,
            provider=provider.key,
            is_strong=told.is_strong,
            at=at,
        ),
    )


def hear(session: Session, provider: Provider, word: SignedOut, *, at: datetime) -> int:
    """End the sign-ins that came by an account whose holder has signed out there; return how many ended.

    Saying it once more ends nothing once more.
    """
    session.execute(delete(HeardSignOut).where(HeardSignOut.forget_after < at))
    key = {"issuer": provider.issuer, "word": hash_of(word.word)}
    if session.get(HeardSignOut, key) is not None:
        raise NotLetIn(Why.NOT_BELIEVED, "logout token: it has been heard before")
    until = datetime.fromtimestamp(word.expires_at + LEEWAY_SECONDS + 60, tz=at.tzinfo)
    session.add(HeardSignOut(**key, heard_at=at, forget_after=until))
    found = queries.accounts_signed_out(provider.issuer, subject=word.subject, sid=word.sid)
    ids = [account.id for account in session.scalars(found)]
    running = session.scalars(queries.open_sign_ins_by(ids, at, sid=word.sid)).all()
    ended = accounts.end_these_sign_ins(session, running, at=at)
    record(
        session,
        SignedOutAtProvider(provider=provider.key, account_id=ids[0] if ids else None, ended=ended, at=at),
    )
    return ended


def end_sign_ins_by(session: Session, account_id: UUID, *, except_id: UUID | None, at: datetime) -> int:
    """End the sign-ins that came by the account, other than the one that somebody sits at."""
    running = session.scalars(queries.open_sign_ins_by([account_id], at)).all()
    return accounts.end_these_sign_ins(session, [one for one in running if one.id != except_id], at=at)


def forget_ways_out(session: Session, at: datetime) -> None:
    """Empty what was kept for signing out there, of sign-ins that have been over for a while, and old words of sign-outs."""
    still = select(SignIn.id).where(is_running(at) | (SignIn.ended_at > at - WAY_OUT_LASTS))
    session.execute(
        update(ProviderSignIn)
        .where(ProviderSignIn.id_token.is_not(None), ProviderSignIn.sign_in_id.not_in(still))
        .values(id_token=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(HeardSignOut).where(HeardSignOut.forget_after < at))


def _held(session: Session, provider: Provider, subject: str) -> ProviderAccount | None:
    """The account as it is now that nobody else can take it from its person, who is held first, as those do who take it."""
    account = session.scalar(queries.account_of(provider.issuer, subject))
    if account is not None:
        hold(session, account.person_id)
        session.refresh(account)
    return account


def _first_time(session: Session, provider: Provider, told: Told, *, at: datetime) -> ProviderAccount:
    """Tie by the verified address, where the provider is the one to ask about it; otherwise it is nobody's."""
    if not told.email or not provider.trusts(told.email):
        raise NotLetIn(Why.UNKNOWN)
    person = session.scalar(person_with_email(told.email))
    if person is not None:
        hold(session, person.id)
        session.refresh(person)
        if not person.is_active:
            raise NotLetIn(Why.DEACTIVATED)
        known = session.scalars(queries.accounts_ever_at(provider.issuer, person.id)).all()
        if any(account.subject != told.subject for account in known):
            # The provider knows the person as another: the address may have gone to somebody new since then.
            raise NotLetIn(Why.UNKNOWN)
        if known:
            # The person has come in another window, in the moment since the account was looked for.
            return known[0]
        return _tied(session, provider, person, told.subject, Tie.ADDRESS, at=at)
    if not provider.makes_persons:
        raise NotLetIn(Why.UNKNOWN)
    name = told.name or told.email.partition("@")[0]
    try:
        person = accounts.register(session, name=name, email=told.email, language="sv", password=None, at=at)
    except Invalid as refusal:
        # Such as a shared letterbox whose name is that of the site itself: whoever it is, somebody has to invite them.
        raise NotLetIn(Why.UNKNOWN, refusal.sentence.message) from refusal
    return _tied(session, provider, person, told.subject, Tie.NEW_PERSON, at=at)


def _untie(session: Session, account: ProviderAccount, *, at: datetime, on: date) -> None:
    account.untied_at = at
    take_back_all(session, account, session.get_one(Person, account.person_id), at=at, on=on)
    record(
        session,
        ProviderAccountUntied(account_id=account.id, person_id=account.person_id, provider=account.provider, at=at),
    )


def _tied(
    session: Session, provider: Provider, person: Person, subject: str, how: Tie, *, at: datetime
) -> ProviderAccount:
    account = ProviderAccount(
        person_id=person.id, issuer=provider.issuer, subject=subject, provider=provider.key, tie=how, tied_at=at
    )
    session.add(account)
    session.flush()  # the event names the row, which gets its identity here
    _tell_of_tie(session, account, at=at)
    return account


def _tell_of_tie(session: Session, account: ProviderAccount, *, at: datetime) -> None:
    record(
        session,
        ProviderAccountTied(
            account_id=account.id,
            person_id=account.person_id,
            provider=account.provider,
            tie=account.tie.value,
            at=at,
        ),
    )
