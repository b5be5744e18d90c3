"""Challenges: each for one act, one browser and five minutes. They lie in the browser's own signed session.

Nothing is written until one has been answered rightly, so that strangers at the door fill no table; what has been answered
once is kept in one, so that an old session and its answer cannot be sent again.
"""

import secrets
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from flask import session

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say

GOOD_FOR = timedelta(minutes=5)
_KEY = "passkey"
_BYTES = 32


class Act(StrEnum):
    """What a challenge is for. One that was made for one of them is worth nothing for another."""

    SIGN_IN = "sign_in"
    SECOND_STEP = "second_step"
    PROOF = "proof"
    ADDING = "adding"


def new_challenge(act: Act, person_id: UUID | None = None) -> bytes:
    """A challenge for this browser; one that it was given before is worth nothing any more."""
    challenge = secrets.token_bytes(_BYTES)
    session[_KEY] = [act.value, str(person_id or ""), int((now() + GOOD_FOR).timestamp()), challenge.hex()]
    return challenge


def take_challenge(act: Act, person_id: UUID | None = None) -> bytes:
    """The challenge that this browser was given for the act, once.

    :raises Invalid: when it was given none, or too long ago
    """
    kept = session.pop(_KEY, None)
    if kept is None or kept[:2] != [act.value, str(person_id or "")] or now().timestamp() >= kept[2]:
        raise Invalid(say("That took too long, or was begun in another browser. Begin once more."))
    return bytes.fromhex(kept[3])
