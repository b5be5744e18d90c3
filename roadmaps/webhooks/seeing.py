"""Whether somebody may see what a message is about: asked of its owner when it is about to be sent, and of who reads its page."""

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation import policy as consultation_policy
from roadmaps.consultation.models import Consultation
from roadmaps.discussion import policy as discussion_policy
from roadmaps.discussion.models import Comment
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots import policy as snapshots_policy
from roadmaps.snapshots.models import Snapshot
from roadmaps.suggestions import policy as suggestions_policy
from roadmaps.suggestions.models import Suggestion
from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.models import WebhookDelivery


def may_see_matter(session: Session, viewer: Actor, delivery: WebhookDelivery) -> bool:
    """What the policies of the rooms say of it now; what is gone nobody sees."""
    return _SEEING[delivery.happening](session, viewer, delivery)


def _version(session: Session, owner: Actor, delivery: WebhookDelivery) -> bool:
    found = session.get(Snapshot, UUID(delivery.facts["snapshot"]))
    return found is not None and snapshots_policy.may_read_snapshot(owner, found)


def _comment(session: Session, owner: Actor, delivery: WebhookDelivery) -> bool:
    found = session.get(Comment, UUID(delivery.facts["comment"]))
    return (
        found is not None
        and discussion_policy.may_read_thread(owner, found.thread)
        and discussion_policy.may_read_text(owner, found)
    )


def _suggestion(session: Session, owner: Actor, delivery: WebhookDelivery) -> bool:
    found = session.get(Suggestion, UUID(delivery.facts["suggestion"]))
    return found is not None and suggestions_policy.may_read_suggestion(owner, found)


def _consultation(session: Session, owner: Actor, delivery: WebhookDelivery) -> bool:
    found = session.get(Consultation, UUID(delivery.facts["consultation"]))
    return found is not None and consultation_policy.may_read(owner, found)


def _working_version(session: Session, owner: Actor, delivery: WebhookDelivery) -> bool:
    roadmap = roadmap_of(session, delivery.area_id) if delivery.area_id else None
    return roadmap is not None and roadmap_policy.may_read(owner, roadmap)


def _anything(_session: Session, _owner: Actor, _delivery: WebhookDelivery) -> bool:
    return True


_SEEING: Mapping[Happening, Callable[[Session, Actor, WebhookDelivery], bool]] = {
    Happening.REVISION_WRITTEN: _working_version,
    Happening.COMMENT_WRITTEN: _comment,
    Happening.SUGGESTION_SENT: _suggestion,
    Happening.SUGGESTION_DECIDED: _suggestion,
    Happening.CONSULTATION_OPENED: _consultation,
    Happening.CONSULTATION_CLOSED: _consultation,
    Happening.VERSION_FROZEN: _version,
    Happening.VERSION_ADOPTED: _version,
    Happening.READING_RECORDED: _working_version,
    # In which state a roadmap is stands on the page of its area, which is public.
    Happening.STATE_CHANGED: _anything,
    Happening.TRIAL: _anything,
}
