"""Under which circumstances the act at hand is done, as far as can be seen: the request's, the command's, or what was told."""

from typing import cast
from uuid import UUID

import click
from flask import Flask, current_app, has_request_context, request

from roadmaps.foundation.circumstances import Circumstances, Entrance, told_circumstances
from roadmaps.web.identity import known_actor

NOWHERE = Circumstances(Entrance.BACKGROUND, "")


def circumstances() -> Circumstances:
    """Those that hold now, for this thread."""
    if told := told_circumstances():
        return told
    if has_request_context():
        return _of_request()
    if command := click.get_current_context(silent=True):
        return Circumstances(Entrance.COMMAND, " ".join(command.command_path.split()[1:]) or command.info_name or "")
    return NOWHERE


def register(app: Flask) -> None:
    """Until a room says how the sign-in of a request is found, there is none."""
    app.extensions.setdefault("find_sign_in_id", lambda: None)


def _of_request() -> Circumstances:
    person = known_actor()
    return Circumstances(
        Entrance.PAGE,
        request.endpoint or "",
        person.person_id if person else None,
        person.acting_for_id if person else None,
        cast(UUID | None, current_app.extensions["find_sign_in_id"]()) if person else None,
        request.remote_addr or "",
    )
