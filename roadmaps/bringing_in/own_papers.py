"""Papers that this site has written itself, brought in again: their chapters, badges and facts are known for sure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from roadmaps.bringing_in.chunks import Chunk
from roadmaps.bringing_in.field_words import Translate, folded
from roadmaps.bringing_in.outline import Group, Outline, Section
from roadmaps.foundation.prose import plain
from roadmaps.papers.words import DONE, NOT_DONE
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.exports.choice import Part

# Chapters that say once more what others say, or what only the site can know.
_REPEATS = {
    Part.GLANCE, Part.ACTORS, Part.TIMELINE, Part.RESPONSIBILITIES, Part.PYRAMID, Part.CHANGES, Part.OPEN_POINTS, Part.GLOSSARY,
}  # fmt: skip
_HOLDS: Mapping[Part, str] = {
    Part.BACKGROUND: "background",
    Part.NEEDS: "need",
    Part.GOALS: "goal",
    Part.INDICATORS: "indicator",
    Part.CONFLICTS: "goal_conflict",
}
# The fields that a card tells by a badge beside its heading.
_BADGES = {"need": "need_type", "goal": "goal_type", "activity": "status", "goal_conflict": "state"}
_ADDRESS = re.compile(r"/areas/[\w-]+/(?:roadmap|snapshots/\d+)")
_IN_HEADING = re.compile(r"(?P<title>.+) \((?P<badge>[^()]{2,60})\)")
_IN_TEXT = re.compile(r"\*\*(?:\u00a0|\s)*(?P<badge>[^*]{2,60}?)(?:\u00a0|\s)*\*\*")
_CAPTION = re.compile(r"\*\*(?:Figur|Figure|Tabell|Table) \d+\.\*\* .+", re.DOTALL)
_MILESTONE = re.compile(
    r"(?:(?P<done>[☑☒]|\[[xX]\])|☐|\[ \])\s+(?P<title>.+?)(?:, (?P<due>[^,]{4,40}?))?(?: – (?P<word>[^–]+))?", re.DOTALL
)


class Badge(NamedTuple):
    """A word beside a heading: the field of a kind and the value that it tells. `where` is how it stands in the text."""

    kind: str
    field: str
    value: str
    words: str
    where: str


class OwnPaper:
    """Knows a paper of this site by its chapters and by the address on its first page."""

    def __init__(self, outline: Outline, translates: Sequence[Translate]) -> None:
        self._outline, self._translates = outline, translates

    @cached_property
    def chapters(self) -> Mapping[str, Part]:
        """Which part of the paper each section is in, by its key; empty for a paper that others have written."""
        labels = {folded(translate(part.label)): part for part in Part for translate in self._translates}
        found: dict[str, Part] = {}
        part, level = None, 0
        first = ""
        for section in self._outline.sections:
            named = labels.get(folded(section.words)) if section.heading else None
            if named and (part is None or section.level <= level):
                part, level = named, section.level
            if part is None:
                first += section.text_without(set())
            else:
                found[section.key] = part
        return found if found and _ADDRESS.search(first) else {}

    @property
    def is_one(self) -> bool:
        """Whether it is such a paper."""
        return bool(self.chapters)

    def repeats(self, section: Section) -> bool:
        """Whether it is the cover, or lies in a chapter that repeats what others say."""
        return self.is_one and self.chapters.get(section.key, Part.GLANCE) in _REPEATS

    def named_by(self, section: Section) -> str:
        """The kind that a chapter holds, when the section is the heading of one."""
        part = self.chapters.get(section.key)
        is_heading = part and folded(section.words) in {folded(translate(part.label)) for translate in self._translates}
        return _HOLDS.get(part, "") if part and is_heading else ""

    def badge_of(self, section: Section) -> Badge | None:
        """What the badge beside the heading tells."""
        if not self.is_one:
            return None
        in_heading = _IN_HEADING.fullmatch(section.words)
        first = next((part.text for part in section.parts if isinstance(part, Chunk)), "") if section.parts else ""
        in_text = _IN_TEXT.fullmatch(first.strip()) if section.parts and section.parts[0] is not None else None
        for found, where in ((in_heading, "heading"), (in_text, "text")):
            told = self._told(found["badge"]) if found else None
            if told:
                return Badge(*told, where)
        return None

    def title_of(self, section: Section) -> str:
        """The heading without the badge, known or not."""
        found = _IN_HEADING.fullmatch(section.words)
        is_badge = found and (self._told(found["badge"]) or self.chapters.get(section.key) is Part.INDICATORS)
        return found["title"] if found and is_badge else section.words

    def text_of(self, section: Section, keys: set[str]) -> tuple[str, list[str]]:
        """What is said under the heading, and what of it the site draws or reckons by itself."""
        kept, drawn = [], []
        is_measured = self.chapters.get(section.key) is Part.INDICATORS
        title = self.title_of(section)
        end = self._colophon(section)
        for place, part in enumerate(section.parts):
            if isinstance(part, Group) and part.key in keys:
                continue
            chunk = part.chunk if isinstance(part, Group) else part
            is_badge = place == 0 and bool(_IN_TEXT.fullmatch(chunk.text.strip()))
            if is_badge or place >= end or (is_measured and self._is_drawn(chunk, title)):
                drawn.append(chunk.text)
            else:
                kept.append(chunk.text)
        return "\n\n".join(kept), drawn

    def milestone(self, text: str) -> tuple[str, str, bool] | None:
        """The title of a milestone in a list of them, when it is due in words, and whether it is reached."""
        words = {folded(translate(message)) for message in (DONE, NOT_DONE) for translate in self._translates}
        found = _MILESTONE.fullmatch(text.split("\n", maxsplit=1)[0].strip()) if self.is_one else None
        if not found or (found["word"] and folded(found["word"]) not in words):
            return None
        return found["title"], found["due"] or "", bool(found["done"])

    def _colophon(self, section: Section) -> int:
        """Where the last page begins in the last section: at the version, with the paper's own address after it."""
        texts = [(part.chunk if isinstance(part, Group) else part).text for part in section.parts]
        words = tuple(translate("Version") for translate in self._translates)
        for place, text in enumerate(texts):
            follows = "\n".join(texts[place:])
            if section is self._outline.sections[-1] and plain(text).startswith(words) and _ADDRESS.search(follows):
                return place - 1 if place and texts[place - 1] == "---" else place
        return len(texts)

    def _is_drawn(self, chunk: Chunk, title: str) -> bool:
        words = plain(chunk.text)
        baseline = [f"{translate(ROADMAP['indicator'].asks()['baseline'].label)}: " for translate in self._translates]
        is_told = any(words.startswith(one) for one in baseline) and words.count(". ") > 1
        return chunk.sort == "table" or bool(_CAPTION.fullmatch(chunk.text)) or words.endswith(f": {title}") or is_told

    def _told(self, words: str) -> tuple[str, str, str, str] | None:
        for kind, name, value, label in self._badges:
            if folded(words) == label:
                return kind, name, value, words
        return None

    @cached_property
    def _badges(self) -> Sequence[tuple[str, str, str, str]]:
        return list(self._every_badge())

    def _every_badge(self) -> Iterator[tuple[str, str, str, str]]:
        for kind, name in _BADGES.items():
            for value, label in ROADMAP[kind].asks()[name].choices.items():
                for translate in self._translates:
                    yield kind, name, value, folded(translate(label))
