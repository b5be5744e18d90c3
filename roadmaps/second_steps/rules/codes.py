"""Showing a code: from the app, each good once and guessed for ever, or from the paper, each good once."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.accounts.rules import hold_sign_in, show_again
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import TooMany
from roadmaps.foundation.events import record
from roadmaps.foundation.sealing import Seal
from roadmaps.second_steps import queries
from roadmaps.second_steps.events import (
    CodesGuessed,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondStepShown,
    WrongCodeShown,
)
from roadmaps.second_steps.models import CodeApp, RecoveryCode, WrongCode
from roadmaps.second_steps.numbers import (
    HOW_MANY_RECOVERY_CODES,
    as_app_code,
    as_recovery_code,
    new_recovery_code,
    step_of,
)

# Three codes of a million are right at any moment: with these, a year of guessing finds one in fifty accounts whose
# password is known already, and the person is told on the first day.
MOST_WRONG = ((timedelta(minutes=15), 6), (timedelta(days=1), 20))
WRONG_COUNTS_FOR = timedelta(days=1)


def show_code(session: Session, sign_in: SignIn, typed: str, *, seal: Seal, at: datetime) -> str | None:
    """Let the browser show a code; return the new token for its cookie, or None when the code is wrong, which is counted.

    A code of the app is good for one browser once. Recovery codes are taken also when too many wrong ones of the app
    have been shown: they cannot be guessed, and somebody else's guesses must not lock their person out.

    :raises TooMany: when there have been too many wrong ones of late
    :raises NotAllowed: when the sign-in has ended meanwhile
    """
    sign_in = hold_sign_in(session, sign_in, at=at)
    person_id = sign_in.person_id
    recovery_code = as_recovery_code(typed)
    # The row is the lock: of two browsers that send the same code at once, one comes second.
    app = session.scalar(queries.app_of(person_id).with_for_update().execution_options(populate_existing=True))
    if recovery_code is not None:
        is_right = _use(session, person_id, recovery_code, at=at)
    else:
        _bear(session, person_id, at=at)
        is_right = app is not None and _take(app, typed, seal=seal, at=at)
    if not is_right:
        _count_wrong(session, sign_in, is_guess=recovery_code is None, at=at)
        return None
    record(session, SecondStepShown(person_id=person_id, sign_in_id=sign_in.id, at=at))
    return show_again(session, sign_in, is_strong=True, at=at)


def renew_codes(session: Session, sign_in: SignIn, *, at: datetime) -> list[str]:
    """Ten new recovery codes for whoever sits at this browser.

    :raises NotAllowed: when the sign-in has ended meanwhile
    """
    return make_codes(session, hold_sign_in(session, sign_in, at=at).person_id, at=at)


def make_codes(session: Session, person_id: UUID, *, at: datetime, with_app: bool = False) -> list[str]:
    """Ten new recovery codes, which are seen only now; earlier ones work no more.

    :param with_app: whether they come with an app that is taken into use
    """
    forget_codes(session, person_id)
    codes = [new_recovery_code() for _ in range(HOW_MANY_RECOVERY_CODES)]
    session.add_all(RecoveryCode(person_id=person_id, code_hash=hash_of(code), made_at=at) for code in codes)
    record(session, RecoveryCodesMade(person_id=person_id, at=at, with_app=with_app))
    return codes


def forget_codes(session: Session, person_id: UUID) -> None:
    """Let no recovery code of the person work any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def _take(app: CodeApp, typed: str, *, seal: Seal, at: datetime) -> bool:
    code = as_app_code(typed)
    secret = seal.open(app.secret, app.person_id.bytes) if app.secret else None
    step = step_of(secret, code, at) if secret and code else None
    if step is None or (app.last_step is not None and step <= app.last_step):
        return False
    app.last_step = step
    return True


def _use(session: Session, person_id: UUID, code: str, *, at: datetime) -> bool:
    unused = (
        RecoveryCode.person_id == person_id,
        RecoveryCode.code_hash == hash_of(code),
        RecoveryCode.used_at.is_(None),
    )
    done = session.execute(update(RecoveryCode).where(*unused).values(used_at=at))
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        return False
    record(session, RecoveryCodeUsed(person_id=person_id, at=at, left=queries.codes_left(session, person_id)))
    return True


def _bear(session: Session, person_id: UUID, *, at: datetime) -> None:
    """Refuse to look at one more code when there have been too many wrong ones."""
    for span, most in MOST_WRONG:
        wrong = session.scalars(queries.wrong_codes_since(person_id, at - span)).all()
        if len(wrong) >= most:
            raise TooMany(int((wrong[-most].tried_at + span - at).total_seconds()) + 1)


def _count_wrong(session: Session, sign_in: SignIn, *, is_guess: bool, at: datetime) -> None:
    record(session, WrongCodeShown(person_id=sign_in.person_id, sign_in_id=sign_in.id, at=at))
    if not is_guess:
        return
    session.execute(delete(WrongCode).where(WrongCode.tried_at <= at - WRONG_COUNTS_FOR))
    session.add(WrongCode(person_id=sign_in.person_id, tried_at=at))
    session.flush()  # the count that follows is of this one too
    span, most = MOST_WRONG[0]
    if len(session.scalars(queries.wrong_codes_since(sign_in.person_id, at - span)).all()) == most:
        record(session, CodesGuessed(person_id=sign_in.person_id, at=at))


def unused_among(session: Session, person_id: UUID, codes: list[str]) -> list[str]:
    """Those of the codes that are the person's and still work, in the same order."""
    known = {hash_of(code): code for code in codes}
    unused = RecoveryCode.person_id == person_id, RecoveryCode.code_hash.in_(known), RecoveryCode.used_at.is_(None)
    working = set(session.scalars(select(RecoveryCode.code_hash).where(*unused)))
    return [code for code in codes if hash_of(code) in working]
