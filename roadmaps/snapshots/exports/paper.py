"""From a version of a roadmap to the paper that every format is written from."""

from collections.abc import Callable, Mapping

from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import line, paragraph
from roadmaps.papers.tree import Paper, Section
from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.exports.extras import Extras
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.exports.parts import (
    actors,
    changes,
    conflicts,
    front,
    glance,
    glossary,
    goals,
    indicators,
    needs,
    picture,
    points,
    pyramid,
    responsibilities,
    timeline,
)

Write = Callable[[Making], Section | None]
PARTS: Mapping[Part, Write] = {
    Part.GLANCE: glance.glance,
    Part.ACTORS: actors.actors,
    Part.VISION: picture.vision,
    Part.BACKGROUND: picture.background,
    Part.NEEDS: needs.needs,
    Part.GOALS: goals.goals,
    Part.TIMELINE: timeline.timeline,
    Part.INDICATORS: indicators.indicators,
    Part.RESPONSIBILITIES: responsibilities.responsibilities,
    Part.PYRAMID: pyramid.pyramid,
    Part.CONFLICTS: conflicts.conflicts,
    Part.CHANGES: changes.changes,
    Part.OPEN_POINTS: points.points,
    Part.GLOSSARY: glossary.glossary,
}
FEWEST_WITH_CONTENTS = 3


def paper_of(edition: Edition, choice: Choice, words: Words, *, extras: Extras) -> Paper:
    """The parts that are chosen, as far as there is something to tell in them.

    `words` speak the language of the choice. The same values give the same paper.
    """
    making = Making(edition, choice, words, extras)
    told = [write(making) for part, write in PARTS.items() if part in choice.parts]
    chapters = [one for one in told if one is not None]
    if next(iter(edition.document.state), None) is None:
        chapters = [_nothing(making)]
    return Paper(
        identity=front.identity(making),
        cover=front.cover(making),
        chapters=chapters,
        running_title=front.running_title(making),
        running_note=front.running_note(making),
        foot=front.foot(making),
        has_contents=len(chapters) >= FEWEST_WITH_CONTENTS,
        colophon=front.colophon(making),
    )


def _nothing(making: Making) -> Section:
    """What stands in the paper of an empty roadmap, so that nobody takes its pages for lost."""
    told = paragraph(making.say(N_("The roadmap is empty.")))
    return Section(line(making.edition.name_in(making.words.language)), [told], look="part")
