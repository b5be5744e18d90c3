"""The activities over time: one figure, or several of a page each, and the table that says the same."""

from collections.abc import Iterator, Sequence

from roadmaps.foundation.sentences import N_, say, say_number
from roadmaps.papers.plain import cell, line_cell, link, paragraph
from roadmaps.papers.tree import Block, Cell, Column, Drawing, Figure, Item, Listing, Paragraph, Section, Table, Text
from roadmaps.plan.rows import Milestone, PlannedActivity
from roadmaps.roadmap.values import date_in_words
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.looks import badge_of
from roadmaps.snapshots.exports.making import Making
from roadmaps.timeline.layout import Chart, draw
from roadmaps.timeline.look import Grouping, Look
from roadmaps.timeline.svg import HEIGHT, Sheets

# A figure that is higher than this has a page of its own.
HIGHEST_IN_TEXT = HEIGHT * 0.7


def timeline(making: Making) -> Section | None:
    """When everything happens."""
    activities = making.plan.activities
    if not activities:
        return None
    look = Look.of({}, usual=Grouping.GOAL, today=making.day)
    chart = draw(activities, look, making.day, goals=[goal.id for goal in making.plan.goals])
    return making.part(Part.TIMELINE, list(_inside(making, chart, activities)))


def _inside(making: Making, chart: Chart, activities: Sequence[PlannedActivity]) -> Iterator[Block]:
    at = making.say(N_("Frozen")) if making.is_frozen else making.say(N_("Today"))
    drawings = Sheets(chart, making.words, color=making.color, at=at).drawings()
    table = _table(making, activities)
    if not drawings:
        yield paragraph(making.say(N_("Nobody has said yet when these take place.")))
        yield table
    elif len(drawings) == 1:
        yield _figure(making, chart, drawings[0], 1, 1, table)
    else:
        yield from (_figure(making, chart, one, number, len(drawings)) for number, one in enumerate(drawings, 1))
        yield table


def _figure(making: Making, chart: Chart, drawing: Drawing, number: int, of: int, table: Table | None = None) -> Figure:
    caption = making.say(N_("The activities over time"))
    if of > 1:
        caption = making.say(N_("The activities over time, sheet %(number)s of %(of)s"), number=number, of=of)
    shown = say_number("%(num)s activity is drawn", "%(num)s activities are drawn", len(chart.rows))
    told = say(
        "A timeline from %(first)s to %(last)s. %(shown)s, goal by goal; the table tells the same in words.",
        first=str(chart.window.first.year),
        last=str(chart.window.last.year),
        shown=shown,
    )
    return Figure(
        drawing,
        alt=making.words.translate(told),
        caption=caption,
        table=table,
        fills_page=drawing.height > HIGHEST_IN_TEXT,
    )


def _table(making: Making, activities: Sequence[PlannedActivity]) -> Table:
    head = N_("Activity"), N_("When"), N_("Status"), N_("Leads"), N_("Milestones")
    return Table(
        caption=making.say(N_("The activities over time, in words")),
        columns=[Column(share=share) for share in (4, 2.4, 1.7, 2.2, 3.2)],
        head=[[cell(making.say(label)) for label in head]],
        body=[_row(making, one) for one in activities],
        has_row_heads=True,
    )


def _row(making: Making, one: PlannedActivity) -> list[Cell]:
    return [
        line_cell([link(making.at(one.id), one.title)]),
        cell(making.words.shown(one.period) if one.period else making.say(N_("No date yet"))),
        line_cell([badge_of(one.status, making.words)]),
        cell(_lead(making, one)),
        _milestones(making, one.milestones),
    ]


def _lead(making: Making, one: PlannedActivity) -> str:
    if one.lead is None:
        return making.say(N_("No lead yet"))
    if one.lead.is_only_proposed:
        return making.say(N_("%(organisation)s (proposed)"), organisation=one.lead.organisation)
    return one.lead.organisation


def _milestones(making: Making, milestones: Sequence[Milestone]) -> Cell:
    items = [
        Item([Paragraph([Text(", ".join([one.title, *_due(making, one)]))])], is_done=one.is_reached)
        for one in milestones
    ]
    return Cell([Listing(items)]) if items else cell("")


def _due(making: Making, milestone: Milestone) -> Iterator[str]:
    if milestone.due:
        yield making.words.shown(date_in_words(milestone.due))
