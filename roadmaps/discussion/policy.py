"""Who may do what in the discussion, one sentence each. Who may read a roadmap's working version may read its threads."""

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.models import Comment, Thread, WaitingComment
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read_thread(actor: Actor | None, thread: Thread) -> bool:
    """Those who may read the roadmap's working version."""
    return roadmap_policy.may_read(actor, thread.roadmap)


def may_open_thread(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may comment on the roadmap."""
    return roadmap_policy.may_comment(actor, roadmap)


def may_mention(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may comment are offered names to mention; being signed in, they may see them."""
    return roadmap_policy.may_comment(actor, roadmap)


def may_reply(actor: Actor | None, thread: Thread) -> bool:
    """Those who may comment on the roadmap, while the thread is open."""
    return thread.is_open and roadmap_policy.may_comment(actor, thread.roadmap)


def may_settle(actor: Actor | None, thread: Thread) -> bool:
    """The one who opened the thread and still may comment, and the area's process leaders: resolve and reopen."""
    if roadmap_policy.may_moderate(actor, thread.roadmap):
        return True
    return (
        actor is not None
        and actor.person_id == thread.opened_by_id
        and roadmap_policy.may_comment(actor, thread.roadmap)
    )


def may_read_text(actor: Actor | None, comment: Comment) -> bool:
    """Everyone who may read the thread; what is hidden only process leaders, and what is withdrawn nobody."""
    if comment.is_withdrawn:
        return False
    return not comment.is_hidden or roadmap_policy.may_moderate(actor, comment.thread.roadmap)


def may_edit_comment(actor: Actor | None, comment: Comment) -> bool:
    """The author, acting still for whom it was written for, while the roadmap takes comments and it is neither hidden nor withdrawn."""
    if actor is None or actor.person_id != comment.person_id or comment.is_hidden or comment.is_withdrawn:
        return False
    if comment.organisation_id is not None and comment.organisation_id not in dict(actor.organisations):
        return False
    return roadmap_policy.may_comment(actor, comment.thread.roadmap)


def may_withdraw_comment(actor: Actor | None, comment: Comment) -> bool:
    """The author, also when the roadmap no longer takes comments."""
    return actor is not None and actor.person_id == comment.person_id and not comment.is_withdrawn


def may_hide_comment(actor: Actor | None, comment: Comment) -> bool:
    """The area's process leaders hide and restore what has not been withdrawn."""
    return not comment.is_withdrawn and roadmap_policy.may_moderate(actor, comment.thread.roadmap)


def may_choose_read_first(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leaders say whether what new people write waits for a look."""
    return roadmap_policy.may_moderate(actor, roadmap)


def may_read_waiting(actor: Actor | None, waiting: WaitingComment) -> bool:
    """What waits for a look, or was declined, is for its author and for the area's process leaders."""
    is_own = actor is not None and actor.person_id == waiting.person_id
    return is_own or roadmap_policy.may_moderate(actor, waiting.roadmap)


def may_look_through(actor: Actor | None, waiting: WaitingComment) -> bool:
    """The area's process leaders release or decline what waits, but not what they wrote themselves."""
    if actor is None or actor.person_id == waiting.person_id or not waiting.is_waiting:
        return False
    return roadmap_policy.may_moderate(actor, waiting.roadmap)


def may_skip_look(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Editors, those who lead and coordinators are never new: what they write, if they may, waits for nobody's look."""
    return actor is not None and (actor.is_coordinator or actor.has(roadmap.area_id, *roadmap_policy.WRITERS))
