"""What this browser has been sent to a provider for: kept in its own session until it comes back, once, and not for long.

Somebody who is led to an answer that another browser asked for has no errand that fits it, and is not let in.
"""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask import session

from roadmaps.accounts.secrets import new_token

_KEY = "errands"
LASTS = timedelta(minutes=10)
# Several windows may be on their way at once, but the session is a cookie, and small.
MOST = 4
LONGEST_BACK = 300


class Purpose(StrEnum):
    """What somebody wants of the provider."""

    ENTER = "enter"
    SHOW_AGAIN = "show_again"
    TIE = "tie"


@dataclass(frozen=True)
class Errand:
    """One way there and back. `person_id` is empty for somebody who is not signed in yet."""

    provider: str
    purpose: Purpose
    back: str
    begun_at: float
    person_id: str = ""
    state: str = ""
    nonce: str = ""
    verifier: str = ""


def begin(errand: Errand) -> Errand:
    """Keep the errand in this browser, with the secrets that its answer must fit."""
    back = errand.back if len(errand.back) <= LONGEST_BACK else "/"
    kept = replace(errand, back=back, state=new_token(), nonce=new_token(), verifier=secrets.token_urlsafe(48))
    session[_KEY] = [*_waiting()[-(MOST - 1) :], asdict(kept)]
    return kept


def take(provider: str, state: str, at: datetime) -> Errand | None:
    """The errand that the answer belongs to, which is over now; None where this browser has none such."""
    waiting = _waiting()
    found = next((one for one in waiting if secrets.compare_digest(str(one.get("state")), state)), None)
    if found is None:
        return None
    session[_KEY] = [one for one in waiting if one is not found]
    try:
        errand = Errand(**{**found, "purpose": Purpose(found["purpose"])})
    except (TypeError, ValueError, KeyError):
        return None
    is_late = at.timestamp() - errand.begun_at > LASTS.total_seconds()
    return None if is_late or errand.provider != provider else errand


def _waiting() -> list[dict[str, Any]]:
    found = session.get(_KEY, [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
