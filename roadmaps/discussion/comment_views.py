"""The doors to single comments: editing, withdrawing, and what a comment said before."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.discussion import comments
from roadmaps.discussion.answers import edit_page, wordings_page
from roadmaps.discussion.forms import number_in
from roadmaps.discussion.queries import find_comment
from roadmaps.discussion.views import pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound, Refusal
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.get("/comments/<uuid:comment_id>")
@decided_by("discussion.policy.may_read_thread")
def comment(comment_id: UUID) -> ResponseReturnValue:
    """The lasting address of a comment: its place in its thread."""
    found = find_comment(reading(), comment_id, actor())
    return redirect(url_for("discussion.show", thread_id=found.thread_id, _anchor=f"comment-{found.id}"))


@pages.get("/comments/<uuid:comment_id>/wordings")
@decided_by("discussion.policy.may_read_text")
def wordings(comment_id: UUID) -> ResponseReturnValue:
    """What a comment said before it was edited."""
    return wordings_page(comment_id)


@pages.get("/comments/<uuid:comment_id>/edit")
@signed_in
def edit(comment_id: UUID) -> ResponseReturnValue:
    """The form for other words."""
    return edit_page(comment_id)


@pages.post("/comments/<uuid:comment_id>/edit")
@signed_in
def save(comment_id: UUID) -> ResponseReturnValue:
    """Save them."""
    try:
        with change() as session:
            found = find_comment(session, comment_id, actor())
            body, based_on = request.form.get("body", ""), number_in(request.form, "based_on")
            comments.edit_comment(session, found, body=body, based_on=based_on, actor=the_actor(), at=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return edit_page(comment_id, refusal=refusal)
    return redirect(url_for("discussion.show", thread_id=found.thread_id, _anchor=f"comment-{comment_id}"), 303)


@pages.post("/comments/<uuid:comment_id>/withdrawal")
@signed_in
def withdraw(comment_id: UUID) -> ResponseReturnValue:
    """Take it back."""
    with change() as session:
        found = find_comment(session, comment_id, actor())
        comments.withdraw_comment(session, found, actor=the_actor(), at=now())
    flash(_("Your comment is withdrawn."), "good")
    return redirect(url_for("discussion.show", thread_id=found.thread_id, _anchor=f"comment-{comment_id}"), 303)
