"""Who may do what with the glossary, one sentence each."""

from roadmaps.accounts.actors import Actor


def may_read_glossary(_actor: Actor | None) -> bool:
    """Everybody, also without an account."""
    return True


def may_write_glossary(actor: Actor | None) -> bool:
    """The coordinator."""
    return actor is not None and actor.is_coordinator
