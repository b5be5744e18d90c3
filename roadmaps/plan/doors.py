"""Finding the plan that an address names, for the doors of the rooms that show it."""

from dataclasses import replace
from uuid import UUID

from flask import request

from roadmaps.plan.filters import PlanFilter
from roadmaps.plan.queries import plan_of, plan_of_county
from roadmaps.plan.rows import Plan
from roadmaps.roadmap import policy
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.wordings import language_to_read, wordings
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


def plan_at(slug: str | None) -> Plan:
    """The plan of the area at this address, or of the whole county for None.

    :raises NotFound: when the area has no roadmap, or its working version is not for the reader
    """
    return plan_of(reading(), roadmap_at(slug)) if slug else plan_of_county(reading(), actor())


def plan_to_read_at(slug: str | None) -> Plan:
    """The same in the language in which it is read, for pages that only show it."""
    plan, language = plan_at(slug), language_to_read()
    states = {one.area.id: wordings().state_in(reading(), one.roadmap, one.state, language) for one in plan.areas}
    return replace(plan, areas=[replace(one, state=states[one.area.id]) for one in plan.areas])


def writable_in(plan: Plan) -> set[UUID]:
    """The areas of the plan in whose roadmaps the reader may write, by id."""
    return {one.area.id for one in plan.areas if policy.may_write(actor(), one.roadmap)}


def asked_filter() -> PlanFilter:
    """The choice that the address of this request holds."""
    return PlanFilter.of(request.args)
