"""Signing in and out. A password is proved while only reading, as hashing takes its time and a writer makes others wait."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, queries
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.events import ShownAgain, SignedIn, SignInFailed, SignInsEnded
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person, SignIn, Way
from roadmaps.accounts.networks import network_of
from roadmaps.accounts.policy import may_end_sign_in, may_end_sign_ins_of
from roadmaps.accounts.rules.attempts import count_attempt, is_limited
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.accounts.terms import Terms
from roadmaps.foundation.database import Moment
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say

SEEN_IS_KEPT_EVERY = timedelta(minutes=10)
# Made once: it is asked at every request of somebody who is signed in.
_OPEN = queries.of_active_people().where(
    SignIn.token_hash.in_(bindparam("hashes", expanding=True)), queries.is_open(bindparam("at", type_=Moment))
)


@dataclass(frozen=True)
class Proof:
    """What came of showing a password. `person_id` is there only if it was right and the person is active.

    `about_id` is whose account was tried, if it is anybody's: for the record, and never for an answer.
    """

    account_key: str
    address_key: str
    person_id: UUID | None = None
    about_id: UUID | None = None
    is_limited: bool = False
    old_hash: str | None = field(default=None, repr=False)
    new_hash: str | None = field(default=None, repr=False)

    @property
    def refusal(self) -> Sentence | None:
        """Why one does not get in, in words that do not tell who exists."""
        return None if self.person_id else say("The e-mail address and the password do not belong together.")


def prove(session: Session, *, email: str, password: str, address: str, at: datetime) -> Proof:
    """Compare a password with that of the account; it takes equally long when there is no such account."""
    account = as_typed(email)
    tried = Proof(account_key=hash_of(account), address_key=hash_of(address))
    if is_limited(session, tried.account_key, tried.address_key, act="sign-in", at=at):
        return replace(tried, is_limited=True)
    person = session.scalar(queries.person_with_email(account))
    stored = person.password_hash if person and person.is_active else None
    if not passwords.matches(stored, password) or person is None or stored is None:
        return replace(tried, about_id=person.id if person else None)
    new_hash = passwords.hash_password(password) if passwords.is_outdated(stored) else None
    return replace(tried, person_id=person.id, about_id=person.id, old_hash=stored, new_hash=new_hash)


def count_failure(session: Session, proof: Proof, *, at: datetime) -> None:
    """Remember a failed attempt for a while, and let those who watch over the site know of it."""
    count_attempt(session, proof.account_key, proof.address_key, act="sign-in", at=at)
    record(session, SignInFailed(person_id=proof.about_id, way=Way.PASSWORD.value, at=at))


def person_of(session: Session, proof: Proof) -> Person:
    """The person who has shown the right password, if they may still come in and it is still the right one."""
    person = None
    if proof.person_id is not None:
        # Whoever is changing the password just now comes first, and signs out what an old one has opened.
        hold(session, proof.person_id)
        person = session.get(Person, proof.person_id, populate_existing=True)
    if person is None or not person.is_active or person.password_hash != proof.old_hash:
        raise NotAllowed(say("The e-mail address and the password do not belong together."))
    if proof.new_hash:
        person.password_hash = proof.new_hash
    return person


def enter_as(
    session: Session,
    person: Person,
    *,
    way: Way,
    is_strong: bool,
    terms: Terms,
    user_agent: str,
    at: datetime,
    address: str = "",
    proved_at: datetime | None = None,
) -> str:
    """Sign in a person who has shown who they are; return the token for the cookie.

    Where the terms ask for a second step that has not been shown, the sign-in waits for it and lets nobody in.
    """
    if person.is_service_account:
        raise NotAllowed(say("A service account lets a program in by access tokens. Nobody signs in as it."))
    _require_active(session, person)
    token = new_token()
    sign_in = SignIn(
        token_hash=hash_of(token),
        person_id=person.id,
        user_agent=user_agent[:200],
        network=network_of(address),
        created_at=at,
        way=way,
        proved_at=proved_at or at,
        strong_at=(proved_at or at) if is_strong else None,
        waits_for_second_step=terms.needs_second_step and not is_strong,
        seen_at=at,
        idle_minutes=int(terms.idle.total_seconds() // 60),
        idle_until=at + terms.idle,
        expires_at=at + terms.lasts,
    )
    session.add(sign_in)
    session.flush()  # the event names the row, which gets its identity here
    if not sign_in.waits_for_second_step:
        record(session, SignedIn(person_id=person.id, sign_in_id=sign_in.id, at=at, way=way.value))
    return token


def find_waiting(session: Session, token: str, *, at: datetime) -> SignIn | None:
    """The sign-in of this cookie that waits for a second step."""
    waiting = (SignIn.token_hash == hash_of(token), SignIn.waits_for_second_step, queries.is_running(at))
    return session.scalar(queries.of_active_people().where(*waiting))


def hold_sign_in(session: Session, seen: SignIn, *, at: datetime) -> SignIn:
    """The sign-in, if it is still what it was when a door opened for it: it lets its person in, or still waits.

    Every rule by which a sign-in gives its person another way in begins with this. Whoever throws a thief out holds the
    person as well: so what the thief brings came before, and is found and taken away, or it comes after, and is refused.

    :param seen: as the door has found it, perhaps some time ago
    :raises NotAllowed: when it has ended since, or waits for a second step now
    """
    waits = seen.waits_for_second_step
    hold(session, seen.person_id)
    still = (SignIn.id == seen.id, SignIn.waits_for_second_step.is_(waits), queries.is_running(at))
    sign_in = session.scalar(queries.of_active_people().where(*still).execution_options(populate_existing=True))
    if sign_in is None:
        raise NotAllowed(
            say("You are not signed in any more, so what you sent was not kept. Sign in and send it again.")
        )
    return sign_in


def show_again(session: Session, sign_in: SignIn, *, is_strong: bool, at: datetime) -> str:
    """Keep that the person has shown again, or further, who they are; return the new token for the cookie.

    The token is another from now on, so that one that leaked before is worth nothing.

    :raises NotAllowed: when the sign-in has ended since the door found it
    """
    sign_in = hold_sign_in(session, sign_in, at=at)
    token = new_token()
    sign_in.token_hash = hash_of(token)
    sign_in.proved_at = at
    if is_strong:
        sign_in.strong_at = at
    if is_strong and sign_in.waits_for_second_step:
        sign_in.waits_for_second_step = False
        record(session, SignedIn(person_id=sign_in.person_id, sign_in_id=sign_in.id, at=at, way=sign_in.way.value))
    else:
        record(session, ShownAgain(person_id=sign_in.person_id, sign_in_id=sign_in.id, is_strong=is_strong, at=at))
    return token


def find_sign_in(session: Session, token: str, *, at: datetime) -> SignIn | None:
    """The sign-in of this cookie, while it is open and its person active."""
    return find_sign_ins(session, [token], at=at).get(token)


def find_sign_ins(session: Session, tokens: Collection[str], *, at: datetime) -> dict[str, SignIn]:
    """Those of several cookies, by token."""
    by_hash = {hash_of(token): token for token in tokens}
    return {by_hash[one.token_hash]: one for one in session.scalars(_OPEN, {"hashes": list(by_hash), "at": at})}


def touch(_session: Session, sign_in: SignIn, *, at: datetime) -> None:
    """Keep that the sign-in was used just now."""
    sign_in.seen_at = at
    sign_in.idle_until = at + timedelta(minutes=sign_in.idle_minutes)


def end_sign_in(session: Session, sign_in: SignIn, *, at: datetime, actor: Actor | None) -> None:
    """Sign one browser out."""
    if not may_end_sign_in(actor, sign_in):
        raise NotAllowed(say("You can only end your own sign-ins."))
    if sign_in.ended_at is None:
        hold(session, sign_in.person_id)
        sign_in.ended_at = at
        record(
            session,
            SignInsEnded(person_id=sign_in.person_id, sign_in_ids=(sign_in.id,), at=at, by_id=sign_in.person_id),
        )


def end_waiting(_session: Session, sign_in: SignIn, *, at: datetime) -> None:
    """Give up a sign-in that waits for its second step; nobody was let in by it."""
    if sign_in.waits_for_second_step and sign_in.ended_at is None:
        sign_in.ended_at = at


def end_sign_ins_of(session: Session, person: Person, *, at: datetime, actor: Actor) -> None:
    """Sign somebody else out everywhere; the person can sign in again."""
    if not may_end_sign_ins_of(actor, person):
        raise NotAllowed(say("Coordinators sign others out; one's own sign-ins are on one's own page."))
    end_all_sign_ins(session, person.id, at=at, by_id=actor.person_id)


def end_all_sign_ins(
    session: Session, person_id: UUID, *, except_id: UUID | None = None, at: datetime, by_id: UUID | None = None
) -> int:
    """Sign the person out everywhere, except in the browser that the person sits at; return how many ended.

    Those that wait for a second step end too: whoever began them knew the password.
    """
    hold(session, person_id)
    ended = [one for one in session.scalars(queries.running_sign_ins_of(person_id, at)) if one.id != except_id]
    for sign_in in ended:
        sign_in.ended_at = at
    if ended:
        ids = tuple(one.id for one in ended)
        record(session, SignInsEnded(person_id=person_id, sign_in_ids=ids, at=at, by_id=by_id or person_id))
    return len(ended)


def tighten(session: Session, person: Person, terms: Terms, *, at: datetime) -> None:
    """Let no browser in which the person is signed in rest or last longer than the terms allow from now on."""
    for sign_in in session.scalars(queries.running_sign_ins_of(person.id, at)):
        sign_in.idle_minutes = min(sign_in.idle_minutes, int(terms.idle.total_seconds() // 60))
        sign_in.idle_until = min(sign_in.idle_until, at + terms.idle)
        sign_in.expires_at = min(sign_in.expires_at, at + terms.lasts)


def end_these_sign_ins(session: Session, sign_ins: Collection[SignIn], *, at: datetime) -> int:
    """Sign out these browsers, whoever's they are, also those that wait for a second step; return how many ended."""
    ended = [one for one in sign_ins if one.ended_at is None]
    for sign_in in ended:
        sign_in.ended_at = at
    for person_id in dict.fromkeys(one.person_id for one in ended):
        ids = tuple(one.id for one in ended if one.person_id == person_id)
        record(session, SignInsEnded(person_id=person_id, sign_in_ids=ids, at=at))
    return len(ended)


def _require_active(session: Session, person: Person) -> None:
    """Wait for whoever shuts the person out, or signs all browsers out, just now; both hold the person first."""
    hold(session, person.id)
    session.refresh(person, ["deactivated_at"])
    if not person.is_active:
        raise NotAllowed(say("This person is deactivated."))
