"""Signing in and out. A password is proved while only reading, as hashing takes its time and a writer makes others wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.events import SignedIn, SignInsEnded
from roadmaps.accounts.models import Person, SignIn, SignInAttempt
from roadmaps.accounts.policy import may_end_sign_in
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say

LASTS_AT_MOST = timedelta(days=90)
SEEN_IS_KEPT_EVERY = timedelta(minutes=10)
ATTEMPTS_COUNT_FOR = timedelta(minutes=15)
ATTEMPTS_ARE_KEPT = timedelta(days=1)
# Few from one place for one account; more for an account from anywhere, so that a stranger cannot lock somebody out
# cheaply; and many from one place, as a whole town hall may sit behind one address.
MOST_FOR_ACCOUNT_FROM_ADDRESS = 8
MOST_FOR_ACCOUNT = 60
MOST_FROM_ADDRESS = 80


@dataclass(frozen=True)
class Proof:
    """What came of showing a password. `person_id` is there only if it was right and the person is active."""

    account_key: str
    address_key: str
    person_id: UUID | None = None
    is_limited: bool = False
    new_hash: str | None = None

    @property
    def refusal(self) -> Sentence | None:
        """Why one does not get in, in words that do not tell who exists."""
        if self.is_limited:
            return say(
                "There have been too many attempts. Wait a quarter of an hour and try again, or reset the password."
            )
        return None if self.person_id else say("The e-mail address and the password do not belong together.")


def prove(session: Session, *, email: str, password: str, address: str, at: datetime) -> Proof:
    """Compare a password with that of the account; it takes equally long when there is no such account."""
    account = as_typed(email)
    tried = Proof(account_key=hash_of(account), address_key=hash_of(address))
    if is_limited(session, tried.account_key, tried.address_key, act="sign-in", at=at):
        return Proof(tried.account_key, tried.address_key, is_limited=True)
    person = session.scalar(queries.person_with_email(account))
    stored = person.password_hash if person and person.is_active else None
    if not passwords.matches(stored, password) or person is None or stored is None:
        return tried
    new_hash = passwords.hash_password(password) if passwords.is_outdated(stored) else None
    return Proof(tried.account_key, tried.address_key, person_id=person.id, new_hash=new_hash)


def count_failure(session: Session, proof: Proof, *, at: datetime) -> None:
    """Remember a failed attempt for a while, and forget those that no longer count."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.tried_at < at - ATTEMPTS_ARE_KEPT))
    session.add(SignInAttempt(act="sign-in", account_key=proof.account_key, address_key=proof.address_key, tried_at=at))


def is_limited(session: Session, account_key: str, address_key: str, *, act: str, at: datetime) -> bool:
    """Whether there have been too many attempts on the account or from the address of late."""
    late = select(func.count()).where(SignInAttempt.act == act, SignInAttempt.tried_at > at - ATTEMPTS_COUNT_FOR)
    for_account = late.where(SignInAttempt.account_key == account_key)
    return (
        (session.scalar(for_account.where(SignInAttempt.address_key == address_key)) or 0)
        >= MOST_FOR_ACCOUNT_FROM_ADDRESS
        or (session.scalar(for_account) or 0) >= MOST_FOR_ACCOUNT
        or (session.scalar(late.where(SignInAttempt.address_key == address_key)) or 0) >= MOST_FROM_ADDRESS
    )


def enter(session: Session, proof: Proof, *, user_agent: str, at: datetime) -> str:
    """Sign in the person of the proof in one browser; return the token for its cookie."""
    person = session.get(Person, proof.person_id) if proof.person_id else None
    if person is None or not person.is_active:
        raise NotAllowed(say("The e-mail address and the password do not belong together."))
    if proof.new_hash:
        person.password_hash = proof.new_hash
    return enter_as(session, person, user_agent=user_agent, at=at)


def enter_as(session: Session, person: Person, *, user_agent: str, at: datetime) -> str:
    """Sign in a person who has just been let in by a link; return the token for the cookie."""
    token = new_token()
    sign_in = SignIn(
        token_hash=hash_of(token),
        person_id=person.id,
        user_agent=user_agent[:200],
        created_at=at,
        seen_at=at,
        expires_at=at + LASTS_AT_MOST,
    )
    session.add(sign_in)
    session.flush()  # the event names the row, which gets its identity here
    record(session, SignedIn(person_id=person.id, sign_in_id=sign_in.id, at=at))
    return token


def find_sign_in(session: Session, token: str, *, at: datetime) -> SignIn | None:
    """The sign-in of this cookie, while it is open and its person active."""
    return find_sign_ins(session, [token], at=at).get(token)


def find_sign_ins(session: Session, tokens: Collection[str], *, at: datetime) -> dict[str, SignIn]:
    """Those of several cookies, by token."""
    by_hash = {hash_of(token): token for token in tokens}
    query = (
        select(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.token_hash.in_(by_hash), queries.is_open(at), Person.deactivated_at.is_(None))
    )
    return {by_hash[one.token_hash]: one for one in session.scalars(query)}


def touch(_session: Session, sign_in: SignIn, *, at: datetime) -> None:
    """Keep that the sign-in was used just now."""
    sign_in.seen_at = at


def end_sign_in(session: Session, sign_in: SignIn, *, at: datetime, actor: Actor | None) -> None:
    """Sign one browser out."""
    if not may_end_sign_in(actor, sign_in):
        raise NotAllowed(say("You can only end your own sign-ins."))
    if sign_in.ended_at is None:
        sign_in.ended_at = at
        record(session, SignInsEnded(person_id=sign_in.person_id, sign_in_ids=(sign_in.id,), at=at))


def end_all_sign_ins(session: Session, person_id: UUID, *, except_id: UUID | None = None, at: datetime) -> int:
    """Sign the person out everywhere, except in the browser that the person sits at; return how many ended."""
    ended = [one for one in session.scalars(queries.open_sign_ins_of(person_id, at)) if one.id != except_id]
    for sign_in in ended:
        sign_in.ended_at = at
    if ended:
        record(session, SignInsEnded(person_id=person_id, sign_in_ids=tuple(one.id for one in ended), at=at))
    return len(ended)
