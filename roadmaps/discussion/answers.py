"""The pages of the discussion, each also as the answer to a form that could not be accepted: with all that was typed."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from roadmaps.accounts.models import Organisation
from roadmaps.discussion import mentions, policy
from roadmaps.discussion.conversations import converse
from roadmaps.discussion.filters import ThreadFilter
from roadmaps.discussion.forms import passage_in
from roadmaps.discussion.models import Outcome, Thread, WaitingComment
from roadmaps.discussion.passages import fields_with_text
from roadmaps.discussion.queries import (
    earlier_wordings,
    find_comment,
    find_thread,
    organisations_with_threads,
    threads_with,
)
from roadmaps.discussion.rules import why_not_comment
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block, find_roadmap, roadmap_with_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.errors import status_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.numbers import page_asked
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

PAGE = 40


def thread_page(thread_id: UUID, *, refused: str = "", refusal: Refusal | None = None) -> ResponseReturnValue:
    """One thread. `refused` names the form that the refusal is about: answer, resolution or reopening."""
    thread = find_thread(reading(), thread_id, actor())
    conversation = converse(reading(), [thread], actor=actor())[0]
    return (
        render_template(
            "discussion/thread.html",
            conversation=conversation,
            thread=thread,
            roadmap=thread.roadmap,
            why_not=why_not_comment(thread.roadmap, actor()),
            outcomes=outcome_choices(),
            near=_near(thread.roadmap),
            refused=refused,
            **_typed(refusal),
        ),
        _status_of(refusal),
    )


def threads_page(slug: str) -> ResponseReturnValue:
    """The threads of a roadmap, as chosen."""
    roadmap = find_roadmap(reading(), slug, actor())
    chosen = ThreadFilter.of(request.args)
    page = page_asked()
    found = reading().scalars(chosen.threads_of(roadmap).offset((page - 1) * PAGE).limit(PAGE + 1)).unique().all()
    organisations = select(Organisation).where(Organisation.id.in_(organisations_with_threads(roadmap)))
    return render_template(
        "discussion/threads.html",
        roadmap=roadmap,
        conversations=converse(reading(), found[:PAGE], actor=actor()),
        chosen=chosen,
        organisations=[(one.id, one.name) for one in reading().scalars(organisations.order_by(Organisation.name))],
        kinds=[(kind.name, translate(kind.plural)) for kind in ROADMAP],
        page=page,
        has_older=len(found) > PAGE,
        may_open=policy.may_open_thread(actor(), roadmap),
    )


def my_threads_page() -> ResponseReturnValue:
    """The threads that the reader has opened or written in, in every roadmap, open ones first."""
    page = page_asked()
    query = threads_with(the_actor()).offset((page - 1) * PAGE).limit(PAGE + 1)
    found = reading().scalars(query).unique().all()
    return render_template(
        "discussion/my_threads.html",
        conversations=converse(reading(), found[:PAGE], actor=actor()),
        page=page,
        has_older=len(found) > PAGE,
    )


def new_thread_page(
    *, block_id: UUID | None = None, slug: str = "", refusal: Refusal | None = None
) -> ResponseReturnValue:
    """The form for a new thread, on a block or (with an area's `slug`) on the roadmap as a whole."""
    if block_id is not None:
        roadmap = roadmap_with_block(reading(), block_id, actor())
    else:
        roadmap = find_roadmap(reading(), slug, actor())
    block = find_block(reading(), roadmap, block_id) if block_id else None
    if refusal is None and not policy.may_open_thread(actor(), roadmap):
        raise NotAllowed(why_not_comment(roadmap, actor()))
    kind = ROADMAP[block.kind] if block else None
    given = request.form if request.method == "POST" else request.args
    return (
        render_template(
            "discussion/new.html",
            roadmap=roadmap,
            block=block,
            block_title=kind.title_of(block.content) if kind and block else "",
            fields=_translated(fields_with_text(kind, block)) if kind and block else {},
            passage=passage_in(given),
            near=_near(roadmap),
            **_typed(refusal),
        ),
        _status_of(refusal),
    )


def edit_page(comment_id: UUID, *, refusal: Refusal | None = None) -> ResponseReturnValue:
    """The form for other words; after a conflict also how the comment reads now."""
    comment = find_comment(reading(), comment_id, actor())
    if not policy.may_edit_comment(actor(), comment) and refusal is None:
        # A reader who may not see the text must not meet it in a form either.
        raise NotFound
    is_author = policy.may_edit_comment(actor(), comment)
    return (
        render_template(
            "discussion/edit.html",
            comment=comment,
            thread=comment.thread,
            roadmap=comment.thread.roadmap,
            body=request.form.get("body", "") if refusal else comment.body,
            theirs=comment.body if isinstance(refusal, Conflict) and is_author else None,
            may_save=is_author,
            **_typed(refusal),
        ),
        _status_of(refusal),
    )


def wordings_page(comment_id: UUID) -> ResponseReturnValue:
    """What a comment said before it was edited, for those who may read what it says now."""
    comment = find_comment(reading(), comment_id, actor())
    if not policy.may_read_text(actor(), comment):
        raise NotFound
    return render_template(
        "discussion/wordings.html",
        comment=comment,
        thread=comment.thread,
        roadmap=comment.thread.roadmap,
        wordings=reading().scalars(earlier_wordings(comment)).all(),
    )


def waits_or(back: str, posted: object) -> str:
    """Where to go when something has been posted, with a word about what has become of it."""
    if isinstance(posted, WaitingComment):
        flash(
            _("Thank you. It is saved, and shown to others when somebody who leads the area has looked at it."), "good"
        )
        return url_for("moderation.mine")
    if isinstance(posted, Thread):
        flash(_("Your comment is in its place."), "good")
    return back


def back_or(default: str, thread: Thread | None = None) -> str:
    """Where the form asked to return to, if it is a page of ours; a new thread's note is the place on that page."""
    back = safe_path(request.form.get("back", ""), "")
    if not back:
        return default
    return f"{back}#thread-{thread.id}" if thread is not None and "#" not in back else back


def outcome_choices() -> list[tuple[str, str, str]]:
    """What can come of a thread, and what one is asked to tell about it, in the reader's language."""
    return [(one.value, translate(one.label), translate(one.question)) for one in Outcome]


def _near(roadmap: Roadmap) -> list[tuple[str, str]]:
    """Whom one can choose to mention, without having to know how the name is written."""
    return mentions.near(reading(), roadmap, on=today()) if policy.may_mention(actor(), roadmap) else []


def _typed(refusal: Refusal | None) -> dict[str, object]:
    """What a refused form shows again: everything typed, a sentence for each faulty field, and the one for all."""
    fields = dict(refusal.fields) if isinstance(refusal, Invalid) else {}
    whole = {"": refusal.sentence} if refusal is not None and not fields else {}
    return {"typed": request.form if refusal is not None else {}, "errors": {**whole, **fields}}


def _status_of(refusal: Refusal | None) -> int:
    return status_of(refusal) if refusal is not None else 200


def _translated(labels: Mapping[str, str]) -> dict[str, str]:
    return {name: translate(label) for name, label in labels.items()}
