"""Deciding about several suggestions in one act: each by the rules and in a unit of work of its own, so that one which
cannot be decided does not stop the others; and the report of what became of each.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.desk.waiting import Point, Told
from roadmaps.foundation.errors import Invalid, Refusal
from roadmaps.foundation.sentences import Sentence
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.queries import find_suggestion

Work = Callable[[], AbstractContextManager[Session]]
Decide = Callable[[Session, Suggestion], object]


@dataclass
class Report:
    """What became of each: those that are decided, and those that are not, with why."""

    done: list[tuple[Point, Told]] = field(default_factory=list)
    failed: list[tuple[Point, Told, Sentence]] = field(default_factory=list)


def accepting(reason: str, *, actor: Actor, at: datetime) -> Decide:
    """Accept each as it stands."""
    return lambda session, suggestion: rules.accept(session, suggestion, reason=reason, actor=actor, at=at)


def declining(reason: str, *, actor: Actor, at: datetime) -> Decide:
    """Decline each for the same reason."""
    return lambda session, suggestion: rules.decline(session, suggestion, reason=reason, actor=actor, at=at)


def decide_each(work: Work, suggestions: Sequence[tuple[Point, Told]], decide: Decide, *, actor: Actor) -> Report:
    """Decide about these suggestions one by one, in the order given."""
    report = Report()
    for point, told in suggestions:
        try:
            with work() as session:
                decide(session, find_suggestion(session, point.key, actor))
        except Refusal as refusal:
            report.failed.append((point, told, _why(refusal)))
        else:
            report.done.append((point, told))
    return report


def _why(refusal: Refusal) -> Sentence:
    fields = list(refusal.fields.values()) if isinstance(refusal, Invalid) else []
    return fields[0] if fields else refusal.sentence
