"""What the pages of history and comparison show, gathered with a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.clock import LOCAL
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
from roadmaps.revisions.queries import revisions_of, touching, touching_kind, versions_of
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import BlockState, State, as_of
from roadmaps.roadmap.elsewhere import named_elsewhere, names_of_goals
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.strategy.queries import names_of_elements

PAGE = 50


@dataclass(frozen=True)
class Writer:
    """One of those who wrote a revision; None for what is not known."""

    person: str | None
    organisation: str | None


@dataclass(frozen=True)
class Told:
    """One revision as history tells it: who, whoever wrote most of it first, for whom, and what in sentences."""

    revision: Revision
    writers: Sequence[Writer]
    approver: str | None
    approver_organisation: str | None
    sentences: Sequence[tuple[str, Sentence]]

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
        return self.revision.written_at.astimezone(LOCAL).date()


@dataclass(frozen=True)
class HistoryFilter:
    """What a reader of the history wants to see; None everywhere for all."""

    person: UUID | None = None
    organisation: UUID | None = None
    kind: str | None = None
    block: UUID | None = None
    before: int | None = None


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

    def written(self, field: str) -> Written[str]:
        """What it says in a field, with the organisations that it is from."""
        of = [one.organisation or "" for one in self.told.writers]
        runs = [(length, None if place is None else of[place]) for length, place in self.shared.get(field, ())]
        return Written(of[0], self.state.content.get(field) or "", runs)


def page_of_history(session: Session, roadmap: Roadmap, wanted: HistoryFilter) -> HistoryPage:
    """One page of the roadmap's history."""
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
    found = session.scalars(query.limit(PAGE + 1)).all()
    told = tell(session, found[:PAGE])
    days = [(day, list(group)) for day, group in groupby(told, key=lambda one: one.day)]
    return HistoryPage(days, older=found[PAGE - 1].number if len(found) > PAGE else None)


def tell(session: Session, revisions: Sequence[Revision]) -> list[Told]:
    """The revisions with the names of their authors."""
    authors = authors_of(session, revisions)
    every = [one for those in authors.values() for one in those]
    people = _names_of_people(session, {one.person_id for one in every} | {one.approved_by_id for one in revisions})
    organisations = _names_of_organisations(
        session, {one.organisation_id for one in every} | {one.approved_for_id for one in revisions}
    )
    return [
        Told(
            revision,
            writers=[
                Writer(people.get(one.person_id), organisations.get(one.organisation_id))
                for one in authors[revision.id]
            ],
            approver=people.get(revision.approved_by_id),
            approver_organisation=organisations.get(revision.approved_for_id),
            sentences=[(str(fact["block"]), sentence_of(fact, ROADMAP)) for fact in revision.facts],
        )
        for revision in revisions
    ]


def writers(session: Session, roadmap: Roadmap) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """The people and the organisations that have written in the roadmap, by name: what the filter offers."""
    mine = Revision.history_id == roadmap.history_id
    people = for_each_author(select(AUTHOR).where(mine))
    organisations = for_each_author(select(ORGANISATION).where(mine))
    return (
        _by_name(session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))),
        _by_name(session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisations)))),
    )


def comparison(
    session: Session, roadmap: Roadmap, old: int, new: int, *, viewer: Actor | None
) -> tuple[Comparison, Names]:
    """What lies between two revisions, with the names that its values need.

    :raises NotFound: when the roadmap has no such revision
    """
    before, after = as_of(session, roadmap.history, old), as_of(session, roadmap.history, new)
    return compare(before, after, kinds=ROADMAP), names_in(session, before, after, viewer=viewer)


def names_in(session: Session, *states: State, viewer: Actor | None) -> Names:
    """What the identities in the states' fields are called, as far as the viewer may know it."""
    organisations = session.execute(select(Organisation.id, Organisation.name))
    return Names.of(
        *states,
        organisations=dict(organisations.all()),
        strategy=names_of_elements(session) if named_elsewhere(states, "strategy") else {},
        goals_elsewhere=names_of_goals(session, named_elsewhere(states, "goals_elsewhere"), viewer),
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


def last_changes(session: Session, state: State, roadmap: Roadmap) -> Mapping[UUID, Told]:
    """For every living block, the revision that last changed it."""
    numbers = {block.number for block in state}
    query = select(Revision).where(Revision.history_id == roadmap.history_id, Revision.number.in_(numbers))
    by_number = {told.revision.number: told for told in tell(session, session.scalars(query).all())}
    return {block.id: by_number[block.number] for block in state}


def _names_of_people(session: Session, ids: set[UUID | None]) -> Mapping[UUID | None, str]:
    return _named(session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))))


def _names_of_organisations(session: Session, ids: set[UUID | None]) -> Mapping[UUID | None, str]:
    return _named(session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))))


def _named(rows: Iterable[Row[UUID, str]]) -> Mapping[UUID | None, str]:
    return dict(iter(rows))


def _by_name(rows: Iterable[Row[UUID, str]]) -> list[tuple[UUID, str]]:
    return sorted(((key, name) for key, name in rows), key=lambda one: one[1])
