"""Who may do what with the parts of the strategy, one sentence each."""

from roadmaps.accounts.actors import Actor


def may_read_strategy(_actor: Actor | None) -> bool:
    """Everybody, also without an account."""
    return True


def may_write_strategy(actor: Actor | None) -> bool:
    """The coordinator."""
    return actor is not None and actor.is_coordinator
