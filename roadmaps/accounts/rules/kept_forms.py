"""Keeping what somebody sent to a door that first wanted to know who they are, so that nothing typed is lost.

It lies sealed: the secret that opens it stands only in the address which leads back to it, and that address is good for
nothing in anybody else's hands.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import KeptForm
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.sealing import Seal
from roadmaps.foundation.sentences import say

KEPT_FOR = timedelta(minutes=15)
MOST_CHARACTERS = 200_000
LONGEST_PATH = 1000


@dataclass(frozen=True)
class Form:
    """What was sent, in its order, and to which address on this site."""

    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


def keep_form(session: Session, path: str, fields: Sequence[tuple[str, str]], *, at: datetime, actor: Actor) -> str:
    """Keep the form for a while; return the secret that leads back to it.

    :raises Invalid: when it is too much to keep
    """
    plain = json.dumps(fields, ensure_ascii=False)
    if len(plain) > MOST_CHARACTERS or len(path) > LONGEST_PATH:
        raise Invalid(say("Show once more who you are, and then send this again: it is too much to keep meanwhile."))
    session.execute(delete(KeptForm).where(KeptForm.expires_at <= at))
    token = new_token()
    session.add(
        KeptForm(
            token_hash=hash_of(token),
            person_id=actor.person_id,
            path=path,
            sealed=_seal(token).seal(plain, actor.person_id.bytes),
            expires_at=at + KEPT_FOR,
        )
    )
    return token


def find_form(session: Session, token: str, *, at: datetime, actor: Actor) -> Form:
    """What the actor sent a while ago."""
    kept = session.scalar(select(KeptForm).where(KeptForm.token_hash == hash_of(token)))
    if kept is None or kept.person_id != actor.person_id or at >= kept.expires_at:
        raise NotFound(say("What you sent was kept for a quarter of an hour, and is gone now. Do it once more."))
    fields = json.loads(_seal(token).open(kept.sealed, kept.person_id.bytes) or "[]")
    return Form(kept.path, tuple((str(name), str(value)) for name, value in fields))


def _seal(token: str) -> Seal:
    # The table has another hash of the token, from which this key cannot be found.
    return Seal(token, "kept form")
