"""Proving a password at the door, before anything is written; a failure is counted in a unit of work of its own."""

from flask import request

from roadmaps.accounts import rules
from roadmaps.accounts.rules import Proof
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, TooMany
from roadmaps.web.limits import network_address
from roadmaps.web.work import change, reading


def prove_now(email: str, password: str, *, field: str = "") -> Proof:
    """The proof of a right password.

    :raises Invalid: for a wrong one, with the field's name if given
    :raises TooMany: when there have been too many wrong ones of late
    """
    at = now()
    proof = rules.prove(reading(), email=email, password=password, address=network_address(), at=at)
    if proof.is_limited:
        raise TooMany(rules.WAIT_SECONDS)
    if proof.refusal is None:
        return proof
    with change() as session:
        rules.count_failure(session, proof, at=at)
    raise Invalid(proof.refusal, {field: proof.refusal} if field else None)


def user_agent() -> str:
    """Which browser it is, for the list of sign-ins."""
    return request.user_agent.string
