"""Gathering what stands in a year, as far as the viewer may read it, with a fixed number of queries."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.year_wheel.gathering.ground import Ground
from roadmaps.year_wheel.gathering.held import calls, consultations, meetings, pulses, reports
from roadmaps.year_wheel.gathering.plan import next_steps, readings
from roadmaps.year_wheel.gathering.written import entries
from roadmaps.year_wheel.lines import Line, in_order
from roadmaps.year_wheel.words import OWN, Sort

# Each with the sorts of lines that it may find.
_GATHERERS = (
    (meetings, {Sort.MEETING}),
    (consultations, {Sort.CONSULTATION}),
    (pulses, {Sort.PULSE}),
    (calls, {Sort.CALL}),
    (reports, {Sort.REPORT}),
    (entries, set(OWN)),
    (readings, {Sort.READING}),
    (next_steps, {Sort.STEP}),
)


def lines_of(
    session: Session,
    first: date,
    last: date,
    *,
    area: Area | None,
    viewer: Actor | None,
    on: date,
    sorts: Collection[Sort] = (),
) -> list[Line]:
    """The lines between two days, in order: of one area with what is about the whole county, or (None) of all.

    :param on: today, by which it is known which readings are to come
    :param sorts: only these; empty for all
    """
    ground = Ground.of(session, first, last, area=area, viewer=viewer, on=on)
    wanted = set(sorts) or set(Sort)
    found: list[Line] = [line for gather, finds in _GATHERERS if finds & wanted for line in gather(ground)]
    return in_order([one for one in found if first <= one.day <= last and one.sort in wanted])


def areas_in(lines: Sequence[Line]) -> list[Area]:
    """The areas that these lines are about, in the order of the areas."""
    found = {one.area.id: one.area for one in lines if one.area is not None}
    return sorted(found.values(), key=lambda one: one.position)
