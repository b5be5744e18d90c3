"""Who may do what with people's data. Everything that takes it away needs two, or a week between two looks of one."""

from datetime import datetime, timedelta
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.privacy.models import Erasure, PrivacyRequest

ALONE_AFTER = timedelta(days=7)


def may_take_home(actor: Actor | None, person_id: UUID) -> bool:
    """People take home what is kept about themselves; nobody does it for them."""
    return actor is not None and actor.person_id == person_id


def may_take_home_of_address(actor: Actor | None) -> bool:
    """Of somebody without an account, who has asked for it, a coordinator."""
    return _is_coordinator(actor)


def may_ask(actor: Actor | None) -> bool:
    """Whoever is signed in asks for what is kept about them to be corrected, or used less."""
    return actor is not None


def may_read_requests(actor: Actor | None) -> bool:
    """Coordinators see what people have asked about their data."""
    return _is_coordinator(actor)


def may_answer(actor: Actor | None, request: PrivacyRequest) -> bool:
    """A coordinator, once, and not what they have asked themselves."""
    return _is_coordinator(actor) and not _is(actor, request.person_id) and request.answered_at is None


def may_begin_erasure(actor: Actor | None, person_id: UUID | None) -> bool:
    """The person, or a coordinator; of an address without an account a coordinator."""
    return _is_coordinator(actor) or _is(actor, person_id)


def may_look_into(actor: Actor | None, erasure: Erasure) -> bool:
    """Coordinators look at what an erasure would do, and decide on names in texts; not about themselves."""
    return _is_coordinator(actor) and not _is(actor, erasure.person_id)


def may_propose(actor: Actor | None, erasure: Erasure) -> bool:
    """Those who look into it, once, as long as it has not been stopped."""
    return may_look_into(actor, erasure) and erasure.is_open and erasure.proposed_at is None


def may_confirm(actor: Actor | None, erasure: Erasure, *, is_alone: bool, at: datetime) -> bool:
    """Another coordinator than the one who proposed it; where there is only one, the same after seven days."""
    if not may_look_into(actor, erasure) or erasure.proposed_at is None or not erasure.is_open:
        return False
    if not _is(actor, erasure.proposed_by_id):
        return True
    return is_alone and at >= erasure.proposed_at + ALONE_AFTER


def may_stop(actor: Actor | None, erasure: Erasure) -> bool:
    """The person whose data it is, and coordinators, until it is done."""
    return erasure.is_open and (_is_coordinator(actor) or _is(actor, erasure.person_id))


def may_look_after(actor: Actor | None) -> bool:
    """Coordinators tell who answers for the site, how long data is kept, and approve what is thrown away."""
    return _is_coordinator(actor)


def _is_coordinator(actor: Actor | None) -> bool:
    return actor is not None and actor.is_coordinator


def _is(actor: Actor | None, person_id: UUID | None) -> bool:
    return actor is not None and actor.person_id == person_id
