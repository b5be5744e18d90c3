"""A roadmap with a past, and reports on a year of it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.follow_up import rules
from roadmaps.follow_up.models import FollowUp
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.changes import Place
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.roadmap.rules import add_block, edit_block
from tests.factories.roadmap import AT, Plan, a_plan

BEFORE = datetime(2024, 12, 1, 9, 0, tzinfo=UTC)
DURING = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)
YEAR = rules.Ends(date(2025, 1, 1), date(2025, 12, 31))


@dataclass
class Year:
    """A plan of which some was written before 2025 and some in it."""

    plan: Plan
    blocks: dict[str, UUID] = field(default_factory=dict)

    def add(
        self, kind: str, title: str, at: datetime, *, under: str = "", by: Actor | None = None, **facts: object
    ) -> UUID:
        """Add a block at a moment, by the editor unless told otherwise."""
        plan, place = self.plan, Place(self.blocks[under]) if under else None
        content = {**({"title": title} if title else {}), **facts}
        self.blocks[title] = add_block(
            plan.session, plan.roadmap, kind, content, place=place, actor=by or plan.editor, at=at
        )
        return self.blocks[title]

    def edit(self, title: str, at: datetime, **facts: object) -> None:
        """Change some fields of a block at a moment."""
        plan = self.plan
        edit_block(
            plan.session, plan.roadmap, self.blocks[title], facts, based_on=plan.number, actor=plan.editor, at=at
        )


def a_year(session: Session, *, is_public: bool = True) -> Year:
    """A course that was planned and held, a fair that was planned and dropped, a goal that came in the year."""
    year = Year(a_plan(session, is_public=is_public))
    year.add("goal", "Mer mat", BEFORE)
    year.add("activity", "Kursen", BEFORE, start="2025", end="2025-Q4")
    year.add("milestone", "Första kursen", BEFORE, under="Kursen", due="2025-09")
    year.add("activity", "Mässan", BEFORE, start="2025-Q2", end="2025-Q2")
    year.add("activity", "Banan", BEFORE, start="2028", end="2030")
    year.add("activity", "Nätverket", BEFORE, start="2025", end="2026", status="in_progress")
    year.edit("Kursen", DURING, status="done", status_note="Tjugo gick den.")
    year.edit("Första kursen", DURING, is_reached=True)
    year.edit("Mässan", DURING, status="dropped")
    year.add("goal", "Fler företag", DURING)
    year.edit("Nätverket", AT, status="paused")
    return year


def a_report(
    session: Session, area: Area | None, actor: Actor, *, ends: rules.Ends = YEAR, language: str = "en"
) -> FollowUp:
    """A draft, in English by default, so that sentences are those of the code."""
    return rules.begin(session, area, ends, words=words_in(language), name="Food", actor=actor, at=AT)


def said_in(session: Session, report: FollowUp) -> State:
    """What a report says now."""
    return current(session, report.history)


def findings_about(session: Session, report: FollowUp, subject: str) -> list[BlockState]:
    """What was found for one chapter, in its order."""
    state = said_in(session, report)
    [chapter] = [one for one in state.of_kind("chapter") if one.content["subject"] == subject]
    return state.children(chapter.id, "finding")
