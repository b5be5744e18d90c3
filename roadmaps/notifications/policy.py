"""Who may see the outbox."""

from roadmaps.accounts.actors import Actor


def may_see_mail(actor: Actor | None) -> bool:
    """Coordinators see which letters have been written and what has become of them."""
    return actor is not None and actor.is_coordinator
