"""What may happen to a single comment: written, edited, withdrawn, and hidden or restored by moderation."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion import mentions, policy
from roadmaps.discussion.events import CommentEdited, CommentHidden, CommentRestored, CommentWithdrawn
from roadmaps.discussion.models import Comment, CommentVersion, Thread
from roadmaps.foundation import prose
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.queries import block_title
from roadmaps.roadmap.table import find_links

LONGEST_COMMENT = 20_000
LONGEST_REASON = 1000


class EditedMeanwhile(Conflict):
    """The comment has got another wording since the editor began; `current` is how it reads now."""

    def __init__(self, current: Comment) -> None:
        super().__init__(
            say(
                "The comment was changed in another window while you were writing. Your text is kept: save it again if it is the right one."
            )
        )
        self.current = current


def write_comment(session: Session, thread: Thread, *, body: str, actor: Actor, at: datetime) -> Comment:
    """Add a comment to a thread; whether the actor may is for the caller to have asked.

    :raises Invalid: when there is no text, or one too tangled to be shown
    """
    comment_id = new_id()
    text, clean = rendered(session, body, unique=comment_id.hex[-8:])
    html, meant = mentions.mark(session, thread.roadmap, clean, on=day_of(at))
    comment = Comment(
        id=comment_id,
        thread=thread,
        thread_id=thread.id,
        person_id=actor.person_id,
        organisation_id=actor.acting_for_id,
        written_at=at,
        body=text,
        html=html,
        version=1,
        hide_reason="",
    )
    session.add(comment)
    session.flush()
    mentions.keep(session, comment, meant, by=actor.person_id, at=at)
    return comment


def edit_comment(session: Session, comment: Comment, *, body: str, based_on: int, actor: Actor, at: datetime) -> None:
    """Let the author say it in other words; the earlier wording is kept.

    :param based_on: the comment's `version` when the editor began
    :raises EditedMeanwhile: when it has got another wording since
    :raises Invalid: when there is no text, or one too tangled to be shown
    """
    if not policy.may_edit_comment(actor, comment):
        raise NotAllowed(
            say(
                "Only the author can change a comment, as long as it is not hidden or withdrawn, and only while acting for "
                "the organisation that it was written for."
            )
        )
    _hold(session, comment)
    if based_on != comment.version:
        raise EditedMeanwhile(comment)
    text, clean = rendered(session, body, unique=comment.id.hex[-8:])
    html, meant = mentions.mark(session, comment.thread.roadmap, clean, on=day_of(at))
    if text == comment.body:
        return
    session.add(
        CommentVersion(
            comment_id=comment.id,
            version=comment.version,
            body=comment.body,
            html=comment.html,
            written_at=comment.edited_at or comment.written_at,
        )
    )
    comment.body, comment.html = text, html
    comment.version, comment.edited_at = comment.version + 1, at
    session.flush()
    mentions.keep(session, comment, meant, by=actor.person_id, at=at)
    record(session, CommentEdited(comment.thread_id, comment.id, actor.person_id, at))


def withdraw_comment(session: Session, comment: Comment, *, actor: Actor, at: datetime) -> None:
    """Take back what one has written: that there was a comment stays visible, its text does not."""
    if comment.is_withdrawn:
        return
    if not policy.may_withdraw_comment(actor, comment):
        raise NotAllowed(say("Only the author can withdraw a comment."))
    comment.withdrawn_at = at
    session.flush()
    record(session, CommentWithdrawn(comment.thread_id, comment.id, actor.person_id, at))


def hide_comment(session: Session, comment: Comment, *, reason: str, actor: Actor, at: datetime) -> None:
    """Keep the text of a comment from everyone but process leaders; the reason is shown in its place.

    :raises Invalid: when there is no reason
    """
    _must_hide(actor, comment)
    _hold(session, comment)
    if comment.is_hidden:
        return
    if not reason.strip():
        raise _invalid_reason("Say why, so that everyone can understand it.")
    if len(reason) > LONGEST_REASON:
        raise _invalid_reason("This is too long. A sentence or two are enough.")
    comment.hidden_at, comment.hidden_by_id, comment.hide_reason = at, actor.person_id, reason.strip()
    session.flush()
    record(
        session,
        CommentHidden(
            comment.thread_id,
            comment.id,
            comment.thread.roadmap.area_id,
            _about(session, comment.thread),
            comment.hide_reason,
            actor.person_id,
            at,
        ),
    )


def restore_comment(session: Session, comment: Comment, *, reason: str = "", actor: Actor, at: datetime) -> None:
    """Let everyone read a hidden comment again; the log tells why, where a reason is given."""
    _must_hide(actor, comment)
    _hold(session, comment)
    if not comment.is_hidden:
        return
    comment.hidden_at = comment.hidden_by_id = None
    comment.hide_reason = ""
    session.flush()
    record(
        session,
        CommentRestored(
            comment.thread_id,
            comment.id,
            comment.thread.roadmap.area_id,
            _about(session, comment.thread),
            reason,
            actor.person_id,
            at,
        ),
    )


def rendered(session: Session, body: str, *, unique: str) -> tuple[str, str]:
    """The tidied text of a comment and its HTML.

    :raises Invalid: when there is no text, or one too tangled to be shown
    """
    text = prose.tidy(body)
    if not text.strip():
        raise Invalid(say("Some of what you wrote needs another look."), {"body": say("Write something here.")})
    if len(text) > LONGEST_COMMENT:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"body": say("This is too long for one comment. Make it shorter, or write it as two.")},
        )
    labels = prose.link_labels(text)
    links = find_links(session, labels) if labels else {}
    try:
        return text, prose.render(text, links=links, heading_level=4, unique=unique)
    except Invalid as refusal:
        raise Invalid(refusal.sentence, {"body": refusal.sentence}) from None


def _hold(session: Session, comment: Comment) -> None:
    """Let others who would change the same comment wait, and see what the last of them did."""
    changing = ["body", "html", "version", "edited_at", "hidden_at", "hidden_by_id", "hide_reason", "withdrawn_at"]
    session.refresh(comment, changing, with_for_update=True)


def _must_hide(actor: Actor, comment: Comment) -> None:
    if not policy.may_hide_comment(actor, comment):
        raise NotAllowed(say("Only the area's process leader can do this."))


def _invalid_reason(message: str) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {"reason": say(message)})


def _about(session: Session, thread: Thread) -> str:
    return block_title(session, thread.roadmap, thread.block_id)
