"""The doors to threads: reading, opening, answering, resolving, reopening."""

from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_id_at
from roadmaps.discussion import mentions, policy, rules, waiting
from roadmaps.discussion.answers import back_or, my_threads_page, new_thread_page, thread_page, threads_page, waits_or
from roadmaps.discussion.forms import body_in, outcome_in, passage_in
from roadmaps.discussion.models import Thread
from roadmaps.discussion.queries import find_thread
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound, Refusal
from roadmaps.freshness.pages import kept, kept_for_area
from roadmaps.roadmap.queries import find_roadmap, roadmap_with_block
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("discussion", __name__)


@pages.get("/threads/<uuid:thread_id>")
@decided_by("discussion.policy.may_read_thread")
@kept
def show(thread_id: UUID) -> ResponseReturnValue:
    """One thread from its beginning."""
    return thread_page(thread_id)


@pages.get("/areas/<slug>/threads")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def index(slug: str) -> ResponseReturnValue:
    """The threads of a roadmap, as chosen."""
    return threads_page(slug)


@pages.get("/areas/<slug>/mentionable")
@signed_in
def mentionable(slug: str) -> ResponseReturnValue:
    """Whom one can mention in the area's threads, by how the name begins; for the field in which one writes."""
    roadmap = find_roadmap(reading(), slug, actor())
    if not policy.may_mention(actor(), roadmap):
        raise NotAllowed(rules.why_not_comment(roadmap, actor()))
    found = mentions.mentionable(reading(), roadmap, request.args.get("q", ""), on=today())
    return jsonify([{"name": one.name, "detail": one.detail, "written": one.written} for one in found])


@pages.get("/me/threads")
@signed_in
def mine() -> ResponseReturnValue:
    """One's own threads, and those that one has written in."""
    return my_threads_page()


@pages.get("/blocks/<uuid:block_id>/threads/new")
@signed_in
def new(block_id: UUID) -> ResponseReturnValue:
    """Begin a thread about a block, or a passage quoted from it."""
    return new_thread_page(block_id=block_id)


@pages.post("/blocks/<uuid:block_id>/threads")
@signed_in
def open_on_block(block_id: UUID) -> ResponseReturnValue:
    """Open it."""
    try:
        with change() as session:
            roadmap = roadmap_with_block(session, block_id, actor())
            posted = waiting.post_thread(
                session, roadmap, block_id=block_id, **passage_in(request.form), actor=the_actor(), at=now()
            )
    except NotFound:
        raise
    except Refusal as refusal:
        return new_thread_page(block_id=block_id, refusal=refusal)
    thread = posted if isinstance(posted, Thread) else None
    back = back_or(url_for("discussion.show", thread_id=posted.id), thread)
    return redirect(waits_or(back, posted), 303)


@pages.get("/areas/<slug>/threads/new")
@signed_in
def new_loose(slug: str) -> ResponseReturnValue:
    """Begin a thread about the roadmap as a whole."""
    return new_thread_page(slug=slug)


@pages.post("/areas/<slug>/threads")
@signed_in
def open_loose(slug: str) -> ResponseReturnValue:
    """Open it."""
    try:
        with change() as session:
            roadmap = find_roadmap(session, slug, actor())
            body = body_in(request.form)
            posted = waiting.post_thread(session, roadmap, body=body, actor=the_actor(), at=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return new_thread_page(slug=slug, refusal=refusal)
    return redirect(waits_or(url_for("discussion.show", thread_id=posted.id), posted), 303)


@pages.post("/threads/<uuid:thread_id>/comments")
@signed_in
def answer(thread_id: UUID) -> ResponseReturnValue:
    """Answer in a thread."""
    try:
        with change() as session:
            thread = find_thread(session, thread_id, actor())
            body = body_in(request.form)
            posted = waiting.post_reply(session, thread, body=body, actor=the_actor(), at=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return thread_page(thread_id, refused="answer", refusal=refusal)
    back = back_or(url_for("discussion.show", thread_id=thread_id, _anchor=f"comment-{posted.id}"))
    return redirect(waits_or(back, posted), 303)


@pages.post("/threads/<uuid:thread_id>/resolution")
@signed_in
def resolve(thread_id: UUID) -> ResponseReturnValue:
    """Bring a thread to an end."""
    try:
        with change() as session:
            thread = find_thread(session, thread_id, actor())
            outcome, text = outcome_in(request.form), request.form.get("text", "")
            rules.resolve(session, thread, outcome=outcome, text=text, actor=the_actor(), at=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return thread_page(thread_id, refused="resolution", refusal=refusal)
    flash(_("The thread is resolved."), "good")
    return redirect(back_or(url_for("discussion.show", thread_id=thread_id)), 303)


@pages.post("/threads/<uuid:thread_id>/reopening")
@signed_in
def reopen(thread_id: UUID) -> ResponseReturnValue:
    """Let a resolved thread go on."""
    try:
        with change() as session:
            thread = find_thread(session, thread_id, actor())
            reason = request.form.get("text", "")
            rules.reopen(session, thread, reason=reason, actor=the_actor(), at=now())
    except NotFound:
        raise
    except Refusal as refusal:
        return thread_page(thread_id, refused="reopening", refusal=refusal)
    flash(_("The thread is open again."), "good")
    return redirect(url_for("discussion.show", thread_id=thread_id), 303)
