"""A version in another language: what it holds of translations, and those that have been made since from exactly its words.

A version is often translated when it has been decided upon. What was made later from the very words that it holds is as good
as what it was frozen with, and says nothing else; what was made from other words is not taken. No session.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.revisions.states import State
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.written import words_in
from roadmaps.snapshots.format import RoadmapFile, TranslationFacts
from roadmaps.translating.wording import Key, Version, digest_of, fitting

Html = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Told:
    """A version of a translation, wherever it comes from."""

    block_id: UUID
    field: str
    text: str
    html: str | None
    source_sha256: str


def key_of(block_id: UUID, language: str) -> str:
    """Under which key a version keeps the HTML of a block's translation, beside that of the blocks."""
    return f"{block_id}@{language}"


def facts_of(state: State, versions: Mapping[Key, Sequence[Version]], language: str) -> Iterator[TranslationFacts]:
    """What a document tells of the translations of its texts into one language."""
    for block in state.in_reading_order():
        for name, text in words_in(ROADMAP[block.kind], block.content).items():
            if found := fitting(versions.get((block.id, name), ()), text):
                yield TranslationFacts(
                    block=block.id, field=name, language=language, text=found.version.text, is_behind=found.is_behind
                )


def html_of(
    state: State, versions: Mapping[Key, Sequence[Version]], language: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """The same as it is shown: for each block the HTML of its prose."""
    for block in state:
        found = {
            name: fit.version.html
            for name, text in words_in(ROADMAP[block.kind], block.content).items()
            if (fit := fitting(versions.get((block.id, name), ()), text)) and fit.version.html
        }
        if found:
            yield key_of(block.id, language), found


def versions_in(
    file: RoadmapFile, html: Html, state: State, language: str, later: Iterable[Version] = ()
) -> Mapping[Key, Sequence[Version]]:
    """The translations into a language that are read in a version, by the text that they are of.

    :param later: those that have been made since, newest first; what was before one that took the words away is not read
    """
    texts = {
        (block.id, name): digest_of(text)
        for block in state
        for name, text in words_in(ROADMAP[block.kind], block.content).items()
    }
    found: dict[Key, list[Version]] = defaultdict(list)
    taken_away: set[Key] = set()
    for one in later:
        key = one.block_id, one.field
        if texts.get(key) != one.source_sha256 or key in taken_away:
            continue
        if one.text:
            found[key].append(one)
        else:
            taken_away.add(key)
    for fact in file.translations:
        key = fact.block, fact.field
        if fact.language != language or key not in texts:
            continue
        shown = html.get(key_of(fact.block, language), {}).get(fact.field)
        told = Told(fact.block, fact.field, fact.text, shown, "" if fact.is_behind else texts[key])
        # What it was frozen with holds, unless that was behind already then.
        found[key].insert(len(found[key]) if fact.is_behind else 0, told)
    return found
