"""The doors of this room: the way in, what is written and heard by asking, and the way out.

Pages that hold a web socket use `socket_views` for what is said often; everything can be done here without one.
"""

from functools import wraps
from typing import Any
from uuid import UUID

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.cookie import this_browser
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed, Refusal
from roadmaps.foundation.sentences import say
from roadmaps.live import rules
from roadmaps.live.queries import find_session, own_writer, people_in, updates_after
from roadmaps.live.results import Taken
from roadmaps.live.serving import sending
from roadmaps.live.serving.keeper import Who
from roadmaps.live.serving.known_actors import SignedOut
from roadmaps.live.serving.process import live_process
from roadmaps.live.serving.talk import (
    of_joined,
    of_news,
    of_refusal,
    of_taken,
    read_message,
    unpacked,
    whole_number,
)
from roadmaps.roadmap.coming_from import settle_origin
from roadmaps.roadmap.doors import number_in, roadmap_around, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import check_editing
from roadmaps.roadmap.saving import answer_saving, based_on
from roadmaps.web.errors import stale_form, status_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import Door, P, signed_in
from roadmaps.web.work import change, close_reading, reading

pages = Blueprint("live", __name__)


def in_json(view: Door[P]) -> Door[P]:
    """Answer a script: refusals are messages too, not pages, nor the way to one."""

    @wraps(view)
    def answering(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if actor() is None:
            return jsonify(of_refusal(SignedOut())), 401
        # Many wait here for one of them to keep what all have sent, who must not be left without a connection.
        close_reading()
        try:
            return view(*args, **kwargs)
        except Refusal as refusal:
            return jsonify(of_refusal(refusal)), status_of(refusal)

    return answering


@pages.errorhandler(CSRFError)
def renew(error: CSRFError) -> ResponseReturnValue:
    """A page stays open while its reader signs out and in again in another window: it is told so, and how to go on.

    No page of another site can read this. Whose words they are, the page has to see to.
    """
    if request.endpoint == "live.save_version":
        return stale_form(error)
    person = actor()
    if person is None:
        return jsonify(of_refusal(SignedOut())), 401
    return jsonify({"token": generate_csrf(), "person": str(person.person_id), "final": False}), 400


@pages.post("/blocks/<uuid:block_id>/live")
@in_json
@signed_in
def join(block_id: UUID) -> ResponseReturnValue:
    """Come into the session of one field of a block, or begin one."""
    message = read_message(request.get_data())
    live = live_process()
    if not live.joining.spend(the_actor().person_id):
        return _too_fast()
    with change() as session:
        joined = rules.join(
            session,
            roadmap_around(block_id, session),
            block_id,
            str(message.get("field")),
            client_id=whole_number(message, "client"),
            of_session=uuid_in(str(message.get("session") or "")),
            actor=the_actor(),
            at=now(),
        )
    return jsonify(of_joined(joined, may_have_socket=live.most_sockets > 0))


@pages.post("/live/<uuid:session_id>/updates")
@in_json
@signed_in
def send_update(session_id: UUID) -> ResponseReturnValue:
    """Write in it; 409 when it had been closed, with what became of the words."""
    if not live_process().sending.spend(the_actor().person_id):
        return _too_fast()
    message = read_message(request.get_data())
    client_id, update = whole_number(message, "client") or 0, unpacked(message)
    taken = sending.send_update(live_process(), session_id, client_id, update, who=_who_sits_here())
    return jsonify(of_taken(taken)), 200 if isinstance(taken, Taken) else 409


@pages.get("/live/<uuid:session_id>/updates")
@in_json
@signed_in
def hear_updates(session_id: UUID) -> ResponseReturnValue:
    """What has come since, and who is there."""
    if not live_process().asking.spend(the_actor().person_id):
        return _too_fast()
    client_id, after = number_in(request.args.get("client")), number_in(request.args.get("after"))
    live_process().keeper.look_in_sometimes(session_id, client_id, the_actor())
    session = reading()
    _ask_again(session, session_id, client_id)
    news = updates_after(session, session_id, after, except_client=client_id)
    return jsonify(of_news(news, people_in(session, session_id, at=now()), client_id))


@pages.post("/live/<uuid:session_id>/presence")
@in_json
@signed_in
def note_presence(session_id: UUID) -> ResponseReturnValue:
    """Where one is in the text."""
    if not live_process().asking.spend(the_actor().person_id):
        return _too_fast()
    message = read_message(request.get_data())
    client_id = whole_number(message, "client") or 0
    sending.send_cursor(live_process(), session_id, client_id, message.get("cursor"), who=_who_sits_here())
    return "", 204


@pages.post("/live/<uuid:session_id>/leaving")
@in_json
@signed_in
def leave(session_id: UUID) -> ResponseReturnValue:
    """The page is gone. What a browser sends as it closes a page is a form, so this is one."""
    client_id = number_in(request.form.get("client"))
    with change() as session:
        rules.leave(session, session_id, client_id, actor=the_actor(), at=now())
    return "", 204


@pages.post("/live/<uuid:session_id>/version")
@signed_in
def save_version(session_id: UUID) -> ResponseReturnValue:
    """Save what stands in the session and the rest of the form as a revision."""
    block_id = find_session(reading(), session_id, actor()).block_id

    def save(typed: Any) -> int | None:
        with change() as session:
            closed = rules.save_version(
                session,
                session_id,
                facts=typed,
                based_on=based_on(),
                summary=request.form.get("summary", ""),
                actor=the_actor(),
                at=now(),
            )
            settle_origin(session, roadmap_around(block_id, session), block_id, closed.number)
        return closed.number

    return answer_saving(block_id, save, action=url_for("live.save_version", session_id=session_id))


def _who_sits_here() -> Who:
    """Asks so when there is something to be written: a body that came slowly may have begun before a right was lost.

    Whoever keeps it may be another request, which keeps what several have sent, and so knows nothing of this one's browser.
    """
    actors, browser = live_process().actors, this_browser()

    def ask(session: Session) -> Actor:
        if browser is None:
            raise SignedOut
        return actors.at_this_moment(session, browser.token, at=now())

    return ask


def _ask_again(session: Session, session_id: UUID, client_id: int) -> None:
    """Whether the reader may still be in the session; asked whenever something is to be heard from it."""
    found = find_session(session, session_id, actor())
    own_writer(session, found, client_id, the_actor())
    if found.is_open:
        check_editing(session, session.get_one(Roadmap, found.roadmap_id), [found.block_id], actor=the_actor())


def _too_fast() -> ResponseReturnValue:
    sentence = say("That was too much at once. Your text is kept here and will be sent again.")
    return jsonify({**of_refusal(NotAllowed(sentence)), "final": False}), 429, {"Retry-After": "2"}
