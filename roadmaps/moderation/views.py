"""The doors of moderation: what is new, hiding and restoring comments, and the public log."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.discussion import comments
from roadmaps.discussion.answers import outcome_choices
from roadmaps.discussion.policy import may_hide_comment
from roadmaps.discussion.queries import find_comment
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.moderation import policy, rules
from roadmaps.moderation.news import DAYS, NewsFilter, gather
from roadmaps.moderation.queries import log_of
from roadmaps.moderation.sentences import end_of, sentence_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_roadmap
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.numbers import page_asked
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

pages = Blueprint("moderation", __name__)
PAGE = 50


@pages.get("/areas/<slug>/new")
@signed_in
def news(slug: str) -> ResponseReturnValue:
    """All that is new in the area, for those who lead it."""
    roadmap = led_roadmap(slug)
    chosen = NewsFilter.of(request.args)
    return render_template(
        "moderation/news.html",
        roadmap=roadmap,
        news=gather(reading(), roadmap, chosen, actor=the_actor(), at=now()),
        chosen=chosen,
        days=DAYS,
        outcomes=outcome_choices(),
    )


@pages.post("/areas/<slug>/new/mark")
@signed_in
def mark(slug: str) -> ResponseReturnValue:
    """Say that one has read all that the page showed."""
    upto = _moment_in(request.form.get("upto", ""))
    with change() as session:
        roadmap = find_roadmap(session, slug, actor())
        rules.mark_seen(session, roadmap, upto=upto, actor=the_actor(), at=now())
    flash(_("Next time the page begins here."), "good")
    return redirect(url_for("moderation.news", slug=slug), 303)


@pages.get("/comments/<uuid:comment_id>/hiding")
@signed_in
def hide_comment(comment_id: UUID) -> ResponseReturnValue:
    """Ask for the reason."""
    return _hiding_page(comment_id)


@pages.post("/comments/<uuid:comment_id>/hiding")
@signed_in
def hide(comment_id: UUID) -> ResponseReturnValue:
    """Hide it."""
    try:
        with change() as session:
            comment = find_comment(session, comment_id, actor())
            reason = request.form.get("reason", "")
            comments.hide_comment(session, comment, reason=reason, actor=the_actor(), at=now())
    except Invalid as refusal:
        return _hiding_page(comment_id, refusal)
    flash(_("The comment is hidden. It is told in the public log, with your reason."), "good")
    return redirect(_back(url_for("discussion.comment", comment_id=comment_id)), 303)


@pages.post("/comments/<uuid:comment_id>/restoration")
@signed_in
def restore_comment(comment_id: UUID) -> ResponseReturnValue:
    """Let everyone read it again."""
    with change() as session:
        comment = find_comment(session, comment_id, actor())
        comments.restore_comment(session, comment, actor=the_actor(), at=now())
    flash(_("Everyone can read the comment again."), "good")
    return redirect(_back(url_for("discussion.comment", comment_id=comment_id)), 303)


@pages.get("/areas/<slug>/log")
@decided_by("moderation.policy.may_read_log")
def log(slug: str) -> ResponseReturnValue:
    """What has been locked, hidden and decided, in plain sentences."""
    roadmap = find_roadmap(reading(), slug, actor())
    page = page_asked()
    found = reading().scalars(log_of(roadmap.area_id).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    people = {entry.person_id for entry in found if entry.person_id}
    return render_template(
        "moderation/log.html",
        roadmap=roadmap,
        entries=[(entry, sentence_of(entry), end_of(entry)) for entry in found[:PAGE]],
        names=person_names(reading(), people) if may_see_names(actor()) else {},
        page=page,
        has_older=len(found) > PAGE,
    )


def led_roadmap(slug: str) -> Roadmap:
    """The roadmap, for those who lead its area; for others there is no such page."""
    roadmap = find_roadmap(reading(), slug, actor())
    if not policy.may_see_news(actor(), roadmap):
        raise NotFound
    return roadmap


def _hiding_page(comment_id: UUID, refusal: Invalid | None = None) -> ResponseReturnValue:
    comment = find_comment(reading(), comment_id, actor())
    if not may_hide_comment(actor(), comment):
        raise NotFound
    page = render_template(
        "moderation/hide.html",
        comment=comment,
        roadmap=comment.thread.roadmap,
        reason=request.form.get("reason", ""),
        errors=refusal.fields if refusal else {},
        back=safe_path(request.values.get("back", ""), ""),
    )
    return page, 422 if refusal else 200


def _back(default: str) -> str:
    return safe_path(request.form.get("back", ""), default)


def _moment_in(text: str) -> datetime:
    """The moment that the page said it reached; now, where it says nothing that can be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return now()
    return found if found.tzinfo else now()
