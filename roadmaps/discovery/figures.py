"""The funnel in figures: how much was told, how much of it became candidates, and how far they have come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discovery.models import Candidate, CandidateFinding, CandidateOutcome, Finding
from roadmaps.discovery.words import CandidateState, Sort, Standing
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.models import Block


@dataclass(frozen=True)
class Step:
    """One step of the funnel: what is counted (a catalogue message), and how many."""

    label: str
    count: int


@dataclass(frozen=True)
class FromHelix:
    """How far what one part of society told has come; the helix is None where nobody knows."""

    helix: Helix | None
    told: int
    joined: int
    prioritised: int


@dataclass
class Figures:
    """What is counted in one area. Nothing here says who told what."""

    standings: dict[Standing, int] = field(default_factory=lambda: dict.fromkeys(Standing, 0))
    sorts: dict[Sort, int] = field(default_factory=lambda: dict.fromkeys(Sort, 0))
    states: dict[CandidateState, int] = field(default_factory=lambda: dict.fromkeys(CandidateState, 0))
    kinds: dict[str, int] = field(default_factory=lambda: {"goal": 0, "activity": 0})
    joined: int = 0
    from_helix: Sequence[FromHelix] = ()

    @property
    def told(self) -> int:
        """All that has come in."""
        return sum(self.standings.values())

    @property
    def candidates(self) -> int:
        """All that there was to choose among."""
        return sum(self.states.values())

    @property
    def decided(self) -> int:
        """How many of the candidates it has been decided about."""
        return self.candidates - self.states[CandidateState.CONSIDERED]

    @property
    def became(self) -> int:
        """The goals and activities that came of it."""
        return sum(self.kinds.values())

    @property
    def steps(self) -> Sequence[Step]:
        """The way from what was told to what stands in the roadmap."""
        return [
            Step(N_("Told"), self.told),
            Step(N_("Part of a candidate"), self.joined),
            Step(N_("Candidates"), self.candidates),
            Step(N_("Candidates decided about"), self.decided),
            Step(N_("Prioritised candidates"), self.states[CandidateState.PRIORITISED]),
            Step(N_("Goals and activities"), self.became),
        ]


def figures_of(session: Session, roadmap_ids: Iterable[UUID]) -> Mapping[UUID, Figures]:
    """The figures of each of these roadmaps. Four queries, however many there are."""
    ids = list(roadmap_ids)
    found = {one: Figures() for one in ids}
    findings = session.execute(
        select(Finding.id, Finding.roadmap_id, Finding.sort, Finding.standing, Finding.helix).where(
            Finding.roadmap_id.in_(ids)
        )
    ).all()
    candidates = session.execute(
        select(Candidate.id, Candidate.roadmap_id, Candidate.state).where(Candidate.roadmap_id.in_(ids))
    ).all()
    state_of = {row.id: row.state for row in candidates}
    joined = _joined(session, state_of)
    by_helix: dict[UUID, dict[Helix | None, list[set[CandidateState]]]] = defaultdict(lambda: defaultdict(list))
    for row in findings:
        figures = found[row.roadmap_id]
        figures.standings[row.standing] += 1
        figures.sorts[row.sort] += 1
        figures.joined += row.id in joined
        by_helix[row.roadmap_id][row.helix].append({state_of[one] for one in joined.get(row.id, ())})
    for candidate in candidates:
        found[candidate.roadmap_id].states[candidate.state] += 1
    for roadmap_id, kind in _outcomes(session, ids):
        kinds = found[roadmap_id].kinds
        kinds[kind] = kinds.get(kind, 0) + 1
    for roadmap_id, told in by_helix.items():
        found[roadmap_id].from_helix = [_from(helix, told[helix]) for helix in (*Helix, None) if helix in told]
    return found


def _joined(session: Session, candidate_ids: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    """The candidates that each finding is part of."""
    rows = session.execute(
        select(CandidateFinding.finding_id, CandidateFinding.candidate_id).where(
            CandidateFinding.candidate_id.in_(list(candidate_ids)), CandidateFinding.left_at.is_(None)
        )
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for finding_id, candidate_id in rows:
        found[finding_id].add(candidate_id)
    return found


def _outcomes(session: Session, roadmap_ids: list[UUID]) -> Iterable[tuple[UUID, str]]:
    """Each block that came of a candidate, once."""
    rows = session.execute(
        select(Candidate.roadmap_id, Block.kind, Block.id)
        .join(CandidateOutcome, CandidateOutcome.candidate_id == Candidate.id)
        .join(Block, Block.id == CandidateOutcome.block_id)
        .where(Candidate.roadmap_id.in_(roadmap_ids), CandidateOutcome.untied_at.is_(None))
        .distinct()
    )
    return [(roadmap_id, kind) for roadmap_id, kind, _ in rows]


def _from(helix: Helix | None, told: Sequence[set[CandidateState]]) -> FromHelix:
    prioritised = sum(CandidateState.PRIORITISED in states for states in told)
    return FromHelix(helix, len(told), sum(bool(states) for states in told), prioritised)
