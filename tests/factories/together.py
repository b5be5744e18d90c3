"""Words that several wrote at once, as one revision."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.revisions.changes import Change, SharedText, Together
from roadmaps.revisions.models import Revision
from roadmaps.roadmap.rules import author_of
from roadmaps.roadmap.rules import write_together as write
from tests.factories.roadmap import AT, Plan

Piece = tuple[str, Actor | None]


def write_together(
    plan: Plan, block: UUID, pieces: Sequence[Piece], *, field: str = "text", at: datetime = AT, summary: str = ""
) -> Revision | None:
    """Let the field say these words, each with whoever wrote them; None for what stood there before."""
    authors = list(dict.fromkeys(author_of(actor) for _, actor in pieces if actor))
    runs = [(len(words), authors.index(author_of(actor)) if actor else None) for words, actor in pieces]
    text = "".join(words for words, _ in pieces)
    return write(
        plan.session,
        plan.roadmap,
        Change(block, plan.number, content={field: text}),
        Together(authors, [SharedText(block, field, runs)]),
        at=at,
        summary=summary,
    )
