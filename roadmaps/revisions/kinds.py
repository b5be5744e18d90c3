"""What a kind of block is: one pydantic model from which form, validation, merge, comparison and schema come.

The rooms above define their kinds, one file each, and gather them in a `KindTable`, which they hand to the engine.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from sqlalchemy.orm import Session

from roadmaps.foundation import prose
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.faults import faults_of
from roadmaps.foundation.sentences import say

Content = dict[str, Any]
Merging = Literal["prose", "set", "scalar"]


class Kind(BaseModel):
    """The content of one kind of block. A new kind is a new file with a subclass, and a line in the room's table.

    Every field is ``Annotated[type, Ask(...)]``. The class variables say what the kind is called, under which kinds
    it may lie (`TOP` for the document itself), and which field is its title.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: ClassVar[str]
    label: ClassVar[str]
    plural: ClassVar[str]
    parents: ClassVar[tuple[str, ...]]
    title_field: ClassVar[str] = "title"

    @classmethod
    @cache
    def asks(cls) -> Mapping[str, Ask]:
        """How each field asks, by the field's name, in the order of the form."""
        return {name: _ask_of(field) for name, field in cls.model_fields.items()}

    @classmethod
    @cache
    def merging(cls) -> Mapping[str, Merging]:
        """How each field is merged: prose by words, lists as sets, all else only if one side changed it."""
        asks = cls.asks()
        return {name: _merging_of(asks[name]) for name in cls.model_fields}

    @classmethod
    def prose_fields(cls) -> tuple[str, ...]:
        """The names of the fields that hold Markdown."""
        return tuple(name for name, way in cls.merging().items() if way == "prose")

    @classmethod
    def references_in(cls, content: Content) -> Iterator[tuple[str, UUID]]:
        """Each reference to another block: the field's name and the block's id."""
        for name, ask in cls.asks().items():
            if ask.refers_to and (value := content.get(name)):
                for target in [value] if isinstance(value, str) else value:
                    yield name, UUID(target)

    @classmethod
    def title_of(cls, content: Content) -> str:
        """What the block is called in lists and sentences."""
        return str(content.get(cls.title_field) or "")

    @classmethod
    def check(cls, content: Mapping[str, object]) -> Content:
        """Validate and return the content in its stored form.

        :raises Invalid: with a sentence for every field that is wrong
        """
        try:
            return cls.model_validate(content).stored()
        except ValidationError as error:
            raise Invalid(say("Some of what you wrote needs another look."), faults_of(error)) from None

    def stored(self: Self) -> Content:
        """The content as plain JSON values, prose tidied, every field present."""
        content: Content = self.model_dump(mode="json")
        for name in self.prose_fields():
            content[name] = prose.tidy(content[name])
        return content


TOP = "top"
LinkFinder = Callable[[Session, Sequence[str]], Mapping[str, str]]


def no_links(_session: Session, _labels: Sequence[str]) -> Mapping[str, str]:
    """The finder of a table whose prose links to nothing."""
    return {}


class KindTable:
    """The kinds of one sort of history, and how the links in their prose are found."""

    def __init__(self, kinds: Iterable[type[Kind]], find_links: LinkFinder = no_links) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._find_links = find_links

    def __iter__(self) -> Iterator[type[Kind]]:
        return iter(self._kinds.values())

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __getitem__(self, name: str) -> type[Kind]:
        try:
            return self._kinds[name]
        except KeyError:
            raise NotFound(say("There is no kind of block called “%(kind)s”.", kind=name)) from None

    def render(self, session: Session, kind: str, content: Content, block_id: UUID) -> dict[str, str]:
        """Clean HTML of each prose field that is not empty.

        :raises Invalid: when a text is too large or too tangled to be shown
        """
        return {
            name: self._render_field(session, content[name], f"{block_id.hex[-8:]}-{name}")
            for name in self[kind].prose_fields()
            if content.get(name)
        }

    def _render_field(self, session: Session, text: str, unique: str) -> str:
        labels = prose.link_labels(text)
        links = self._find_links(session, labels) if labels else {}
        return prose.render(text, links=links, heading_level=4, unique=unique)


def canonical(content: object) -> str:
    """JSON with one spelling only: sorted keys, no needless space, letters as themselves."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _ask_of(field: FieldInfo) -> Ask:
    return next(entry for entry in field.metadata if isinstance(entry, Ask))


def _merging_of(ask: Ask) -> Merging:
    if ask.widget == "prose":
        return "prose"
    return "set" if ask.takes_many else "scalar"
