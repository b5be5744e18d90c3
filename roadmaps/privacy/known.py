"""What other rooms' forms may begin with: who answers for the site, and by which address."""

from roadmaps.foundation.mail_addresses import addresses_in
from roadmaps.privacy.queries import facts_now
from roadmaps.web.first_values import FirstValues
from roadmaps.web.work import reading


def tell(values: FirstValues) -> None:
    """Tell it to whoever asks."""
    values.tell("authority", authority)
    values.tell("email of authority", email)


def authority() -> str:
    """The authority that answers for what is kept."""
    facts = facts_now(reading())
    return facts.controller if facts else ""


def email() -> str:
    """The address in how it is reached; none where several stand there, as only people can tell which is meant."""
    facts = facts_now(reading())
    found = set(addresses_in(facts.contact)) if facts else set()
    return found.pop() if len(found) == 1 else ""
