"""What is said between a page and the server about a session: messages of JSON, with bytes in base64."""

import json
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from flask import url_for

from roadmaps.foundation.errors import Refusal
from roadmaps.live.errors import Unreadable, UpdateRefused
from roadmaps.live.results import Closed, Joined, LateOutcome, News, Presence, Taken
from roadmaps.live.text.y_updates import MOST_BYTES
from roadmaps.web.language import translate

# A message carries one update in base64, and little else.
MOST_MESSAGE_BYTES = MOST_BYTES * 4 // 3 + 1_000


def packed(update: bytes) -> str:
    """An update as text."""
    return b64encode(update).decode("ascii")


def unpacked(message: Mapping[str, Any]) -> bytes:
    """The update in a message.

    :raises Unreadable: when there is none
    """
    try:
        return b64decode(message["update"], validate=True)
    except (KeyError, TypeError, ValueError, BadBase64):
        raise Unreadable from None


def read_message(text: str | bytes) -> Mapping[str, Any]:
    """A message as an object.

    :raises Unreadable: when it is none
    """
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(message, dict):
        raise Unreadable
    return cast(Mapping[str, Any], message)


def whole_number(message: Mapping[str, Any], name: str) -> int | None:
    """A number that counts something, such as a client id; None when there is none."""
    value = message.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None


def of_joined(joined: Joined, *, may_have_socket: bool) -> dict[str, Any]:
    """That one is in a session now."""
    # The page knows by itself where it came from, and whether that was over HTTPS.
    socket = urlsplit(url_for("live.socket", session_id=joined.session_id)).path if may_have_socket else None
    return {
        "session": str(joined.session_id),
        "client": joined.client_id,
        "seq": joined.seq,
        "state": packed(joined.state),
        "clock": joined.clock,
        "base": joined.base,
        "people": of_people(joined.people, joined.client_id),
        "socket": socket,
    }


def of_people(people: Iterable[Presence], client_id: int) -> list[dict[str, Any]]:
    """The others who are there."""
    return [
        {
            "client": one.client_id,
            "name": one.name,
            "organisation": one.organisation,
            "color": one.color,
            "cursor": one.cursor,
        }
        for one in people
        if one.client_id != client_id
    ]


def of_closed(closed: Closed) -> dict[str, Any]:
    """How the session ended."""
    return {
        "why": closed.why.value,
        "sentence": translate(closed.sentence),
        "number": closed.number,
        "by": closed.by,
    }


def of_taken(taken: Taken | LateOutcome) -> dict[str, Any]:
    """That an update is kept; when it came too late, also what has become of it."""
    if isinstance(taken, Taken):
        return {"seq": taken.seq}
    return {
        "closed": of_closed(taken.closed),
        "late": {
            "how": taken.how.value,
            "session": str(taken.session_id) if taken.session_id else None,
            "number": taken.number,
            "sentence": translate(taken.sentence) if taken.sentence else None,
            "text": taken.text,
        },
    }


def of_news(news: News, people: Iterable[Presence], client_id: int) -> dict[str, Any]:
    """What has come since one asked last."""
    return {
        "seq": news.seq,
        "updates": [packed(update) for update in news.updates],
        "people": of_people(people, client_id),
        "closed": of_closed(news.closed) if news.closed else None,
    }


def of_refusal(refusal: Refusal) -> dict[str, Any]:
    """Why not. `final` tells that sending the same again cannot help."""
    is_final = refusal.is_final if isinstance(refusal, UpdateRefused) else True
    return {"sentence": translate(refusal.sentence), "final": is_final}
