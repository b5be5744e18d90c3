"""The doors of following: beginning, leaving, and all that one follows."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.following import rules
from roadmaps.following.models import SubjectSort
from roadmaps.following.subjects import find_subject, followed_by
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

pages = Blueprint("following", __name__)


@pages.get("/me/following")
@signed_in
def mine() -> ResponseReturnValue:
    """Everything that one follows, and why."""
    return render_template("following/mine.html", follows=followed_by(the_actor(), reading()))


@pages.post("/follows/<sort>/<uuid:subject_id>")
@signed_in
def follow(sort: str, subject_id: UUID) -> ResponseReturnValue:
    """Follow it."""
    with change() as session:
        subject = find_subject(session, _sort_of(sort), subject_id, the_actor())
        rules.follow(session, subject, actor=the_actor(), at=now())
    flash(_("You follow it now."), "good")
    return redirect(safe_path(request.form.get("back", ""), subject.path), 303)


@pages.post("/follows/<sort>/<uuid:subject_id>/leaving")
@signed_in
def leave(sort: str, subject_id: UUID) -> ResponseReturnValue:
    """Stop following it."""
    with change() as session:
        rules.leave(session, _sort_of(sort), subject_id, actor=the_actor(), at=now())
    flash(_("You do not follow it any more."), "good")
    return redirect(safe_path(request.form.get("back", ""), url_for("following.mine")), 303)


def _sort_of(word: str) -> SubjectSort:
    try:
        return SubjectSort(word)
    except ValueError:
        raise NotFound from None
