"""What is said at a meeting: written down line by line, and what becomes of each."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.meetings import policy
from roadmaps.meetings.doors import held_at, input_at, meeting_at
from roadmaps.meetings.input_pages import input_page
from roadmaps.meetings.models import Input, Meeting
from roadmaps.meetings.pages import lines_page, meeting_page
from roadmaps.meetings.rules import settling, writing
from roadmaps.meetings.views.blueprint import READ, pages
from roadmaps.meetings.words import Fate
from roadmaps.roadmap.doors import uuid_in
from roadmaps.roadmap.queries import roadmap_with_block
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change

# What the script of the page asks for: the line as it is in the list, instead of the whole page.
LINE = "X-Line"


@pages.get("/meetings/<uuid:meeting_id>/inputs")
@signed_in
def lines(meeting_id: UUID) -> ResponseReturnValue:
    """The page for writing down what is said, made for the keyboard."""
    meeting = meeting_at(meeting_id)
    _must_write(meeting)
    return lines_page(meeting)


@pages.post("/meetings/<uuid:meeting_id>/inputs")
@signed_in
def write_line(meeting_id: UUID) -> ResponseReturnValue:
    """Write a line down. One that was sent before, over a weak connection, is answered as if it came now."""
    typed = {name: request.form.get(name, "") for name in ("words", "who", "key")}
    try:
        with change() as session:
            meeting = meeting_at(meeting_id, session)
            said = writing.write_input(session, meeting, **typed, actor=the_actor(), at=now())
            line = render_template("meetings/_line.html", said=said) if LINE in request.headers else ""
    except (Invalid, NotAllowed) as refusal:
        if LINE in request.headers:
            return translate(getattr(refusal, "fields", {}).get("words", refusal.sentence)), 422
        if isinstance(refusal, NotAllowed):
            raise
        return lines_page(meeting_at(meeting_id), refusal=refusal, typed=typed), 422
    return (line, 201) if line else redirect(url_for("meetings.lines", meeting_id=meeting_id), 303)


@pages.get("/inputs/<uuid:input_id>")
@READ
def show_input(input_id: UUID) -> ResponseReturnValue:
    """One thing that was said: by whom, where, and what became of it."""
    return input_page(input_at(input_id))


@pages.post("/inputs/<uuid:input_id>/wording")
@signed_in
def reword(input_id: UUID) -> ResponseReturnValue:
    """Put it into other words."""
    words, who = request.form.get("wording", ""), request.form.get("who", "")
    return _change(
        input_id,
        lambda session, said: writing.reword(session, said, words, who=who, actor=the_actor(), at=now()),
    )


@pages.post("/inputs/<uuid:input_id>/removal")
@signed_in
def take_out_line(input_id: UUID) -> ResponseReturnValue:
    """A line that was written by mistake."""
    with change() as session:
        said = input_at(input_id, session)
        writing.take_out(session, said, actor=the_actor(), at=now())
        back = url_for("meetings.lines", meeting_id=said.meeting_id)
    flash(_("The line is taken out."), "good")
    return redirect(safe_path(request.form.get("next", ""), back), 303)


@pages.post("/inputs/<uuid:input_id>/fate")
@signed_in
def settle(input_id: UUID) -> ResponseReturnValue:
    """Say what becomes of it: in progress, declined, or taken up again."""
    acts = {Fate.IN_PROGRESS.value: _progress, Fate.DECLINED.value: _decline, Fate.WAITING.value: _reopen}
    act = acts.get(request.form.get("fate", ""))
    if act is None:
        raise NotFound
    return _change(input_id, act)


@pages.post("/inputs/<uuid:input_id>/text")
@signed_in
def tie(input_id: UUID) -> ResponseReturnValue:
    """Say which part of the roadmap it has been worked into already."""

    def act(session: Session, said: Input) -> None:
        block_id = uuid_in(request.form.get("block"))
        if block_id is None:
            raise Invalid(
                say("Some of what you wrote needs another look."), {"block": say("Choose a part of the roadmap.")}
            )
        roadmap = roadmap_with_block(session, block_id, the_actor())
        words = request.form.get("words", "")
        settling.tie(session, said, roadmap, block_id, words=words, actor=the_actor(), at=now())

    return _change(input_id, act)


@pages.post("/meetings/<uuid:meeting_id>/telling")
@signed_in
def tell(meeting_id: UUID) -> ResponseReturnValue:
    """Write to those who were there about what became of what was said."""
    try:
        with change() as session:
            letters = settling.tell_what_came(session, held_at(meeting_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return meeting_page(meeting_at(meeting_id), refusal=refusal), 422
    if letters:
        flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
    else:
        flash(_("There is nothing new to tell, or nobody to tell it to."), "info")
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="inputs"), 303)


def _progress(session: Session, said: Input) -> None:
    words = request.form.get("words", "")
    settling.put_in_progress(session, said, words=words, actor=the_actor(), at=now())


def _decline(session: Session, said: Input) -> None:
    settling.decline(session, said, reason=request.form.get("words", ""), actor=the_actor(), at=now())


def _reopen(session: Session, said: Input) -> None:
    settling.reopen(session, said, reason=request.form.get("words", ""), actor=the_actor(), at=now())


def _change(input_id: UUID, act: Callable[[Session, Input], None]) -> ResponseReturnValue:
    """Do something with it and show it again; with what was refused where it was refused."""
    try:
        with change() as session:
            act(session, input_at(input_id, session))
    except Invalid as refusal:
        return input_page(input_at(input_id), refusal), 422
    flash(_("It is noted."), "good")
    return redirect(url_for("meetings.show_input", input_id=input_id), 303)


def _must_write(meeting: Meeting) -> None:
    if not policy.may_write(actor(), meeting):
        raise NotAllowed(say("Only those who hold the meeting, and editors of the area, write down what is said."))
