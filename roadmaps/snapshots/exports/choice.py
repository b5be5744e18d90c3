"""What somebody wants to have of a roadmap: which parts, in which language, with or without comments. No session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from roadmaps.foundation.sentences import N_

Language = Literal["sv", "en"]
LANGUAGES: Mapping[str, Language] = {"sv": "sv", "en": "en"}


class Part(StrEnum):
    """The parts of a paper, in the order in which they are read. The cover and the last page are always there."""

    GLANCE = "glance"
    ACTORS = "actors"
    VISION = "vision"
    BACKGROUND = "background"
    NEEDS = "needs"
    GOALS = "goals"
    TIMELINE = "timeline"
    INDICATORS = "indicators"
    RESPONSIBILITIES = "responsibilities"
    PYRAMID = "pyramid"
    CONFLICTS = "conflicts"
    CHANGES = "changes"
    OPEN_POINTS = "open_points"
    GLOSSARY = "glossary"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return _LABELS[self]


_LABELS: Mapping[Part, str] = {
    Part.GLANCE: N_("The roadmap at a glance"),
    Part.ACTORS: N_("Who has taken part"),
    Part.VISION: N_("Vision"),
    Part.BACKGROUND: N_("Background"),
    Part.NEEDS: N_("Needs and challenges"),
    Part.GOALS: N_("Goals and activities"),
    Part.TIMELINE: N_("Timeline"),
    Part.INDICATORS: N_("Indicators"),
    Part.RESPONSIBILITIES: N_("Responsibilities"),
    Part.PYRAMID: N_("Pyramid"),
    Part.CONFLICTS: N_("Goal conflicts"),
    Part.CHANGES: N_("What has changed"),
    Part.OPEN_POINTS: N_("Open points"),
    Part.GLOSSARY: N_("Glossary"),
}
# Open points belong to the work and not to its result, so that one asks for them.
USUAL = frozenset(Part) - {Part.OPEN_POINTS}


@dataclass(frozen=True)
class Choice:
    """The parts that are wanted, the language of the paper, and whether comments stand beside what they are about."""

    language: Language = "sv"
    parts: frozenset[Part] = USUAL
    with_comments: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, Iterable[str]], *, usual: Language = "sv") -> Self:
        """The choice that an address or a form holds; each name may have several values.

        What is no such value is left out. Without any part it is the usual parts: nobody wants an empty paper.
        """
        named = {str(part) for part in Part}
        parts = frozenset(Part(one) for one in asked.get("part", ()) if one in named)
        languages = [LANGUAGES[one] for one in asked.get("language", ()) if one in LANGUAGES]
        return cls(
            language=languages[0] if languages else usual,
            parts=parts or USUAL,
            with_comments="yes" in asked.get("comments", ()),
        )

    @property
    def asked(self) -> dict[str, list[str]]:
        """What an address must hold for the same choice; parts only where they are not the usual ones."""
        held = {"language": [str(self.language)]}
        if self.parts != USUAL:
            held["part"] = [str(part) for part in Part if part in self.parts]
        return held | ({"comments": ["yes"]} if self.with_comments else {})

    def has(self, *parts: Part) -> bool:
        """Whether one of the parts is wanted."""
        return bool(self.parts & set(parts))
