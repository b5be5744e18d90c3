"""The door for web sockets. It is asked for by scripts of this site's own pages only, and holds a thread while it is open."""

import errno
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from roadmaps.accounts.cookie import this_browser
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.live.serving.conversation import Conversation
from roadmaps.live.serving.hub import FULL, Ending, Listener
from roadmaps.live.serving.keeper import put_out
from roadmaps.live.serving.known_actors import SignedOut
from roadmaps.live.serving.line import Line, LineLost
from roadmaps.live.serving.process import LiveProcess, live_process
from roadmaps.live.serving.talk import MOST_MESSAGE_BYTES
from roadmaps.live.views import pages
from roadmaps.roadmap.doors import number_in
from roadmaps.web.identity import actor
from roadmaps.web.language import translate
from roadmaps.web.origins import is_of_this_site
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import close_reading

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What fits into the frame that ends a web socket.
LONGEST_REASON_BYTES = 120


class SpokenFor(Response):
    """The answer that has been given already: the connection was a web socket, and is over."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Tell the server so in the one way that all servers understand: nobody is there to be answered."""
        raise ConnectionResetError(errno.ECONNRESET, "The web socket is over")


@pages.route("/live/<uuid:session_id>/socket", websocket=True)
@decided_by("live.policy.may_join")
def socket(session_id: UUID) -> ResponseReturnValue:
    """Write and hear without asking; whoever may not come in is told why, as a browser tells nobody what it was answered."""
    if not _is_from_here():
        raise NotAllowed(say("This is for pages of this site only."))
    try:
        line = Line(request.environ, most_bytes=MOST_MESSAGE_BYTES)
    except LineLost:
        return "", 400
    try:
        ending = _talk(line, session_id, live_process())
        line.hang_up(ending.code, _reason(ending))
    except LineLost:
        line.hang_up(1000)
    return SpokenFor()


def _is_from_here() -> bool:
    """Cookies come along whoever asks, so the page that asks must be one of ours."""
    return is_of_this_site(request.headers.get("Origin", ""))


def _talk(line: Line, session_id: UUID, live: LiveProcess) -> Ending:
    # In what language somebody is spoken to is found out now, and no connection is held while they listen.
    browser, _reader = this_browser(), actor()
    close_reading()
    if browser is None:
        return put_out(SignedOut())
    if not request.environ.get("wsgi.multithread"):
        return Ending(FULL)
    client_id, after = number_in(request.args.get("client")), number_in(request.args.get("after"))
    listener = Listener(session_id, client_id, browser.person_id, browser.token, line.wake, after)
    try:
        live.keeper.look_in(session_id, client_id, lambda session: live.actors.at(session, listener.token, at=now()))
    except (NotAllowed, NotFound) as refusal:
        return put_out(refusal)
    live.expect_listeners()
    if refused := live.hub.enter(listener):
        return refused
    try:
        return Conversation(line, listener, live).hold()
    finally:
        live.hub.leave(listener)
        live.keeper.note_gone(listener)


def _reason(ending: Ending) -> str:
    """As much of the sentence as may be sent with the code."""
    sentence = translate(ending.sentence) if ending.sentence else ""
    return sentence.encode()[:LONGEST_REASON_BYTES].decode(errors="ignore")
