"""A report as it is shown and printed: its frame and its chapters, each with what stands in it, in order. No session."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from roadmaps.follow_up.kinds import Chapter, Finding, Memorandum, Passage, Remark, Subject
from roadmaps.revisions.states import BlockState, State


@dataclass(frozen=True)
class Told:
    """A chapter. `entries` are findings and passages; `remarks` is who said what about it, when."""

    block: BlockState
    entries: Sequence[BlockState]
    remarks: Sequence[tuple[BlockState, str, datetime]]

    @property
    def is_table(self) -> bool:
        """Whether its findings are best read beside what was before."""
        subject = self.block.content["subject"]
        return bool(subject) and Subject(subject).is_table

    @property
    def findings(self) -> list[BlockState]:
        """What was found, left out or not."""
        return [one for one in self.entries if one.kind == Finding.name]

    @property
    def printed(self) -> list[BlockState]:
        """What stands in the report."""
        return [one for one in self.entries if one.kind == Passage.name or one.content["is_included"]]

    @property
    def runs(self) -> list[tuple[str, str, list[BlockState]]]:
        """What stands in the report, in order: each run of one kind and, in lists, of one area."""

        def sort(one: BlockState) -> tuple[str, str]:
            return one.kind, "" if one.kind == Passage.name or self.is_table else one.content["area"]

        return [(kind, area, list(those)) for (kind, area), those in groupby(self.printed, key=sort)]

    @property
    def is_printed(self) -> bool:
        """Whether the chapter is part of the report: it is wanted, and says something."""
        return bool(self.block.content["is_included"]) and bool(self.printed or self.block.html.get("text"))


@dataclass(frozen=True)
class Draft:
    """The whole report at one revision."""

    number: int
    memorandum: BlockState
    chapters: Sequence[Told]

    @property
    def title(self) -> str:
        """What the report is called."""
        return str(self.memorandum.content["title"])

    @property
    def texts(self) -> Iterator[str]:
        """The HTML of everything that is written in it."""
        blocks = [self.memorandum, *(one for told in self.chapters for one in (told.block, *told.entries))]
        return _html_of(blocks)

    @property
    def printed_texts(self) -> Iterator[str]:
        """The HTML of what is part of the report."""
        printed = (told for told in self.chapters if told.is_printed)
        return _html_of([self.memorandum, *(one for told in printed for one in (told.block, *told.printed))])


def draft_of(
    state: State, authors: Mapping[int, tuple[str, datetime]], *, tells: Callable[[BlockState], bool] = lambda _: True
) -> Draft:
    """The report in a state. `authors` tells of revisions who wrote them, and when.

    :param tells: which of its blocks the reader is shown
    """
    return Draft(
        number=state.number,
        memorandum=state.of_kind(Memorandum.name)[0],
        chapters=[
            Told(
                block=chapter,
                entries=[one for one in state.children(chapter.id, Finding.name, Passage.name) if tells(one)],
                remarks=[(one, *authors[one.number]) for one in state.children(chapter.id, Remark.name)],
            )
            for chapter in state.children(None, Chapter.name)
        ],
    )


def _html_of(blocks: Iterable[BlockState]) -> Iterator[str]:
    return (html for block in blocks for html in block.html.values())
