"""The states in which the area of the table is asked about, and who is asked in each."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.bringing_in.rules import withdraw as withdraw_paper
from roadmaps.discovery.models import Finding
from roadmaps.discovery.rules import set_aside
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Comment
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Refusal
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import lock
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.rules import decline
from tests.doors.cast import CALLERS
from tests.doors.every_door import Door
from tests.doors.furnished.corner import Corner

Arrange = Callable[[Session, Corner], None]


@dataclass(frozen=True)
class State:
    """`readers` come to pages and `writers` to forms; the others are told the same as in the first state, or less."""

    name: str
    meaning: str
    readers: tuple[str, ...]
    writers: tuple[str, ...]
    arrange: Arrange
    # Tables that arranging it writes to, which are not what a door has changed.
    writes: tuple[str, ...] = ("roadmaps", "areas", "locks")

    def callers(self, door: Door) -> tuple[str, ...]:
        """Who comes to the door, in the order of the letters; a form of the whole site is asked in the first state alone."""
        if door.method == "GET":
            return self.readers
        return self.writers if door.arguments or self.name == "shown" else ()


def _shown(_session: Session, _corner: Corner) -> None:
    """As the world was made: the working version is shown to all."""


def _kept(session: Session, corner: Corner) -> None:
    _set(session, corner, is_working_public=False)


def _closed(session: Session, corner: Corner) -> None:
    _set(session, corner, phase=Phase.CLOSED.value)


def _paused(session: Session, corner: Corner) -> None:
    _set(session, corner, phase=Phase.PAUSED.value)


def _taken_away(session: Session, corner: Corner) -> None:
    """The comment, the finding, the suggestion; and the paper that waited has been brought in or withdrawn."""
    about, leader, at = corner.facts, corner.leader, now()
    steps: tuple[Callable[[], object], ...] = (
        lambda: hide_comment(
            session, session.get_one(Comment, about["comment_id"]), reason="Ett påhopp.", actor=leader, at=at
        ),
        lambda: set_aside(session, session.get_one(Finding, about["finding_id"]), reason="Nej.", actor=leader, at=at),
        lambda: decline(
            session, session.get_one(Suggestion, about["suggestion_id"]), reason="Nej.", actor=leader, at=at
        ),
        lambda: withdraw_paper(session, session.get_one(PendingPaper, about["paper_id"])),
    )
    for step in steps:
        # What comes before a door may have done it already.
        with suppress(Refusal):
            step()


def _archived(session: Session, corner: Corner) -> None:
    session.execute(update(Area).where(Area.id == corner.area.id).values(archived_at=now()))


def _locked(session: Session, corner: Corner) -> None:
    roadmap = session.merge(corner.plan.roadmap)
    # What comes before a door may have locked it already.
    with suppress(Refusal):
        lock(session, roadmap, None, reason="Texten ligger hos nämnden.", actor=corner.leader, at=now())


def _set(session: Session, corner: Corner, **values: object) -> None:
    session.execute(update(Roadmap).where(Roadmap.id == corner.plan.roadmap.id).values(**values))


STATES: Mapping[str, State] = {
    one.name: one
    for one in (
        State("shown", "being written, and its working version is shown to all", CALLERS, CALLERS, _shown),
        State(
            "kept",
            "the working version is not shown",
            ("anonymous", "dead", "no role", "reader", "actor there", "leader there"),
            ("anonymous", "no role", "actor there", "leader there"),
            _kept,
        ),
        State("closed", "the roadmap is closed", (), ("actor", "editor", "leader", "coordinator"), _closed),
        State("archived", "the area is archived", ("anonymous",), ("editor", "leader", "coordinator"), _archived),
        State("locked", "the roadmap is locked", (), ("actor", "editor", "leader"), _locked),
        State("paused", "the roadmap rests", (), ("actor", "editor"), _paused),
        State(
            "taken away",
            "what the door is about has been hidden, set aside or taken out by those who lead",
            ("anonymous", "actor"),
            ("actor", "leader"),
            _taken_away,
            (
                "comments",
                "finding_turns",
                "findings",
                "pending_papers",
                "suggestions",
                "suggestion_turns",
                "threads",
                "thread_turns",
            ),
        ),
    )
}
