"""Who wrote which words: of what a block says now, and of what one revision says that several wrote together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from sqlalchemy.orm import Session

from roadmaps.revisions.authorship import Written, authors_of_words
from roadmaps.revisions.contributors import shared_words
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.plan_diff import BlockDiff
from roadmaps.roadmap.history import Step, Told, Writer

# In characters, of all the versions together.
GONE_THROUGH = 600_000


@dataclass(frozen=True)
class Authorship:
    """Who wrote each word of one prose field: runs of text with the number of their author in `authors`.

    None instead of a number: the words stood there before.
    """

    label: str
    runs: Sequence[tuple[str, int | None]]
    authors: Sequence[str]


def authorship_of(kind: type[Kind], steps: Sequence[Step]) -> list[Authorship]:
    """Who wrote the words that each prose field says now.

    :param steps: newest first. Where they are long and many, only the newer ones are gone through: what the oldest of them
        says stood there before.
    """
    lengths = accumulate(step.length for step in steps)
    looked_at = [step for step, length in zip(steps, lengths, strict=True) if length - step.length < GONE_THROUGH]
    authors = list(dict.fromkeys(one.organisation or "" for step in reversed(looked_at) for one in step.told.writers))
    result = []
    for name in kind.prose_fields():
        versions = [step.written(name) for step in reversed(looked_at)]
        if len(looked_at) < len(steps):
            versions[0] = Written(None, versions[0].text)
        told = authors_of_words(versions)
        runs = [(text, None if author is None else authors.index(author)) for text, author in told]
        if any(text.strip() for text, _ in runs):
            result.append(Authorship(kind.asks()[name].label, runs, authors))
    return result


def authorship_in(
    session: Session, told: Told, diffs: Iterable[BlockDiff], *, with_names: bool
) -> list[tuple[str, Authorship]]:
    """In a revision that several wrote, who wrote which characters, each field under the title of its block."""
    if len(told.writers) < 2:
        return []
    by_block = {diff.block.id: diff for diff in diffs if diff.new}
    authors = [_name_of(one, with_names=with_names) for one in told.writers]
    names = list(dict.fromkeys(authors))
    result = []
    for (block_id, _), fields in shared_words(session, by_block, number=told.revision.number).items():
        diff = by_block[block_id]
        for name, runs in fields.items():
            text = str(diff.block.content.get(name) or "")
            ends = accumulate(length for length, _ in runs)
            pieces = [
                (text[end - length : end], None if place is None else names.index(authors[place]))
                for (length, place), end in zip(runs, ends, strict=True)
            ]
            result.append((diff.title, Authorship(diff.kind.asks()[name].label, _joined(pieces), names)))
    return result


def _name_of(writer: Writer, *, with_names: bool) -> str:
    return ", ".join(filter(None, [writer.person if with_names else None, writer.organisation]))


def _joined(pieces: Iterable[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    return [("".join(text for text, _ in run), author) for author, run in groupby(pieces, key=lambda one: one[1])]
