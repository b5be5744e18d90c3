"""What can be asked about passkeys."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.policy import may_keep


def passkeys_of(person_id: UUID) -> Select[Passkey]:
    """The passkeys of the person, the first one first."""
    return select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.added_at, Passkey.id)


def has_passkey(session: Session, person_id: UUID) -> bool:
    """Whether the person has one."""
    return session.scalar(passkeys_of(person_id).limit(1)) is not None


def passkey_called(credential_id: str) -> Select[Passkey]:
    """The passkey that has this name for itself."""
    return select(Passkey).where(Passkey.credential_id == credential_id)


def find_passkey(session: Session, passkey_id: UUID, *, viewer: Actor) -> Passkey:
    """One of the viewer's own passkeys."""
    passkey = session.get(Passkey, passkey_id)
    if passkey is None or not may_keep(viewer, passkey):
        raise NotFound
    return passkey
