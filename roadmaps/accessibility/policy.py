"""Who may do what with the accessibility statement, one sentence each."""

from roadmaps.accounts.actors import Actor


def may_write_statement(actor: Actor | None) -> bool:
    """Coordinators write the statement, tell of faults and answer reports."""
    return actor is not None and actor.is_coordinator


def may_report(_actor: Actor | None) -> bool:
    """Everybody, with or without an account."""
    return True
