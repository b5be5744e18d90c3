"""What must be known of the whole paper while its parts are set: where links may lead, remarks, numbers of figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from babel.dates import format_date

from roadmaps.papers import tree, words
from roadmaps.papers.pdf import characters
from roadmaps.papers.words import Words

Node = dict[str, Any]


@dataclass
class Places:
    """One paper on its way into type."""

    words: Words
    labels: dict[str, str]
    figures: int = 0
    tables: int = 0
    remarks: int = 0
    has_headings: bool = False
    has_row_heads: list[bool] = field(default_factory=list)
    _placed: set[str] = field(default_factory=set)
    _waiting: list[Node] = field(default_factory=list)

    @classmethod
    def of(cls, paper: tree.Paper, said: Words) -> "Places":
        """With a label for each anchor that the paper has, in their order."""
        anchors = dict.fromkeys(_anchors(paper.chapters))
        return cls(said, {anchor: f"n{number}" for number, anchor in enumerate(anchors)})

    def label(self, anchor: str) -> str | None:
        """The label for the place with this anchor; the first one keeps it where two have the same."""
        label = self.labels.get(anchor)
        if label is None or label in self._placed:
            return None
        self._placed.add(label)
        return label

    @property
    def next_figure(self) -> str:
        """What the next figure is called."""
        return self.words.say(words.FIGURE, number=self.figures + 1)

    def number_figure(self) -> str:
        """What this figure is called."""
        name = self.next_figure
        self.figures += 1
        return name

    def number_table(self) -> str:
        """What this table is called."""
        self.tables += 1
        return self.words.say(words.TABLE, number=self.tables)

    def remark(self, remark: tree.Remark) -> Node:
        """The mark that leads to the remark; the remark itself waits for the end of its chapter."""
        self.remarks += 1
        label, name = f"r{self.remarks}", self.words.say(words.COMMENT, number=self.remarks)
        self._waiting.append({"label": label, "name": name, **self._told(remark), "answers": self._answers(remark)})
        return {"k": "mark", "to": label, "t": name}

    def missing(self, chapter: tree.Section) -> Iterator[Node]:
        """Places for what the chapter names but did not come to set, so that links lead near."""
        for anchor in _anchors((chapter,)):
            if label := self.label(anchor):
                yield {"k": "place", "id": label}

    def take_remarks(self) -> Iterator[Node]:
        """Those of the chapter that ends here, as one list."""
        if self._waiting:
            level = 2 if self.has_headings else 1
            yield {"k": "remarks", "title": self.words.say(words.COMMENTS), "level": level, "items": self._waiting}
            self._waiting = []

    def _answers(self, remark: tree.Remark) -> list[Node]:
        """All that follows, in the order of reading; answers to answers are not set deeper."""
        return [self._told(one) for answer in remark.answers for one in _conversation(answer)]

    def _told(self, remark: tree.Remark) -> Node:
        paragraphs = [characters.line(part) for part in remark.text.splitlines() if part.strip()]
        return {"who": characters.line(remark.author), "on": self.day(remark.at), "text": paragraphs}

    def day(self, at: datetime) -> str:
        """The day, in words."""
        return str(format_date(at, "d MMMM y", locale=self.words.language))


def _conversation(remark: tree.Remark) -> Iterator[tree.Remark]:
    yield remark
    for answer in remark.answers:
        yield from _conversation(answer)


def _anchors(blocks: Iterable[tree.Block]) -> Iterator[str]:
    """Of what is sure to get a place: nothing within cells, lists or quotes does."""
    for block in blocks:
        match block:
            case tree.Section():
                yield from filter(None, (block.anchor,))
                yield from _anchors(block.inside)
            case tree.Table():
                yield from filter(None, (block.anchor,))
            case tree.Figure():
                yield from filter(None, (block.anchor,))
                yield from _anchors((block.table,) if block.table else ())


def pieces(template: str, **names: str) -> Sequence[str | Node]:
    """A sentence around values that only the typesetter knows: `names` maps its placeholders to their keys."""
    parts: list[str | Node] = [template]
    for placeholder, key in names.items():
        parts = [
            piece
            for part in parts
            for piece in (_around(part, placeholder, key) if isinstance(part, str) else (part,))
            if piece != ""
        ]
    return parts


def _around(text: str, placeholder: str, key: str) -> Iterator[str | Node]:
    before, found, after = text.partition(placeholder)
    yield before
    if found:
        yield {"k": key}
        yield after
