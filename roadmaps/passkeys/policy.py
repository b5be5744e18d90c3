"""Who may see and change passkeys."""

from roadmaps.accounts.actors import Actor
from roadmaps.passkeys.models import Passkey


def may_keep(actor: Actor | None, passkey: Passkey) -> bool:
    """People see, rename and remove their own passkeys; nobody does it for them."""
    return actor is not None and actor.person_id == passkey.person_id
