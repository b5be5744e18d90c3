"""Two who work with the same candidate or finding at the same moment: one is heard, and the other is told."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import rules
from roadmaps.discovery.models import Candidate, Decision, Finding
from roadmaps.discovery.queries import findings_in
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid, MovedOn
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.discovery import ON, a_candidate, a_finding
from tests.factories.roadmap import AT, a_plan

TIMES = 5


def a_candidate_and_a_finding(database: Database) -> tuple[UUID, UUID, Actor]:
    """A finding that is part of no candidate, and a candidate."""
    with UnitsOfWork(database, Listeners()).change() as session:
        plan = a_plan(session)
        return a_candidate(plan).id, a_finding(plan).id, plan.leader


def at_the_same_moment(database: Database, acts: Sequence[Callable[[Session], object]]) -> list[str]:
    """What came of each."""
    units, start = UnitsOfWork(database, Listeners()), Barrier(len(acts))

    def run(act: Callable[[Session], object]) -> str:
        start.wait()
        try:
            with units.change() as session:
                act(session)
        except Invalid as refusal:
            return "moved on" if isinstance(refusal, MovedOn) else "refused"
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_who_decide_otherwise_one_is_told(fresh_database: Database) -> None:
    candidate_id, _, leader = a_candidate_and_a_finding(fresh_database)

    def deciding(state: CandidateState) -> Callable[[Session], object]:
        facts = {"reasons": "Därför.", "decided_on": ON, "decided_by": "Styrgruppen", "version": 0}
        return lambda session: rules.decide(
            session, session.get_one(Candidate, candidate_id), state, actor=leader, at=AT, **facts
        )

    told = at_the_same_moment(
        fresh_database, [deciding(CandidateState.PRIORITISED), deciding(CandidateState.CHOSEN_AWAY)]
    )

    with fresh_database.reading() as session:
        [decision] = session.scalars(select(Decision))
        assert session.get_one(Candidate, candidate_id).state is decision.state
    assert sorted(told) == ["done", "moved on"]


def test_what_one_sets_aside_is_not_made_part_of_a_candidate_by_another(fresh_database: Database) -> None:
    for _ in range(TIMES):
        candidate_id, finding_id, leader = a_candidate_and_a_finding(fresh_database)

        def joining(session: Session, candidate_id: UUID = candidate_id, finding_id: UUID = finding_id) -> None:
            candidate, finding = session.get_one(Candidate, candidate_id), session.get_one(Finding, finding_id)
            rules.join(session, candidate, [finding], actor=leader, at=AT)

        def setting_aside(session: Session, finding_id: UUID = finding_id) -> None:
            rules.set_aside(session, session.get_one(Finding, finding_id), reason="Dubblett.", actor=leader, at=AT)

        told = at_the_same_moment(fresh_database, [joining, setting_aside])

        assert sorted(told) == ["done", "refused"]
        with fresh_database.reading() as session:
            shown = [one.standing for one, _ in session.execute(findings_in([candidate_id]))]
        assert Standing.SET_ASIDE not in shown
