"""The roadmap at a glance: how the work stands, how much there is of what, and how far the activities have come."""

from collections import Counter
from collections.abc import Iterator

from roadmaps.foundation.sentences import N_, say, say_number
from roadmaps.papers.plain import cell, line, line_cell, paragraph, said
from roadmaps.papers.tree import Block, Callout, Cell, Column, Paragraph, Section, Table, Text, Tile, Tiles
from roadmaps.plan.figures import Figures, figures_of
from roadmaps.plan.rows import Plan
from roadmaps.roadmap.kinds.choices import Status
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.looks import badge_of
from roadmaps.snapshots.exports.making import Making


def glance(making: Making) -> Section | None:
    """Figures, where there is something to count."""
    if not making.edition.file.blocks:
        return None
    return making.part(Part.GLANCE, list(_inside(making)))


def _inside(making: Making) -> Iterator[Block]:
    if description := making.edition.file.area.description:
        yield Paragraph(line(making.own(description)), style="lead")
    yield from _state(making)
    _, figures = figures_of(Plan([making.plan]))
    yield Tiles(list(_tiles(making, figures)))
    if figures.activities:
        yield _statuses(making)


def _state(making: Making) -> Iterator[Block]:
    """How the work stands, since when and why, and what comes next."""
    plan = making.edition.file.roadmap
    title = making.words.translate(say("State of the work: %(state)s", state=say(plan.phase.label)))
    inside = [paragraph(making.words.translate(say("Since %(day)s", day=plan.phase_since)))]
    if plan.phase_reason:
        inside.append(paragraph(making.own(plan.phase_reason)))
    if plan.next_step:
        next_on = [say("by %(day)s", day=plan.next_on)] if plan.next_on else []
        until = "".join(f", {making.words.translate(one)}" for one in next_on)
        next_step = said(making.own(plan.next_step.rstrip(".")))
        inside.append(Paragraph((Text(f"{making.say(N_('Next'))}: "), next_step, Text(f"{until}."))))
    yield Callout(title, inside)


def _tiles(making: Making, figures: Figures) -> Iterator[Tile]:
    milestones = sum(len(activity.milestones) for activity in making.plan.activities)
    organisations = len({share.organisation_id for activity in making.plan.activities for share in activity.shares})
    told = [
        (figures.goals, say_number("goal", "goals", figures.goals)),
        (figures.activities, say_number("activity", "activities", figures.activities)),
        (milestones, say_number("milestone", "milestones", milestones)),
        (figures.indicators, say_number("indicator", "indicators", figures.indicators)),
        (organisations, say_number("organisation with a part", "organisations with a part", organisations)),
    ]
    lacking = [
        (
            figures.without_lead,
            say_number("activity without a lead", "activities without a lead", figures.without_lead),
        ),
        (
            figures.without_money,
            say_number("activity that lacks money", "activities that lack money", figures.without_money),
        ),
    ]
    for count, label in [*told, *(one for one in lacking if one[0])]:
        yield Tile(str(count), making.words.translate(label))


def _statuses(making: Making) -> Table:
    counted = Counter(one.status for one in making.plan.activities)
    whole = counted.total()
    return Table(
        caption=making.say(N_("How far the activities have come")),
        columns=[Column(share=3), Column("right", share=1), Column("right", share=1)],
        head=[[cell(making.say(label)) for label in (N_("Status"), N_("How many"), N_("Share"))]],
        body=[_row(making, status, counted[status], whole) for status in Status if counted[status]],
        has_row_heads=True,
    )


def _row(making: Making, status: Status, count: int, whole: int) -> list[Cell]:
    return [line_cell([badge_of(status, making.words)]), cell(str(count)), cell(f"{round(100 * count / whole)} %")]
