"""What is said on the web socket of a live session: every sort of message does what a door of the table does, under its rule."""

import ast
from collections.abc import Mapping
from inspect import getsource

from roadmaps.live.serving import conversation
from tests.doors.table import rows

# The message, and the door of the table by which the same is done without a web socket.
SAME_AS: Mapping[str, str] = {
    "update": "POST /live/<uuid:session_id>/updates",
    "presence": "POST /live/<uuid:session_id>/presence",
}


def test_every_message_of_the_socket_is_told_of() -> None:
    listened_for = {
        case.pattern.value.value
        for node in ast.walk(ast.parse(getsource(conversation)))
        if isinstance(node, ast.Match)
        for case in node.cases
        if isinstance(case.pattern, ast.MatchValue) and isinstance(case.pattern.value, ast.Constant)
    }

    assert listened_for == set(SAME_AS)


def test_a_message_has_a_door_with_a_row() -> None:
    assert set(SAME_AS.values()) <= set(rows())
