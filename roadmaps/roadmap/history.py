"""What the pages of history and comparison show, gathered with a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.authorship import Written
from roadmaps.revisions.contributors import (
    AUTHOR,
    ORGANISATION,
    Runs,
    authors_of,
    for_each_author,
    is_written_by,
    is_written_for,
    shared_words,
)
from roadmaps.revisions.models import Block, Revision
from roadmaps.revisions.plan_diff import BlockDiff, Comparison, compare, diff_block
from roadmaps.revisions.queries import Line, lines_before, lines_of, revisions_of, touching, touching_kind, versions_of
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import BlockState, State, as_of_both
from roadmaps.roadmap.elsewhere import named_elsewhere, names_of_goals
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.strategy.queries import names_of_elements

PAGE = 50
STEPS_ON_A_PAGE = 50
# In characters.
COMPARED_ON_A_PAGE = 250_000


@dataclass(frozen=True)
class Writer:
    """One of those who wrote a revision; None for what is not known."""

    person: str | None
    organisation: str | None


@dataclass(frozen=True)
class Writers:
    """The names of those who have written in a roadmap, by their ids; no people (None) for who is not to know them."""

    people: Mapping[UUID | None, str] | None
    organisations: Mapping[UUID | None, str]


@dataclass(frozen=True)
class Told:
    """One revision as history tells it: who, whoever wrote most of it first, for whom, and what in sentences."""

    revision: Revision | Line
    writers: Sequence[Writer]
    approver: str | None
    approver_organisation: str | None

    @property
    def sentences(self) -> Sequence[tuple[str, Sentence]]:
        """What was done to each block, by the block's id."""
        return [(str(fact["block"]), sentence_of(fact, ROADMAP)) for fact in self.revision.facts]

    @property
    def organisations(self) -> Sequence[str]:
        """The organisations that it was written for, each once."""
        return list(dict.fromkeys(one.organisation for one in self.writers if one.organisation))

    @property
    def is_approved(self) -> bool:
        """Whether somebody else let it into the roadmap, as a suggestion."""
        return self.revision.approved_by_id is not None

    @property
    def day(self) -> date:
        """The day in Sweden on which it was written."""
        return day_of(self.revision.written_at)


@dataclass(frozen=True)
class HistoryFilter:
    """What a reader of the history wants to see; None everywhere for all."""

    person: UUID | None = None
    organisation: UUID | None = None
    kind: str | None = None
    block: UUID | None = None
    before: int | None = None

    @property
    def is_for_all(self) -> bool:
        """Whether nothing is left out, but for what is newer than a page."""
        return not (self.person or self.organisation or self.kind or self.block)


@dataclass(frozen=True)
class HistoryPage:
    """Revisions by day, newest first; `older` is where the next page begins."""

    days: Sequence[tuple[date, Sequence[Told]]]
    older: int | None


@dataclass(frozen=True)
class Step:
    """One version of a block, with how it differs from the one before (None: it was the first).

    `shared` tells of fields that several wrote together which words are whose, by their place among the writers.
    """

    told: Told
    state: BlockState
    diff: BlockDiff | None
    shared: Mapping[str, Runs]

    def written(self, field: str) -> Written[str | None]:
        """What it says in a field, with the organisations that it is from."""
        of = [one.organisation or "" for one in self.told.writers]
        runs = [(length, None if place is None else of[place]) for length, place in self.shared.get(field, ())]
        return Written(of[0], self.state.content.get(field) or "", runs)

    @property
    def length(self) -> int:
        """How many characters it says, in all of its fields."""
        return sum(len(value) for value in self.state.content.values() if isinstance(value, str))


@dataclass(frozen=True)
class StepsPage:
    """Some versions of a block, newest first, and the number before which there are older ones (None: none are)."""

    steps: Sequence[Step]
    older: int | None


def page_of_history(session: Session, roadmap: Roadmap, wanted: HistoryFilter, known: Writers) -> HistoryPage:
    """One page of the roadmap's history, with the names that are known already."""
    if wanted.is_for_all:
        found = lines_before(session, roadmap.history, wanted.before, most=PAGE + 1)
    else:
        found = lines_of(session, _query(roadmap, wanted).limit(PAGE + 1))
    told = tell(session, found[:PAGE], known)
    days = [(day, list(group)) for day, group in groupby(told, key=lambda one: one.day)]
    return HistoryPage(days, older=found[PAGE - 1].number if len(found) > PAGE else None)


def _query(roadmap: Roadmap, wanted: HistoryFilter) -> Select[Revision]:
    query = revisions_of(roadmap.history)
    if wanted.person:
        query = query.where(is_written_by(wanted.person))
    if wanted.organisation:
        query = query.where(is_written_for(wanted.organisation))
    if wanted.kind:
        query = touching_kind(wanted.kind, query)
    if wanted.block:
        query = touching(wanted.block, query)
    if wanted.before:
        query = query.where(Revision.number < wanted.before)
    return query


def tell(session: Session, revisions: Sequence[Revision | Line], known: Writers | None = None) -> list[Told]:
    """The revisions with the names of their authors; only those that are not known yet are asked for."""
    authors = authors_of(session, revisions)
    every = [one for those in authors.values() for one in those]
    people: Mapping[UUID | None, str] = {}
    if known is None or known.people is not None:
        ids = {one.person_id for one in every} | {one.approved_by_id for one in revisions}
        people = _names(session, Person, ids, known.people if known else None)
    ids = {one.organisation_id for one in every} | {one.approved_for_id for one in revisions}
    organisations = _names(session, Organisation, ids, known.organisations if known else None)
    return [
        Told(
            revision,
            writers=[
                Writer(people.get(one.person_id), organisations.get(one.organisation_id))
                for one in authors[revision.id]
            ],
            approver=people.get(revision.approved_by_id),
            approver_organisation=organisations.get(revision.approved_for_id),
        )
        for revision in revisions
    ]


def writers(session: Session, roadmap: Roadmap, *, with_people: bool) -> Writers:
    """The people and the organisations that have written in the roadmap: what the filter offers."""
    those = for_each_author(select(AUTHOR, ORGANISATION).where(Revision.history_id == roadmap.history_id)).distinct()
    people, organisations = set[UUID | None](), set[UUID | None]()
    for person, organisation in session.execute(those):
        people.add(person)
        organisations.add(organisation)
    return Writers(
        _names(session, Person, people) if with_people else None, _names(session, Organisation, organisations)
    )


def comparison(
    session: Session, roadmap: Roadmap, old: int, new: int, *, viewer: Actor | None
) -> tuple[Comparison, Names]:
    """What lies between two revisions, with the names that its values need.

    :raises NotFound: when the roadmap has no such revision
    """
    before, after = as_of_both(session, roadmap.history, old, new)
    found = compare(before, after, kinds=ROADMAP)
    shown = [one for diff in (*found.added, *found.removed, *found.changed) for one in (diff.old, diff.new) if one]
    ids = named_elsewhere([shown], "organisation")
    organisations = _organisations(session, select(Organisation).where(Organisation.id.in_(ids))) if ids else {}
    return found, _names_for(session, (before, after), shown, organisations, viewer=viewer)


def names_in(session: Session, *states: State, viewer: Actor | None) -> Names:
    """What the identities in the states' fields are called, as far as the viewer may know it."""
    organisations = _organisations(session, select(Organisation))
    return _names_for(session, states, chain.from_iterable(states), organisations, viewer=viewer)


def _organisations(session: Session, those: Select[Organisation]) -> Mapping[UUID, str]:
    return dict(session.execute(those.with_only_columns(Organisation.id, Organisation.name)).all())


def _names_for(
    session: Session,
    states: Sequence[State],
    shown: Iterable[BlockState],
    organisations: Mapping[UUID, str],
    *,
    viewer: Actor | None,
) -> Names:
    """The names that the blocks need which are shown; what they do not name elsewhere is not asked for."""
    blocks = [list(shown)]
    return Names.of(
        *states,
        organisations=organisations,
        strategy=names_of_elements(session) if named_elsewhere(blocks, "strategy") else {},
        goals_elsewhere=names_of_goals(session, named_elsewhere(blocks, "goals_elsewhere"), viewer),
    )


def steps_of_block(session: Session, block: Block) -> list[Step]:
    """Every version of a block, newest first, each with its difference from the one before."""
    rows = session.execute(versions_of(block.id)).all()
    told = tell(session, [row[1] for row in rows])
    states = [BlockState.of(row[0], block.kind) for row in rows]
    shared = shared_words(session, [block.id])
    kind = ROADMAP[block.kind]
    return [
        Step(one, state, diff_block(kind, before, state) if before else None, shared.get((block.id, state.number), {}))
        for one, state, before in zip(told, states, [*states[1:], None], strict=True)
    ]


def page_of_steps(steps: Sequence[Step], *, before: int | None) -> StepsPage:
    """One page of a block's versions. Long ones take their time to be compared: of them there are fewer on a page."""
    begin = next((at for at, step in enumerate(steps) if before is None or step.state.number < before), len(steps))
    end, room = begin, COMPARED_ON_A_PAGE
    while end < min(len(steps), begin + STEPS_ON_A_PAGE) and (end == begin or room > 0):
        room -= steps[end].length
        end += 1
    return StepsPage(steps[begin:end], older=steps[end - 1].state.number if end < len(steps) else None)


def last_changes(session: Session, state: State, roadmap: Roadmap) -> Mapping[UUID, Told]:
    """For every living block, the revision that last changed it."""
    numbers = {block.number for block in state}
    query = select(Revision).where(Revision.history_id == roadmap.history_id, Revision.number.in_(numbers))
    by_number = {told.revision.number: told for told in tell(session, session.scalars(query).all())}
    return {block.id: by_number[block.number] for block in state}


def _names(
    session: Session,
    named: type[Person] | type[Organisation],
    ids: Collection[UUID | None],
    known: Mapping[UUID | None, str] | None = None,
) -> Mapping[UUID | None, str]:
    """What they are called, with those that were known before."""
    unknown = [one for one in ids if one is not None and one not in (known or {})]
    found = session.execute(select(named.id, named.name).where(named.id.in_(unknown))).all() if unknown else []
    return {**(known or {}), **dict(iter(found))}
