"""What the pages of history and comparison show, gathered with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.authorship import Written, authors_of_words
from roadmaps.revisions.kinds import Kind
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
class Told:
    """One revision as history tells it: who, for whom, and what in sentences."""

    revision: Revision
    person: str | None
    organisation: str | None
    organisation_slug: str | None
    approver: str | None
    approver_organisation: str | None
    sentences: Sequence[tuple[str, Sentence]]

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
    """One version of a block, with how it differs from the one before (None: it was the first)."""

    told: Told
    state: BlockState
    diff: BlockDiff | None


@dataclass(frozen=True)
class Authorship:
    """Who wrote each word of one prose field: runs of text with the number of their author in `authors`."""

    label: str
    runs: Sequence[tuple[str, int]]
    authors: Sequence[str]


def page_of_history(session: Session, roadmap: Roadmap, wanted: HistoryFilter) -> HistoryPage:
    """One page of the roadmap's history."""
    query = revisions_of(roadmap.history)
    if wanted.person:
        query = query.where(Revision.person_id == wanted.person)
    if wanted.organisation:
        query = query.where(Revision.organisation_id == wanted.organisation)
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
    people = _names_of_people(session, {key for one in revisions for key in (one.person_id, one.approved_by_id)})
    organisations = _organisations(
        session, {key for one in revisions for key in (one.organisation_id, one.approved_for_id)}
    )
    return [
        Told(
            revision,
            person=people.get(revision.person_id) if revision.person_id else None,
            organisation=organisations[revision.organisation_id].name if revision.organisation_id else None,
            organisation_slug=organisations[revision.organisation_id].slug if revision.organisation_id else None,
            approver=people.get(revision.approved_by_id) if revision.approved_by_id else None,
            approver_organisation=(organisations[revision.approved_for_id].name if revision.approved_for_id else None),
            sentences=[(str(fact["block"]), sentence_of(fact, ROADMAP)) for fact in revision.facts],
        )
        for revision in revisions
    ]


def writers(session: Session, roadmap: Roadmap) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """The people and the organisations that have written in the roadmap, by name: what the filter offers."""
    mine = Revision.history_id == roadmap.history_id
    people = select(Person.id, Person.name).join(Revision, Revision.person_id == Person.id).where(mine).distinct()
    organisations = (
        select(Organisation.id, Organisation.name)
        .join(Revision, Revision.organisation_id == Organisation.id)
        .where(mine)
        .distinct()
    )
    return (
        sorted(((key, name) for key, name in session.execute(people)), key=lambda one: one[1]),
        sorted(((key, name) for key, name in session.execute(organisations)), key=lambda one: one[1]),
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
    kind = ROADMAP[block.kind]
    return [
        Step(one, state, diff_block(kind, before, state) if before else None)
        for one, state, before in zip(told, states, [*states[1:], None], strict=True)
    ]


def authorship_of(kind: type[Kind], steps: Sequence[Step]) -> list[Authorship]:
    """Who wrote the words that each prose field says now."""
    authors = list(dict.fromkeys(step.told.organisation or "" for step in reversed(steps)))
    result = []
    for name in kind.prose_fields():
        versions = [
            Written(step.told.organisation or "", step.state.content.get(name) or "") for step in reversed(steps)
        ]
        runs = [(text, authors.index(author)) for text, author in authors_of_words(versions)]
        if any(text.strip() for text, _ in runs):
            result.append(Authorship(kind.asks()[name].label, runs, authors))
    return result


def last_changes(session: Session, state: State, roadmap: Roadmap) -> Mapping[UUID, Told]:
    """For every living block, the revision that last changed it."""
    numbers = {block.number for block in state}
    query = select(Revision).where(Revision.history_id == roadmap.history_id, Revision.number.in_(numbers))
    by_number = {told.revision.number: told for told in tell(session, session.scalars(query).all())}
    return {block.id: by_number[block.number] for block in state}


def _names_of_people(session: Session, ids: set[UUID | None]) -> dict[UUID, str]:
    people = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(people.all())


def _organisations(session: Session, ids: set[UUID | None]) -> dict[UUID, Organisation]:
    return {one.id: one for one in session.scalars(select(Organisation).where(Organisation.id.in_(ids)))}
