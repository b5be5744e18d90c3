"""Who may do what with the questions to organisations, one sentence each."""

from datetime import datetime
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.responsibilities.models import Question
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_answer(actor: Actor | None, question: Question, at: datetime) -> bool:
    """Whoever acts for the organisation that is asked, while the question is open."""
    return question.is_open(at) and roadmap_policy.may_answer_for(actor, question.roadmap, question.organisation_id)


def may_answer_at_home(actor: Actor | None, roadmap: Roadmap, organisation_id: UUID) -> bool:
    """Whoever acts for the organisation and may read the roadmap, whether anybody has asked or not."""
    return roadmap_policy.may_read(actor, roadmap) and roadmap_policy.may_answer_for(actor, roadmap, organisation_id)


def may_ask(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leaders, while the roadmap is written in."""
    return roadmap_policy.may_moderate(actor, roadmap) and roadmap_policy.may_write(actor, roadmap)


def may_set_interval(actor: Actor | None, area: Area) -> bool:
    """The area's process leaders."""
    return leads(actor, area.id)
