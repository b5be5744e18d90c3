"""What a block says in words that somebody may look for: its prose, its lines, its places, and whom it names."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from roadmaps.foundation.prose.plain import plain
from roadmaps.revisions.kinds import Content, Kind
from roadmaps.roadmap.kinds.choices import Municipality, word_of

# Kept with a part in an activity besides what its form asks.
_TOLD_THOUGH_HIDDEN = {"answer_note"}


def words_of(kind: type[Kind], content: Content) -> str:
    """The text of a block without its title, one line for each field."""
    places = ", ".join(word_of(Municipality(code)) for code in content.get("places") or [])
    return "\n".join(filter(None, [*_lines(kind, content), places]))


def organisations_in(kind: type[Kind], content: Content) -> Iterator[UUID]:
    """The organisations that a block points at."""
    for name, ask in kind.asks().items():
        if ask.widget == "organisation" and content.get(name):
            yield UUID(str(content[name]))


def with_names(text: str, organisations: Iterable[UUID], names: Mapping[UUID, str]) -> str:
    """The text with the names of the organisations after it."""
    named = sorted({names[one] for one in organisations if one in names})
    return "\n".join(filter(None, [text, ", ".join(named)]))


def _lines(kind: type[Kind], content: Content) -> Iterator[str]:
    for name, ask in kind.asks().items():
        value = content.get(name)
        if name == kind.title_field or not isinstance(value, str) or ask.choices:
            continue
        if ask.widget == "prose":
            yield plain(value)
        elif ask.widget == "text" or name in _TOLD_THOUGH_HIDDEN:
            yield value
