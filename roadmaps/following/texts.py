"""What has been written in roadmaps, told block by block with the words that were changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, HappeningSort, Span, Words, readable
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.changes import Author
from roadmaps.revisions.contributors import authors_of
from roadmaps.revisions.models import Block, BlockVersion, Revision
from roadmaps.revisions.plan_diff import diff_block
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import BlockState, versions_at
from roadmaps.revisions.text_diff import fold
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP

# Words around a change that let it be understood.
CONTEXT = 60
# What was changed more than this is better read where it stands.
MOST_WORDS = 1_500
# A text that was longer before and after together is not compared for a list of news.
LONGEST_COMPARED = 30_000
Fact = Mapping[str, Any]
Authors = Mapping[UUID, Sequence[Author]]
Versions = Mapping[tuple[UUID, int], BlockState]


@dataclass(frozen=True)
class Turn:
    """What one writer, or the same ones together, did to one block, in one revision or in several after each other."""

    block_id: UUID
    done: Sequence[tuple[Revision, Fact]]
    authors: Sequence[Author]

    @property
    def first(self) -> Revision:
        """The revision that it began with."""
        return self.done[0][0]

    @property
    def last(self) -> Revision:
        """The revision that it ended with."""
        return self.done[-1][0]

    @property
    def fact(self) -> Fact | None:
        """All of it as one fact; None where what was added was taken away again."""
        verbs = [fact["verb"] for _, fact in self.done]
        told = dict(self.done[-1][1])
        if verbs[-1] == "removed":
            return None if verbs[0] == "added" else told
        for verb in ("added", "restored"):
            if verb in verbs:
                return {**told, "verb": verb}
        fields = dict.fromkeys(name for _, fact in self.done for name in fact["fields"])
        return {**told, "verb": "changed" if fields else "moved", "fields": list(fields)}


def texts(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What has been written in those of the roadmaps that the viewer may read."""
    roadmaps = {roadmap.history_id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    revisions = session.scalars(
        select(Revision)
        .where(Revision.history_id.in_(roadmaps), Revision.written_at > span.since, Revision.written_at <= span.upto)
        .order_by(Revision.written_at.desc(), Revision.number.desc())
        .limit(span.most)
    ).all()
    turns = _turns(list(reversed(revisions)), authors_of(session, revisions), is_joined=span.is_joined)
    versions = _versions(session, turns)
    titles = _titles(session, versions)
    for turn in turns:
        if (fact := turn.fact) is not None:
            yield _told(turn, fact, roadmaps[turn.last.history_id], versions, titles, with_words=span.with_words)


def _turns(revisions: Sequence[Revision], authors: Authors, *, is_joined: bool) -> list[Turn]:
    """A new turn begins where another writer comes to the same block."""
    runs: dict[UUID, list[list[tuple[Revision, Fact]]]] = defaultdict(list)
    for revision in revisions:
        for fact in revision.facts:
            of_block = runs[UUID(str(fact["block"]))]
            if is_joined and of_block and _is_by_same(of_block[-1][-1][0], revision, authors):
                of_block[-1].append((revision, fact))
            else:
                of_block.append([(revision, fact)])
    return [Turn(block_id, run, authors[run[-1][0].id]) for block_id, those in runs.items() for run in those]


def _is_by_same(one: Revision, other: Revision, authors: Authors) -> bool:
    return set(authors[one.id]) == set(authors[other.id])


def _versions(session: Session, turns: Sequence[Turn]) -> Versions:
    """For each turn the block before and after it, by the number of its first revision less one, and of its last."""
    numbers: dict[UUID, list[int]] = defaultdict(list)
    ids = {turn.block_id for turn in turns}
    known = select(BlockVersion.block_id, BlockVersion.number).where(BlockVersion.block_id.in_(ids))
    for block_id, number in session.execute(known.order_by(BlockVersion.number)):
        numbers[block_id].append(number)
    wanted: dict[tuple[UUID, int], tuple[UUID, int]] = {}
    for turn in turns:
        wanted[turn.block_id, turn.last.number] = (turn.block_id, turn.last.number)
        before = [number for number in numbers[turn.block_id] if number < turn.first.number]
        if before:
            wanted[turn.block_id, turn.first.number - 1] = (turn.block_id, before[-1])
    states = versions_at(session, set(wanted.values()))
    return {asked: states[found] for asked, found in wanted.items()}


def _titles(session: Session, versions: Versions) -> Mapping[UUID, str]:
    """What the blocks are called that these lie under."""
    parents = {state.parent_id for state in versions.values() if state.parent_id}
    rows = session.execute(
        select(BlockVersion.block_id, BlockVersion.title)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(BlockVersion.block_id.in_(parents))
    )
    return dict(rows.all())


def _told(
    turn: Turn, fact: Fact, roadmap: Roadmap, versions: Versions, titles: Mapping[UUID, str], *, with_words: bool
) -> Happening:
    after = versions[turn.block_id, turn.last.number]
    before = versions.get((turn.block_id, turn.first.number - 1))
    sentence: Sentence = sentence_of(fact, ROADMAP)
    place = titles.get(after.parent_id, "") if after.parent_id else ""
    if place and after.kind in {"milestone", "responsibility"}:
        sentence = say("%(told)s, in “%(place)s”", told=sentence, place=place)
    is_gone = after.is_removed
    return Happening(
        key=f"revision/{turn.last.id}/{turn.block_id}",
        sort=HappeningSort.TEXT,
        at=turn.last.written_at,
        roadmap=roadmap,
        person_id=turn.authors[0].person_id,
        organisation_id=turn.authors[0].organisation_id,
        others=turn.authors[1:],
        sentence=sentence,
        path=f"/areas/{roadmap.area.slug}/roadmap/revisions/{turn.last.number}"
        if is_gone
        else f"/blocks/{turn.block_id}",
        excerpt=turn.last.summary,
        words=_words(before, after) if with_words and fact["verb"] == "changed" and before else (),
        blocks=frozenset(one for one in (turn.block_id, after.parent_id) if one),
        organisations=_organisations(turn.authors, after),
    )


def _words(before: BlockState, after: BlockState) -> list[Words]:
    kind = ROADMAP[after.kind]
    return [
        Words(kind.asks()[field.name].label, fold(field.pieces, context=CONTEXT))
        for field in diff_block(kind, before, after).fields
        if len(str(field.old or "")) + len(str(field.new or "")) <= LONGEST_COMPARED
        and field.pieces
        and sum(len(one.text) for one in field.pieces if one.op != "same") <= MOST_WORDS
    ]


def _organisations(authors: Iterable[Author], block: BlockState) -> frozenset[UUID]:
    named = [one.organisation_id for one in authors]
    if block.kind == "responsibility":
        named.append(UUID(block.content["organisation"]))
    return frozenset(one for one in named if one)
