"""Who may moderate, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.policy import leads
from roadmaps.discussion.models import Comment
from roadmaps.moderation.models import Appeal
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read_log(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may read the roadmap's working version may read what has been moderated in it."""
    return roadmap_policy.may_read(actor, roadmap)


def may_see_news(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leaders and deputies, and the coordinator."""
    return roadmap_policy.may_moderate(actor, roadmap)


def may_flag(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Whoever is signed in and may read the roadmap, also without a role in the area and while muted."""
    return actor is not None and roadmap_policy.may_read(actor, roadmap)


def may_answer_flag(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leaders and deputies, and the coordinator."""
    return roadmap_policy.may_moderate(actor, roadmap)


def may_appeal(actor: Actor | None, comment: Comment) -> bool:
    """The author, while the comment is hidden and not withdrawn; also when the roadmap takes no more comments."""
    is_author = actor is not None and actor.person_id == comment.person_id
    return is_author and comment.is_hidden and not comment.is_withdrawn


def may_answer_appeal(actor: Actor | None, appeal: Appeal, *, author_id: UUID, has_others: bool) -> bool:
    """Those who lead the area, except the author and whoever hid it; the latter only where there is nobody else."""
    if actor is None or actor.person_id == author_id or appeal.answered_at is not None:
        return False
    return leads(actor, appeal.area_id) and (actor.person_id != appeal.hidden_by_id or not has_others)


def may_read_appeal(actor: Actor | None, appeal: Appeal, *, author_id: UUID) -> bool:
    """The one who made it, and those who lead the area."""
    return actor is not None and (actor.person_id == author_id or leads(actor, appeal.area_id))
