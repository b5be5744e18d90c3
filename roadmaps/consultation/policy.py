"""Who may do what with consultations, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.consultation.models import Consultation, Consultee, Point
from roadmaps.consultation.words import State
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap

_BEFORE = frozenset({State.PREPARED, State.WAITING})


def may_hold(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator, unless the area is archived."""
    return roadmap_policy.may_moderate(actor, roadmap) and not roadmap.area.is_archived


def may_read(actor: Actor | None, consultation: Consultation) -> bool:
    """Everybody, once it has opened; before that those who hold it."""
    return consultation.opened_at is not None or roadmap_policy.may_moderate(actor, consultation.roadmap)


def may_change(actor: Actor | None, consultation: Consultation) -> bool:
    """Those who hold it, until it opens: afterwards everyone must have been asked the same."""
    return consultation.state in _BEFORE and may_hold(actor, consultation.roadmap)


def may_steer(actor: Actor | None, consultation: Consultation) -> bool:
    """Those who hold it, while answers are taken: more time, reminders, closing."""
    return consultation.is_open and may_hold(actor, consultation.roadmap)


def may_cancel(actor: Actor | None, consultation: Consultation) -> bool:
    """Those who hold it, until it has been closed."""
    return consultation.state in {*_BEFORE, State.OPEN} and may_hold(actor, consultation.roadmap)


def may_answer_for(actor: Actor | None, consultation: Consultation, organisation_id: UUID, *, is_asked: bool) -> bool:
    """Whoever acts for the organisation, with an account or a role or not, while it is open.

    An organisation that was not asked only if everyone is called upon.
    """
    if actor is None or not consultation.is_open or actor.muted_until(consultation.roadmap.area_id) is not None:
        return False
    return organisation_id in dict(actor.organisations) and (is_asked or consultation.is_open_call)


def may_read_answers(actor: Actor | None, consultee: Consultee) -> bool:
    """Those who lead the area, and whoever acts for the organisation that has answered."""
    is_own = actor is not None and consultee.organisation_id in dict(actor.organisations)
    return is_own or may_see_points(actor, consultee.consultation)


def may_see_points(actor: Actor | None, consultation: Consultation) -> bool:
    """The table of points: those who lead the area, and its editors, who may be given points to reply to."""
    if actor is None or consultation.opened_at is None:
        return False
    is_writer = actor.has(consultation.roadmap.area_id, *roadmap_policy.WRITERS)
    return is_writer or roadmap_policy.may_moderate(actor, consultation.roadmap)


def may_sort(actor: Actor | None, consultation: Consultation) -> bool:
    """Splitting, joining and giving points to somebody: those who lead the area, until replies are published."""
    is_at_work = consultation.state in {State.OPEN, State.CLOSED}
    return is_at_work and may_hold(actor, consultation.roadmap)


def may_reply(actor: Actor | None, point: Point) -> bool:
    """Those who lead the area, and the editor to whom the point was given, until replies are published."""
    if may_sort(actor, point.consultation):
        return True
    is_at_work = point.consultation.state in {State.OPEN, State.CLOSED}
    is_given = actor is not None and point.assigned_to_id == actor.person_id
    return is_at_work and is_given and roadmap_policy.may_write(actor, point.consultation.roadmap)


def may_publish(actor: Actor | None, consultation: Consultation) -> bool:
    """Those who hold it, once it is closed."""
    return consultation.state is State.CLOSED and may_hold(actor, consultation.roadmap)


def may_read_compilation(actor: Actor | None, consultation: Consultation) -> bool:
    """Everybody, once it is published; before that those who work with the points, as a draft."""
    return consultation.published_at is not None or may_see_points(actor, consultation)
