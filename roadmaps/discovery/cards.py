"""Findings and candidates as pages show them: with names, and with what each came from and became."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.accounts.queries import organisation_names
from roadmaps.discovery.models import Candidate, CandidateFinding, Decision, Finding
from roadmaps.discovery.queries import Outcome, findings_by_candidate, outcomes_of, standing_decisions
from roadmaps.discussion.queries import titles_of
from roadmaps.roadmap.kinds.choices import LABELS, Municipality


@dataclass(frozen=True)
class FindingCard:
    """A finding with who told it, as far as everyone may know, and the candidates that it is part of."""

    finding: Finding
    organisation: str
    candidates: Sequence[Candidate]

    @property
    def who(self) -> str:
        """The organisation, or what was written instead of one; empty where nothing was."""
        return self.organisation or self.finding.voice

    @property
    def place(self) -> str:
        """Its municipality as a catalogue message; empty for the whole county."""
        code = self.finding.municipality
        return LABELS[Municipality][Municipality(code)] if code else ""


@dataclass(frozen=True)
class CandidateCard:
    """A candidate with what it is made of, what was last decided, and what it became."""

    candidate: Candidate
    findings: Sequence[FindingCard]
    decision: Decision | None
    outcomes: Sequence[Outcome]
    sub_area: str

    @property
    def organisations(self) -> list[str]:
        """Those who told what it is made of, each once, in the order in which they came."""
        return list(dict.fromkeys(one.who for one in self.findings if one.who))

    @property
    def helices(self) -> list[Helix]:
        """The parts of society that it comes from, in their order."""
        held = {one.finding.helix for one in self.findings}
        return [one for one in Helix if one in held]


def finding_cards(session: Session, findings: Sequence[Finding]) -> list[FindingCard]:
    """These findings as cards, in their order. Two queries."""
    names = organisation_names(session) if findings else {}
    joined: dict[UUID, list[Candidate]] = defaultdict(list)
    rows = session.execute(
        select(CandidateFinding.finding_id, Candidate)
        .join(Candidate, Candidate.id == CandidateFinding.candidate_id)
        .where(CandidateFinding.finding_id.in_([one.id for one in findings]), CandidateFinding.left_at.is_(None))
        .order_by(Candidate.number)
    )
    for finding_id, candidate in rows:
        joined[finding_id].append(candidate)
    return [FindingCard(one, _name(names, one), joined[one.id]) for one in findings]


def candidate_cards(session: Session, candidates: Sequence[Candidate]) -> list[CandidateCard]:
    """These candidates as cards, in their order. A handful of queries, however many there are."""
    ids = [one.id for one in candidates]
    names = organisation_names(session) if candidates else {}
    findings = findings_by_candidate(session, ids)
    decisions, outcomes = standing_decisions(session, ids), outcomes_of(session, ids)
    titles = titles_of(session, [one.sub_area_id for one in candidates if one.sub_area_id])
    return [
        CandidateCard(
            one,
            [FindingCard(finding, _name(names, finding), [one]) for finding in findings.get(one.id, ())],
            decisions.get(one.id),
            outcomes.get(one.id, ()),
            titles[one.sub_area_id].title if one.sub_area_id and one.sub_area_id in titles else "",
        )
        for one in candidates
    ]


def _name(names: Mapping[UUID, str], finding: Finding) -> str:
    return names.get(finding.organisation_id, "") if finding.organisation_id else ""
