"""A roadmap in other words: which version of a translation fits a text, and a state with those in place of its own.

No session.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.written import Written, words_in


class Version(Protocol):
    """A version of a translation, as far as it is read."""

    @property
    def block_id(self) -> UUID:
        """Of which block."""

    @property
    def field(self) -> str:
        """Of which of its texts."""

    @property
    def text(self) -> str:
        """What it says; empty where there is none any more."""

    @property
    def html(self) -> str | None:
        """The same as it is shown, for prose."""

    @property
    def source_sha256(self) -> str:
        """Of the words that it was made from."""


V = TypeVar("V", bound=Version)
Key = tuple[UUID, str]


@dataclass(frozen=True)
class Fitting(Generic[V]):
    """The version that is read for a text; `is_behind` when it was made from other words than the text says now."""

    version: V
    is_behind: bool


def digest_of(text: str) -> str:
    """By which one tells whether a text is the one that was translated."""
    return hashlib.sha256(text.encode()).hexdigest()


def by_text(versions: Iterable[V]) -> dict[Key, list[V]]:
    """The versions by block and field, in the order in which they came."""
    found: dict[Key, list[V]] = defaultdict(list)
    for one in versions:
        found[one.block_id, one.field].append(one)
    return found


def fitting(versions: Sequence[V], text: str) -> Fitting[V] | None:
    """Which of the versions of a text, newest first, is read where it says this.

    The newest that was made from exactly these words; or else the newest, which is behind. None where there is none, or
    where the newest was taken away.
    """
    if not versions or not versions[0].text:
        return None
    digest = digest_of(text)
    same = next((one for one in versions if one.source_sha256 == digest), None)
    fits = same is not None and bool(same.text)
    return Fitting(same if same is not None and fits else versions[0], is_behind=not fits)


def worded(state: State, versions: Mapping[Key, Sequence[V]], language: str) -> State:
    """The state as it is read in the language: each of its texts knows in which language it is."""
    blocks = (*state, *state.removed.values())
    return State(state.number, [_worded(block, versions, language) for block in blocks])


def _worded(block: BlockState, versions: Mapping[Key, Sequence[V]], language: str) -> BlockState:
    content, html = dict(block.content), dict(block.html)
    for name, text in words_in(ROADMAP[block.kind], block.content).items():
        found = fitting(versions.get((block.id, name), ()), text)
        content[name] = Written(found.version.text, language, is_behind=found.is_behind) if found else Written(text)
        if found and name in html:
            html[name] = found.version.html or ""
    return replace(block, content=content, html=html)
