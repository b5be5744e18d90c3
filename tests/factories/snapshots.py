"""A roadmap with a block of nearly every kind, and versions of it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Role
from roadmaps.foundation.events import take_recorded
from roadmaps.papers.words import Words
from roadmaps.revisions.changes import Place
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block, begin_roadmap, edit_block
from roadmaps.snapshots import rules
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.extras import Extras
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.factories.accounts import a_membership, an_organisation
from tests.factories.areas import a_coordinator, a_person, a_role, an_area, as_actor

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
VISION = (
    "# Om tio år\n\nMer *förädlas* här, av [[Torsta]].\n\n```\n# inte en rubrik\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
)


@dataclass
class Plan:
    """A roadmap with something of everything, and those who look after it."""

    roadmap: Roadmap
    leader: Actor
    coordinator: Actor
    organisation: Organisation
    blocks: dict[str, UUID] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.roadmap.area.slug


def an_empty_plan(session: Session, *, is_public: bool = False) -> Plan:
    """A roadmap that says nothing yet, led by somebody at the region."""
    coordinator = a_coordinator(session)
    roadmap = begin_roadmap(
        session, an_area(session), period_from=2021, period_to=2027, actor=coordinator, on=date(2026, 1, 7)
    )
    roadmap.is_working_public = is_public
    organisation = an_organisation(session, f"Regionen {roadmap.area.slug}")
    person = a_person(session, "Lena Berg")
    a_membership(session, person, organisation)
    a_role(session, roadmap.area, person, Role.PROCESS_LEADER)
    return Plan(roadmap, as_actor(session, person), coordinator, organisation)


def a_plan(session: Session, *, is_public: bool = False) -> Plan:
    """A roadmap with something of everything."""
    plan = an_empty_plan(session, is_public=is_public)
    _add(session, plan, "vision", {"title": "Länet 2035 <3 & mer", "year": 2035, "text": VISION})
    _add(session, plan, "sub_area", {"title": "Livsmedel", "text": "## Vad som hör hit\n\nAllt som äts."})
    _add(session, plan, "need", {"title": "Någonstans att förädla"}, under="sub_area")
    goal = {"title": "Förädla | mer", "answers": [str(plan.blocks["need"])], "text": "Se *nedan*."}
    _add(session, plan, "goal", goal, under="sub_area")
    goal_link = f"[målet](/blocks/{plan.blocks['goal']})"
    activity = {
        "title": "En kort kurs",
        "goal": str(plan.blocks["goal"]),
        "start": "2026-Q3",
        "text": f"Se {goal_link}.",
    }
    _add(session, plan, "activity", activity, under="sub_area")
    _add(session, plan, "milestone", {"title": "Första kursen", "due": "2026-11"}, under="activity")
    part = {"organisation": str(plan.organisation.id), "part": "leads", "note": "håller kursen"}
    _add(session, plan, "responsibility", part, under="activity")
    indicator = {"title": "Företag", "measures": str(plan.blocks["goal"]), "baseline": "1200", "target": "1500.5"}
    _add(session, plan, "indicator", indicator)
    _add(session, plan, "goal_conflict", {"title": "Ro mot besök", "between": [str(plan.blocks["goal"])]})
    take_recorded(session)
    return plan


def a_snapshot(
    session: Session, plan: Plan, kind: SnapshotKind = SnapshotKind.CONSULTATION, **facts: object
) -> Snapshot:
    """A frozen version; an adopted one has its decision."""
    decision = {"decision_body": "Nämnden", "decided_on": date(2026, 11, 20)} if kind is SnapshotKind.ADOPTED else {}
    told = {"title": "Färdplanen", **decision, **facts}
    return rules.freeze(session, plan.roadmap, kind=kind, actor=plan.leader, at=AT, **told)  # type: ignore[arg-type]


def a_manuscript(edition: Edition, choice: Choice | None = None) -> Manuscript:
    """The edition on its way to become files, in English."""
    return Manuscript(edition, choice or Choice("en"), Extras(made_at=AT, today=AT.date()), Words("en", str))


def rewrite_goal(session: Session, plan: Plan, title: str) -> None:
    """Let the goal be called something else."""
    session.refresh(plan.roadmap.history)
    number = plan.roadmap.history.current
    edit_block(session, plan.roadmap, plan.blocks["goal"], {"title": title}, based_on=number, actor=plan.leader, at=AT)
    session.refresh(plan.roadmap.history)


def _add(session: Session, plan: Plan, kind: str, content: dict[str, object], *, under: str = "") -> None:
    place = Place(plan.blocks[under]) if under else None
    plan.blocks[kind] = add_block(session, plan.roadmap, kind, content, place=place, actor=plan.leader, at=AT)
