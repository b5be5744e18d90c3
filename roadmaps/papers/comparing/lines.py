"""One line in place of two: what came and what went, word by word, with the looks that each word has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from roadmaps.foundation.tokens import similarity, words_of
from roadmaps.foundation.word_changes import word_changes
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import (
    Badge,
    Break,
    Changed,
    Code,
    Footnote,
    Inline,
    Line,
    Link,
    Paragraph,
    Remarked,
    Spoken,
    Styled,
    Text,
)

# Lines that share less than this are two lines, one that went and one that came, and no mosaic of words.
ALIKE = 0.4
How = Literal["inserted", "deleted"]
Wrapper = Styled | Spoken | Link | Remarked


@dataclass(frozen=True)
class _Token:
    """A word, or a piece that cannot be cut, with what it stands in, the outermost first."""

    said: str
    piece: Inline
    within: tuple[Wrapper, ...]


def compared(before: Line, after: Line) -> Line:
    """The line with the words of both. Where only looks have changed, those of the later are shown."""
    old, new = list(_tokens(before)), list(_tokens(after))
    old_said, new_said = [one.said for one in old], [one.said for one in new]
    if old_said == new_said:
        return tuple(_nested(new, set()))
    if old and new and similarity(old_said, new_said) < ALIKE:
        return (*marked(before, "deleted"), *marked(after, "inserted"))
    told: list[Inline] = []
    remarks: set[int] = set()
    o_at = n_at = 0
    for o1, o2, n1, n2 in word_changes(old_said, new_said):
        told += _nested(new[n_at:n1], remarks)
        told += _changed(old[o1:o2], "deleted", remarks)
        told += _changed(new[n1:n2], "inserted", remarks)
        o_at, n_at = o2, n2
    assert len(old) - o_at == len(new) - n_at
    return (*told, *_nested(new[n_at:], remarks))


def marked(line: Line, how: How) -> Line:
    """The whole line as one that came or went."""
    return tuple(_changed(list(_tokens(line)), how, set()))


def _changed(tokens: Sequence[_Token], how: How, remarks: set[int]) -> Iterator[Inline]:
    if how == "deleted":
        # What was said of words that are gone is not said of the paper.
        tokens = [replace(one, within=tuple(w for w in one.within if not isinstance(w, Remarked))) for one in tokens]
    if tokens:
        yield Changed(how, tuple(_nested(tokens, remarks)))


def _tokens(line: Line, within: tuple[Wrapper, ...] = ()) -> Iterator[_Token]:
    for one in line:
        match one:
            case Text(text):
                yield from (_Token(word, Text(word), within) for word in words_of(text))
            case Code(text) | Badge(text):
                yield _Token(f"\ue000{text}", one, within)
            case Break():
                yield _Token("\n", one, within)
            case Footnote(inside):
                yield _Token(f"\ue001{text_of(inside)}", one, within)
            case Changed(how, inside):
                # A paper that tells of changes itself is taken for what it says in the end.
                yield from _tokens(inside, within) if how == "inserted" else ()
            case _:
                yield from _tokens(one.inside, (*within, one))


def _nested(tokens: Sequence[_Token], remarks: set[int], depth: int = 0) -> Iterator[Inline]:
    """The tokens in their wrappers again, words that follow each other in one piece. A remark is made once."""
    for wrapper_id, group in groupby(tokens, key=lambda one: id(one.within[depth]) if len(one.within) > depth else 0):
        found = list(group)
        if not wrapper_id:
            yield from _joined(found)
            continue
        wrapper = found[0].within[depth]
        inside = tuple(_nested(found, remarks, depth + 1))
        if isinstance(wrapper, Remarked) and wrapper_id in remarks:
            yield from inside
        else:
            remarks.add(wrapper_id)
            yield replace(wrapper, inside=inside)


def _joined(tokens: Sequence[_Token]) -> Iterator[Inline]:
    for is_text, group in groupby(tokens, key=lambda one: isinstance(one.piece, Text)):
        if is_text:
            yield Text("".join(one.said for one in group))
        else:
            yield from (one.piece for one in group)


def alike(before: str, after: str) -> float:
    """How much two texts share, from 0 to 1."""
    return similarity(words_of(before), words_of(after))


def marked_paragraph(text: str, how: How) -> Paragraph:
    """Plain words as a paragraph that came or went."""
    return Paragraph((Changed(how, (Text(text),)),))
