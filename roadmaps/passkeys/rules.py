"""What may change about passkeys, and how one is shown."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.rules import hold_sign_in
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.passkeys.ceremonies import Claim, is_right, read_new
from roadmaps.passkeys.events import PasskeyAdded, PasskeyRefused, PasskeyRemoved, PasskeyRenamed, PasskeyUsed
from roadmaps.passkeys.models import Passkey, SpentChallenge
from roadmaps.passkeys.policy import may_keep
from roadmaps.passkeys.queries import passkey_called, passkeys_of
from roadmaps.passkeys.site import Site

MOST_PASSKEYS = 20
SPENT_ARE_KEPT = timedelta(days=1)


def add(
    session: Session, sign_in: SignIn, *, name: str, answer: str, site: Site, challenge: bytes, at: datetime
) -> Passkey:
    """Keep the key that the person's browser has made in answer to the challenge.

    :raises NotAllowed: when the sign-in of this browser has ended meanwhile
    :raises Invalid: when it did not answer as it should, or is known here already
    """
    person_id = hold_sign_in(session, sign_in, at=at).person_id
    key = read_new(answer, site=site, challenge=challenge)
    _spend(session, challenge, at=at)
    if len(session.scalars(passkeys_of(person_id)).all()) >= MOST_PASSKEYS:
        raise Invalid(say("You have many passkeys already. Remove those that you do not use."))
    if session.scalar(passkey_called(key.credential_id)) is not None:
        raise Invalid(say("This passkey is known here already."))
    passkey = Passkey(
        person_id=person_id,
        name=name,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        transports=key.transports,
        is_synced=key.is_synced,
        added_at=at,
    )
    session.add(passkey)
    session.flush()  # the event names the row, which gets its identity here
    record(session, PasskeyAdded(passkey_id=passkey.id, person_id=person_id, at=at))
    return passkey


def show(
    session: Session, claim: Claim, *, site: Site, challenge: bytes, person_id: UUID | None, at: datetime
) -> Person | None:
    """Whose passkey has answered the challenge; None when none has, which is kept as such where the key is known.

    :param person_id: whose it has to be; None where the key itself tells who signs in
    """
    called = passkey_called(claim.credential_id)
    if (found := session.scalar(called)) is not None:
        # The person first, as whoever takes keys away does: each then sees what the other has kept.
        hold(session, found.person_id)
    passkey = session.scalar(called.with_for_update().execution_options(populate_existing=True)) if found else None
    person = session.get(Person, passkey.person_id, populate_existing=True) if passkey else None
    if passkey is None or person is None or not person.is_active:
        return None
    # A key that signs somebody in by itself has to say whose it is; as a second step it need not.
    said = {claim.person_id} if person_id is None else {claim.person_id or person_id, person_id}
    is_theirs = said == {person.id}
    sign_count = is_right(claim, passkey, site=site, challenge=challenge) if is_theirs else None
    if sign_count is None or not _is_first(session, challenge, at=at):
        record(session, PasskeyRefused(passkey_id=passkey.id, person_id=person.id, at=at))
        return None
    passkey.sign_count, passkey.used_at = sign_count, at
    record(session, PasskeyUsed(passkey_id=passkey.id, person_id=person.id, at=at))
    return person


def rename(session: Session, passkey: Passkey, name: str, *, at: datetime, actor: Actor) -> None:
    """Call a passkey something else."""
    _require_own(actor, passkey)
    if passkey.name != name:
        passkey.name = name
        record(session, PasskeyRenamed(passkey_id=passkey.id, person_id=passkey.person_id, at=at))


def remove(session: Session, passkey: Passkey, *, is_needed: bool, at: datetime, actor: Actor) -> None:
    """Let a passkey open nothing any more.

    :param is_needed: whether the site asks the person for a second step and this is the only one
    """
    _require_own(actor, passkey)
    if is_needed:
        raise NotAllowed(say("The site asks you for a second step, and this is your only one. Add another first."))
    session.delete(passkey)
    record(
        session,
        PasskeyRemoved(passkey_id=passkey.id, person_id=passkey.person_id, by_id=actor.person_id, at=at),
    )


def forget_passkeys(
    session: Session, person_id: UUID, at: datetime, by_id: UUID | None, *, since: datetime | None = None
) -> None:
    """Take all passkeys from somebody who has lost them, or only those that have come since a moment."""
    found = passkeys_of(person_id)
    for passkey in session.scalars(found.where(Passkey.added_at >= since) if since else found).all():
        session.delete(passkey)
        record(session, PasskeyRemoved(passkey_id=passkey.id, person_id=person_id, by_id=by_id, at=at))


def forget_all(session: Session, person_id: UUID, at: datetime) -> None:
    """Take all passkeys away, as their person has asked by a link in a letter."""
    forget_passkeys(session, person_id, at, person_id)


def _require_own(actor: Actor, passkey: Passkey) -> None:
    if not may_keep(actor, passkey):
        raise NotAllowed(say("You can only change your own passkeys."))


def _spend(session: Session, challenge: bytes, *, at: datetime) -> None:
    if not _is_first(session, challenge, at=at):
        raise Invalid(say("This has been sent before. Begin once more."))


def _is_first(session: Session, challenge: bytes, *, at: datetime) -> bool:
    """Keep that the challenge has been answered; False when it was before. The table settles who came first."""
    session.execute(delete(SpentChallenge).where(SpentChallenge.spent_at < at - SPENT_ARE_KEPT))
    try:
        with session.begin_nested():
            session.add(SpentChallenge(challenge_hash=hash_of(challenge.hex()), spent_at=at))
    except IntegrityError:
        return False
    return True
