"""The doors of this room."""

import hashlib
import hmac
import secrets
from functools import partial
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.clarity import policy, rules
from roadmaps.clarity.forms import UnclearForm
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.queries import asked_words, unclear_in
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap.doors import roadmap_around, roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import coordinators_only, decided_by, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

pages = Blueprint("clarity", __name__)
PACE = "say unclear"


@pages.route("/blocks/<uuid:block_id>/unclear", methods=["GET", "POST"])
@decided_by("clarity.policy.may_say_unclear")
def say_unclear(block_id: UUID) -> ResponseReturnValue:
    """Say that a paragraph is hard to understand; no account is asked for."""
    roadmap, block = _living_block(block_id)
    parts = paragraphs_of(block)
    back = url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}")
    start = {"paragraph": parts[0].digest if len(parts) == 1 else ""}
    facts = {"roadmap": roadmap, "title": ROADMAP[block.kind].title_of(block.content), "leads_back": back}
    choices = {"paragraph": [(one.digest, one.text) for one in parts]}
    act = partial(_say, block_id)
    return fill_in(UnclearForm, "clarity/say.html", act, back=back, start=start, choices=choices, **facts)


@pages.get("/areas/<slug>/roadmap/unclear")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    """What readers of the roadmap do not understand, for those who write it."""
    roadmap = _written_at(slug)
    state = current(reading(), roadmap.history)
    found = unclear_in(reading(), {roadmap.id: state})
    return render_template("clarity/index.html", roadmap=roadmap, found=found, kinds=ROADMAP)


@pages.post("/areas/<slug>/roadmap/unclear/<uuid:unclear_id>/explanation")
@signed_in
def explain(slug: str, unclear_id: UUID) -> ResponseReturnValue:
    """Mark a paragraph as explained as it stands."""
    with change() as writing:
        roadmap = roadmap_at(slug, writing)
        state = current(writing, roadmap.history)
        found = next((one for one in unclear_in(writing, {roadmap.id: state}) if one.id == unclear_id), None)
        if found is None:
            raise NotFound
        note = request.form.get("note", "")
        rules.mark_explained(writing, roadmap, found.block, found.digest, note=note, actor=the_actor(), at=now())
    flash(_("It is marked as explained."), "good")
    return redirect(safe_path(request.form.get("back", ""), url_for("clarity.index", slug=slug)), 303)


@pages.get("/glossary/asked")
@coordinators_only
def asked() -> ResponseReturnValue:
    """The words that readers want to have explained."""
    return render_template("clarity/asked.html", asked=asked_words(reading()))


@pages.post("/glossary/asked")
@open_to_all
def ask() -> ResponseReturnValue:
    """Ask that a word be explained."""
    word = request.form.get("word", "")
    try:
        _keep_pace()
        with change() as writing:
            is_new = rules.ask_for_word(writing, word, visitor=_visitor(word.casefold()), actor=actor(), at=now())
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
        return redirect(url_for("glossary.index"), 303)
    flash(_("Thank you. The word is on the list.") if is_new else _("The word is on the list, or explained."), "good")
    return redirect(url_for("glossary.index"), 303)


@pages.post("/glossary/asked/aside")
@coordinators_only
def set_aside() -> ResponseReturnValue:
    """Take an asked word off the list."""
    with change() as writing:
        rules.set_word_aside(writing, request.form.get("word", ""), actor=the_actor(), at=now())
    flash(_("The word is off the list."), "good")
    return redirect(url_for("clarity.asked"), 303)


def _say(block_id: UUID, form: UnclearForm) -> None:
    _keep_pace()
    visitor = _visitor(f"{block_id} {form.paragraph}")
    with change() as writing:
        roadmap = roadmap_around(block_id, writing)
        block = find_block(writing, roadmap, block_id)
        rules.say_unclear(
            writing, roadmap, block, form.paragraph, words=form.words, visitor=visitor, actor=actor(), at=now()
        )
    flash(_("Thank you. Those who write the text are told, but not by whom."), "good")


def _living_block(block_id: UUID) -> tuple[Roadmap, BlockState]:
    roadmap = roadmap_around(block_id)
    block = find_block(reading(), roadmap, block_id)
    if block.is_removed or not paragraphs_of(block):
        raise NotFound
    if not policy.may_say_unclear(actor(), roadmap):
        raise NotAllowed(say("This cannot be said of the roadmap now."))
    return roadmap, block


def _written_at(slug: str) -> Roadmap:
    roadmap = roadmap_at(slug)
    if not policy.may_read_unclear(actor(), roadmap):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    return roadmap


def _keep_pace() -> None:
    if actor() is None:
        keep_pace(PACE)


def _visitor(about: str) -> str:
    """A key of this reader for one thing: without the site's own secret nobody can tell whose, nor join two of them."""
    reader = actor()
    if reader is None and "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    who = str(reader.person_id) if reader else session["visitor"]
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"clarity\n{who}\n{about}".encode(), hashlib.sha256).hexdigest()
