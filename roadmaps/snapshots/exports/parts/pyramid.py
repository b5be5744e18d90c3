"""The pyramid: what lies at the base, in the breadth and at the peak, and what feeds what."""

from collections.abc import Iterator

from roadmaps.foundation.sentences import N_, say, say_number
from roadmaps.papers.plain import cell, line, line_cell, link, listing, paragraph
from roadmaps.papers.tree import Block, Callout, Cell, Column, Figure, Line, Section, Table, Text
from roadmaps.plan.rows import Plan, PlannedActivity
from roadmaps.pyramid.levels import CARRYING, FROM_THE_TOP, Pyramid, pyramid_of
from roadmaps.pyramid.svg import drawing_of
from roadmaps.roadmap.kinds.choices import Level, word_of
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making


def pyramid(making: Making) -> Section | None:
    """The levels, where somebody has told the level of anything."""
    found = pyramid_of(Plan([making.plan]), making.plan.activities)
    if not any(tier.activities for tier in found.tiers):
        return None
    return making.part(Part.PYRAMID, list(_inside(making, found)))


def _inside(making: Making, found: Pyramid) -> Iterator[Block]:
    yield paragraph(
        making.say(
            N_(
                "The base carries the breadth, the breadth carries the peak, and the peak draws the others along. Here is what lies where."
            )
        )
    )
    yield Figure(
        drawing_of(found, making.words, color=making.color),
        alt=_alt(making, found),
        caption=making.say(N_("The activities by level")),
        table=_levels(making, found),
    )
    # What a reader may want to think about is for those who go on writing, not for a record.
    if found.thoughts and not making.is_frozen:
        thoughts = listing(line(making.words.translate(one)) for one in found.thoughts)
        yield Callout(making.say(N_("Worth a thought")), [thoughts])
    if found.feeding:
        yield Section(
            making.line(N_("What feeds what")),
            [listing(_feeding(making, one.first, one.then) for one in found.feeding)],
            is_listed=False,
        )
    if found.goals:
        yield Section(making.line(N_("Goal by goal")), [_goals(making, found)], is_listed=False)


def _alt(making: Making, found: Pyramid) -> str:
    told = [
        say(
            "%(level)s: %(count)s.",
            level=say(word_of(tier.level)),
            count=say_number("%(num)s activity", "%(num)s activities", len(tier.activities)),
        )
        for tier in found.tiers
    ]
    return " ".join(map(making.words.translate, told))


def _levels(making: Making, found: Pyramid) -> Table:
    """Every activity with its level, the peak first."""
    leveled = [(tier.level, one) for tier in found.tiers for one in tier.activities]
    rows = [_row(making, one, _level(making, level)) for level, one in leveled]
    rows += [_row(making, one, making.say(N_("Without a level"))) for one in found.unplaced]
    head = N_("Activity"), N_("Level"), N_("Lead or take part")
    return Table(
        caption=making.say(N_("The activities by level, in words")),
        columns=[Column(share=4), Column(share=1.2), Column(share=4)],
        head=[[cell(making.say(label)) for label in head]],
        body=rows,
        has_row_heads=True,
    )


def _row(making: Making, one: PlannedActivity, level: str) -> list[Cell]:
    carrying = [share.organisation for share in one.shares if share.part in CARRYING and not share.is_declined]
    return [line_cell([link(making.at(one.id), one.title)]), cell(level), cell(", ".join(carrying))]


def _feeding(making: Making, first: PlannedActivity, then: PlannedActivity) -> Line:
    return [*_named(making, first), Text(f" {making.say(N_('feeds'))} "), *_named(making, then)]


def _named(making: Making, one: PlannedActivity) -> Line:
    level = f" ({_level(making, one.level)})" if one.level else ""
    return [link(making.at(one.id), one.title), Text(level)]


def _level(making: Making, level: Level) -> str:
    return making.words.translate(word_of(level))


def _goals(making: Making, found: Pyramid) -> Table:
    return Table(
        caption=making.say(N_("Number of activities at each level, by goal")),
        columns=[Column(share=5), *[Column("right", share=1)] * len(FROM_THE_TOP)],
        head=[[cell(making.say(N_("Goal"))), *(cell(_level(making, level)) for level in FROM_THE_TOP)]],
        body=[
            [
                line_cell([link(making.at(one.goal.id), str(one.goal.content["title"]))]),
                *(cell(str(count or "–")) for count in one.counts),
            ]
            for one in found.goals
        ],
        has_row_heads=True,
    )
