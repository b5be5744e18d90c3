"""Who may do what with reports, one sentence each."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, or_, select

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area, Role
from roadmaps.areas.policy import leads
from roadmaps.follow_up.models import FollowUp

HELPERS = (Role.EDITOR, Role.PROCESS_LEADER, Role.DEPUTY)


def may_begin(actor: Actor | None, area: Area | None) -> bool:
    """Those who lead the area; on all areas together, whoever leads any."""
    return leads(actor, area.id) if area else leads_any(actor)


def may_write(actor: Actor | None, report: FollowUp) -> bool:
    """Those who may begin one like it, as long as it is a draft."""
    return not report.is_finished and may_begin(actor, report.area)


def may_read(actor: Actor | None, report: FollowUp) -> bool:
    """Everybody when it is finished; a draft is for those who write it and for the editors of its areas."""
    return report.is_finished or may_help(actor, report)


def may_help(actor: Actor | None, report: FollowUp) -> bool:
    """Comment on a draft: who writes it, and the editors of its areas."""
    return not report.is_finished and may_read_history(actor, report)


def may_read_history(actor: Actor | None, report: FollowUp) -> bool:
    """Who may help with the draft, also when it is finished: it tells comments, and what was left out or taken out."""
    if actor is None:
        return False
    return actor.is_coordinator or any(_helps_in(actor, area_id) for area_id in _areas_of(actor, report))


def may_comment(actor: Actor | None, report: FollowUp) -> bool:
    """Who may help, where they are not muted."""
    if actor is None or report.is_finished:
        return False
    helped = [area_id for area_id in _areas_of(actor, report) if _helps_in(actor, area_id)]
    return actor.is_coordinator or any(actor.muted_until(area_id) is None for area_id in helped)


def may_finish(actor: Actor | None, report: FollowUp) -> bool:
    """Those who lead the area; on all areas together, the coordinator."""
    if report.is_finished or actor is None:
        return False
    return leads(actor, report.area_id) if report.area_id else actor.is_coordinator


def visible_to(actor: Actor | None) -> Select[FollowUp]:
    """The reports that the actor may read, the newest period first."""
    reports = select(FollowUp).order_by(FollowUp.until_on.desc(), FollowUp.begun_at.desc())
    if actor is not None and actor.is_coordinator:
        return reports
    helped = [area_id for area_id in actor.roles if _helps_in(actor, area_id)] if actor else []
    mine = FollowUp.area_id.in_(helped)
    return reports.where(or_(FollowUp.finished_at.is_not(None), mine, FollowUp.area_id.is_(None) if helped else mine))


def leads_any(actor: Actor | None) -> bool:
    """Whether the actor leads some area."""
    return actor is not None and (actor.is_coordinator or any(leads(actor, area_id) for area_id in actor.roles))


def _areas_of(actor: Actor, report: FollowUp) -> Iterable[UUID]:
    return [report.area_id] if report.area_id else actor.roles


def _helps_in(actor: Actor, area_id: UUID) -> bool:
    return actor.has(area_id, *HELPERS)
