"""What has become of the glossary's terms: every version of one, and every change of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.queries import organisation_names, person_names
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import Sentence
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import glossary_history
from roadmaps.glossary.rules import GLOSSARY
from roadmaps.revisions.models import Revision
from roadmaps.revisions.plan_diff import BlockDiff, diff_block
from roadmaps.revisions.queries import revisions_of, versions_of
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import BlockState

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One change, and who made it; names are for those who are signed in."""

    revision: Revision
    person: str | None
    organisation: str | None
    sentences: Sequence[tuple[str, Sentence]]

    @property
    def day(self) -> date:
        """The day in Sweden."""
        return day_of(self.revision.written_at)


@dataclass(frozen=True)
class Step:
    """One version of a term; `diff` tells how it differs from the one before, None for the first."""

    told: Told
    term: BlockState
    diff: BlockDiff | None


def steps_of(session: Session, term_id: UUID) -> list[Step]:
    """Every version of a term, newest first.

    :raises NotFound: when there never was such a term
    """
    rows = session.execute(versions_of(term_id)).all()
    states = [BlockState.of(version, Term.name) for version, _ in rows]
    history = glossary_history(session)
    if not rows or history is None or rows[0][0].history_id != history.id:
        raise NotFound
    told = _tell(session, [revision for _, revision in rows])
    return [
        Step(one, state, diff_block(Term, before, state) if before else None)
        for one, state, before in zip(told, states, [*states[1:], None], strict=True)
    ]


def comparison_of(steps: Sequence[Step], old: int, new: int) -> BlockDiff:
    """What lies between two versions of a term, by the numbers of their changes, the earlier first.

    :raises NotFound: when the term has no such versions
    """
    by_number = {step.term.number: step.term for step in steps}
    before, after = (by_number.get(number) for number in sorted((old, new)))
    if before is None or after is None:
        raise NotFound
    return diff_block(Term, before, after)


def changes(session: Session, before: int | None = None) -> tuple[list[tuple[date, list[Told]]], int | None]:
    """One page of all that has been changed, newest first, by day; and where the next page begins."""
    history = glossary_history(session)
    if history is None:
        return [], None
    query = revisions_of(history)
    if before:
        query = query.where(Revision.number < before)
    found = session.scalars(query.limit(PAGE + 1)).all()
    told = _tell(session, found[:PAGE])
    days = [(day, list(those)) for day, those in groupby(told, key=lambda one: one.day)]
    return days, found[PAGE - 1].number if len(found) > PAGE else None


def _tell(session: Session, revisions: Sequence[Revision]) -> list[Told]:
    people = person_names(session, {one.person_id for one in revisions if one.person_id})
    organisations = organisation_names(session)
    return [
        Told(
            one,
            people.get(one.person_id) if one.person_id else None,
            organisations.get(one.organisation_id) if one.organisation_id else None,
            [(str(fact["block"]), sentence_of(fact, GLOSSARY)) for fact in one.facts],
        )
        for one in revisions
    ]
