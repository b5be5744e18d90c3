"""A server that is begun anew, with people writing at it; last here, as it sends everybody away."""

import signal
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from time import monotonic

from simple_websocket.errors import SimpleWebsocketError

from tests.live.served.scene import TEXT, Scene
from tests.live_page import Page


def test_a_server_that_is_begun_anew_sends_everyone_elsewhere_and_forgets_nothing(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 1).join(writing.block).listen()
    page.write(" Före omstarten.")
    begun = monotonic()

    assert scene.hosts[1].process is not None
    scene.hosts[1].process.send_signal(signal.SIGHUP)

    assert page.hear_the_end() == 1012
    again = pages(writing.visitors[0], 1)
    while not again.messages and monotonic() - begun < 60:
        # Until the old process is gone, it may still be the one that answers, and sends one elsewhere again.
        again.code = None
        with suppress(OSError, HTTPException, SimpleWebsocketError, AssertionError):
            again.join(writing.block, session=page.session, client=page.client).listen().hear(lambda: again.messages)
    again.write(" Efter.")
    assert again.client == page.client
    assert pages(writing.visitors[1], 0).join(writing.block).text == f"{TEXT} Före omstarten. Efter."
