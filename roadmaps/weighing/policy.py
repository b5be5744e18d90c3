"""Who may do what in weighing, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import policy as discovery_policy
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing.models import Recommendation, WeighingRound
from roadmaps.weighing.words import Kind, State

_BEFORE = frozenset({State.PREPARED, State.WAITING})


def may_hold(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator, unless the area is archived: criteria and rounds."""
    return discovery_policy.may_lead(actor, roadmap)


def may_read(actor: Actor | None, weighing: WeighingRound) -> bool:
    """Those who may read the roadmap, once it has opened; before that those who hold it."""
    if roadmap_policy.may_moderate(actor, weighing.roadmap):
        return True
    return weighing.opened_at is not None and discovery_policy.may_read(actor, weighing.roadmap)


def may_change(actor: Actor | None, weighing: WeighingRound) -> bool:
    """Those who hold it, until it opens: afterwards everyone must have weighed the same."""
    return weighing.state in _BEFORE and may_hold(actor, weighing.roadmap)


def may_steer(actor: Actor | None, weighing: WeighingRound) -> bool:
    """Those who hold it, while it is open: more time, reminders, closing."""
    return weighing.is_open and may_hold(actor, weighing.roadmap)


def may_cancel(actor: Actor | None, weighing: WeighingRound) -> bool:
    """Those who hold it, until it has been closed."""
    return weighing.state in {*_BEFORE, State.OPEN} and may_hold(actor, weighing.roadmap)


def may_weigh_for(actor: Actor | None, weighing: WeighingRound, organisation_id: UUID, *, is_invited: bool) -> bool:
    """Whoever acts for an organisation that was asked, while it is open; of the others, those who take part in the area."""
    if actor is None or not weighing.is_open or weighing.kind is not Kind.CRITERIA:
        return False
    area_id = weighing.roadmap.area_id
    if actor.muted_until(area_id) is not None or organisation_id not in dict(actor.organisations):
        return False
    return is_invited or (weighing.is_open_call and actor.has(area_id, *roadmap_policy.VOICES))


def may_place_dots(_actor: Actor | None, weighing: WeighingRound) -> bool:
    """Everybody who has the code, also without an account, while it is open."""
    return weighing.is_open and weighing.kind is Kind.DOTS


def may_see_result(actor: Actor | None, weighing: WeighingRound) -> bool:
    """Those who may read the roadmap, once it has closed; before that nobody, those who hold it as little as others."""
    return weighing.is_closed and may_read(actor, weighing)


def may_recommend(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who lead the area write and freeze recommendations to those who fund."""
    return may_hold(actor, roadmap)


def may_read_recommendation(actor: Actor | None, recommendation: Recommendation) -> bool:
    """Those who may read the roadmap."""
    return discovery_policy.may_read(actor, recommendation.roadmap)
