"""Who may say under which licence the data is given."""

from roadmaps.accounts.actors import Actor


def may_describe(actor: Actor | None) -> bool:
    """Coordinators choose the licence, and say whose data it is and who answers questions about it."""
    return actor is not None and actor.is_coordinator
