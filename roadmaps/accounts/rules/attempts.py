"""Counting what has failed, and what was asked for, so that guessing takes for ever and no letterbox is filled.

It is counted in the database, as it must hold in every process and after a restart; what merely costs work is counted
by `web.limits` before it comes here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignInAttempt

ATTEMPTS_COUNT_FOR = timedelta(minutes=15)
ATTEMPTS_ARE_KEPT = timedelta(days=1)
WAIT_SECONDS = int(ATTEMPTS_COUNT_FOR.total_seconds())


@dataclass(frozen=True)
class Most:
    """How many are borne in a quarter of an hour: for one account from one place, from anywhere, and from one place."""

    here: int
    account: int
    address: int


# Few from one place for one account; more for an account from anywhere, so that a stranger cannot lock somebody out
# cheaply; and many from one place, as a whole town hall may sit behind one address.
MOST = {
    "sign-in": Most(here=8, account=60, address=80),
    "reset": Most(here=4, account=12, address=80),
    "letter": Most(here=4, account=12, address=80),
    "second": Most(here=8, account=20, address=80),
}


def is_limited(session: Session, account_key: str, address_key: str, *, act: str, at: datetime) -> bool:
    """Whether there have been too many attempts on the account or from the address of late."""
    most = MOST[act]
    late = select(func.count()).where(SignInAttempt.act == act, SignInAttempt.tried_at > at - ATTEMPTS_COUNT_FOR)
    for_account = late.where(SignInAttempt.account_key == account_key)
    counts = (
        (for_account.where(SignInAttempt.address_key == address_key), most.here),
        (for_account, most.account),
        (late.where(SignInAttempt.address_key == address_key), most.address),
    )
    return any((session.scalar(query) or 0) >= borne for query, borne in counts)


def count_attempt(session: Session, account_key: str, address_key: str, *, act: str, at: datetime) -> None:
    """Remember an attempt for a while, and forget those that no longer count."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.tried_at < at - ATTEMPTS_ARE_KEPT))
    session.add(SignInAttempt(act=act, account_key=account_key, address_key=address_key, tried_at=at))
