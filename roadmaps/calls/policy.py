"""Who may do what with calls and with the sheets on which applications are assessed, one sentence each."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.policy import leads_somewhere
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.calls.models import Assessment, Call, CallInterest
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read_call(_actor: Actor | None, _call: Call) -> bool:
    """Calls are public, those taken back too, so that no link dies."""
    return True


def may_add_calls(actor: Actor | None) -> bool:
    """Coordinators, and those who lead an area."""
    return actor is not None and (actor.is_coordinator or leads_somewhere(actor))


def may_write_for(actor: Actor | None, areas: Collection[Area]) -> bool:
    """A call for certain areas: those who lead all of them, if none is archived. One for all areas: coordinators."""
    if not areas:
        return actor is not None and actor.is_coordinator
    return all(leads(actor, area.id) and not area.is_archived for area in areas)


def may_write_call(actor: Actor | None, call: Call) -> bool:
    """Who may write for the areas of the call."""
    return may_write_for(actor, call.areas)


def may_tell(actor: Actor | None, call: Call, on: date) -> bool:
    """Who may write the call lets those know whose activities fit, as long as one can apply."""
    return may_write_call(actor, call) and call.state_on(on).is_ahead


def may_say_interest(actor: Actor | None, call: Call, on: date) -> bool:
    """Whoever acts for an organisation, with a role or without, as long as one can apply; nobody who is muted."""
    if actor is None or not actor.organisations or not call.state_on(on).is_ahead:
        return False
    return not _is_muted(actor, call)


def may_take_back(actor: Actor | None, interest: CallInterest) -> bool:
    """Whoever acts for the organisation that said it."""
    return _speaks_for(actor, interest.organisation_id)


def may_see_contact(actor: Actor | None, interest: CallInterest, call: Call) -> bool:
    """Whoever is signed in, with the organisation's consent; without it, the organisation and who may write the call."""
    if actor is None:
        return False
    return interest.is_contact_shown or _speaks_for(actor, interest.organisation_id) or may_write_call(actor, call)


def may_assess(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who lead the area, as long as it is not archived."""
    return roadmap_policy.may_moderate(actor, roadmap) and not roadmap.area.is_archived


def may_read_assessment(actor: Actor | None, assessment: Assessment) -> bool:
    """What is finished: everybody with a role in the area; drafts and what was laid aside: those who lead it."""
    if assessment.is_finished:
        return roadmap_policy.may_read_unpublished(actor, assessment.roadmap)
    return roadmap_policy.may_moderate(actor, assessment.roadmap)


def may_write_assessment(actor: Actor | None, assessment: Assessment) -> bool:
    """Those who lead the area, until it is finished or laid aside."""
    return assessment.is_open and may_assess(actor, assessment.roadmap)


def _speaks_for(actor: Actor | None, organisation_id: UUID) -> bool:
    return actor is not None and organisation_id in dict(actor.organisations)


def _is_muted(actor: Actor, call: Call) -> bool:
    """A call for all areas is closed only to those who may not write anywhere."""
    if not call.areas:
        return None in actor.mutes
    return any(actor.muted_until(area.id) is not None for area in call.areas)
