"""Who may do what with pulses, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.words import State

_BEFORE = frozenset({State.PREPARED, State.WAITING})


def may_hold(actor: Actor | None, area: Area | None) -> bool:
    """Those who lead the area, unless it is archived; for the whole county (area None) coordinators."""
    if area is None:
        return actor is not None and actor.is_coordinator
    return leads(actor, area.id) and not area.is_archived


def may_read(actor: Actor | None, pulse: Pulse) -> bool:
    """Everybody, once it has opened; before that those who hold it."""
    return pulse.opened_at is not None or _leads_place(actor, pulse)


def may_change(actor: Actor | None, pulse: Pulse) -> bool:
    """Those who hold it, until it opens: afterwards everyone must have been asked the same."""
    return pulse.state in _BEFORE and may_hold(actor, pulse.area)


def may_steer(actor: Actor | None, pulse: Pulse) -> bool:
    """Those who hold it, while answers are taken: asking more, more time, reminders, closing."""
    return pulse.is_open and may_hold(actor, pulse.area)


def may_answer_for(actor: Actor | None, pulse: Pulse, organisation_id: UUID | None, *, by_letter: bool = False) -> bool:
    """Whoever acts for an organisation that is asked, role in the area or not, while it is open.

    Whoever has the link in a letter to the organisation's own address needs no account.
    """
    if not pulse.is_open or (pulse.area is not None and pulse.area.is_archived):
        return False
    if actor is None:
        return by_letter
    return organisation_id in dict(actor.organisations) and not _is_muted(actor, pulse.area_id)


def may_see_who_answered(actor: Actor | None, pulse: Pulse) -> bool:
    """Those who hold it see which organisations have answered, to remind the others; never what."""
    return _leads_place(actor, pulse)


def may_read_result(_actor: Actor | None, pulse: Pulse) -> bool:
    """Everybody, once it is closed; nobody before, as each new answer could be told from the others."""
    return pulse.closed_at is not None


def may_read_all_words(actor: Actor | None, pulse: Pulse) -> bool:
    """Words for those who lead the work are for them alone, once it is closed."""
    return pulse.closed_at is not None and _leads_place(actor, pulse)


def _leads_place(actor: Actor | None, pulse: Pulse) -> bool:
    if pulse.area_id is None:
        return actor is not None and actor.is_coordinator
    return leads(actor, pulse.area_id)


def _is_muted(actor: Actor, area_id: UUID | None) -> bool:
    until = actor.muted_until(area_id) if area_id else actor.mutes.get(None)
    return until is not None
