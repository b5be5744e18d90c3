"""How the words of the fields look in a paper: the tone of each status, always beside its word."""

from collections.abc import Mapping
from enum import StrEnum

from roadmaps.papers.tree import Badge, Tone
from roadmaps.papers.words import Words
from roadmaps.roadmap.kinds.choices import ConflictState, Status, word_of

TONES: Mapping[StrEnum, Tone] = {
    Status.PLANNED: Tone.NEUTRAL,
    Status.IN_PROGRESS: Tone.INFO,
    Status.OBSTACLE: Tone.WARNING,
    Status.DONE: Tone.GOOD,
    Status.PAUSED: Tone.WARNING,
    Status.DROPPED: Tone.NEUTRAL,
    ConflictState.OPEN: Tone.WARNING,
    ConflictState.BEING_HANDLED: Tone.INFO,
    ConflictState.LIVED_WITH: Tone.NEUTRAL,
    ConflictState.RESOLVED: Tone.GOOD,
}


def badge_of(value: StrEnum, words: Words) -> Badge:
    """The word as a badge."""
    return Badge(words.translate(word_of(value)), TONES.get(value, Tone.NEUTRAL))
