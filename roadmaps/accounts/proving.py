"""Proving a password at the door, before anything is written; a failure is counted in a unit of work of its own."""

from flask import request

from roadmaps.accounts import rules
from roadmaps.accounts.rules import Proof
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.web.work import change, reading


def prove_now(email: str, password: str, *, field: str = "") -> Proof:
    """The proof of a right password; raises Invalid, with the field's name if given, for a wrong one."""
    at = now()
    proof = rules.prove(reading(), email=email, password=password, address=network_address(), at=at)
    if proof.refusal is None:
        return proof
    if not proof.is_limited:
        with change() as session:
            rules.count_failure(session, proof, at=at)
    raise Invalid(proof.refusal, {field: proof.refusal} if field else None)


def network_address() -> str:
    """Where the request comes from, as far as the proxy in front of us is trusted to tell."""
    return request.remote_addr or ""


def user_agent() -> str:
    """Which browser it is, for the list of sign-ins."""
    return request.user_agent.string
