"""What this program writes about its own doings on the standard error: a line for each event, for machines or for people.

Nothing that people have written, no name, no address and no secret stands in it. So the words of an error are left out
where they may repeat what was sent; its sort, and where in the program it happened, always stand there.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO
from uuid import UUID

from flask import has_request_context, request
from jinja2 import TemplateNotFound, UndefinedError
from sqlalchemy.exc import DataError, DBAPIError

from roadmaps.foundation.circumstances import told_circumstances
from roadmaps.foundation.sentences import Sentence

JSON, PLAIN = "json", "plain"
REQUEST_ID = "roadmaps.request_id"
OURS = "roadmaps"
# Sorts of errors whose words speak of the program and never of what it was given.
_OF_THE_PROGRAM = (
    ArithmeticError,
    AttributeError,
    ImportError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UndefinedError,
    TemplateNotFound,
)


def set_up(style: str, stream: TextIO | None = None) -> None:
    """Let everything that is logged in this process go to the standard error in this style; again changes nothing.

    :param style: `json`, `plain`, or nothing for what fits where the standard error leads
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.set_name(OURS)
    handler.setFormatter(Plainly() if is_plain(style, stream) else AsJson())
    root = logging.getLogger()
    for known in [one for one in root.handlers if one.get_name() == OURS]:
        root.removeHandler(known)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)


def is_plain(style: str, stream: TextIO) -> bool:
    """Whether lines are for people: so it was said, or nothing was said and somebody sits there and reads."""
    return style == PLAIN or (style != JSON and stream.isatty())


def moment() -> str:
    """The time as it stands in each line."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


class AsJson(logging.Formatter):
    """One JSON object in a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": moment(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": said(record),
            **_where(),
        }
        if error := _error_of(record):
            told["trace"] = list(trace_of(error))
        return json.dumps(told, ensure_ascii=False)


class Plainly(logging.Formatter):
    """A line that somebody reads, and the trace below it."""

    def format(self, record: logging.LogRecord) -> str:
        where = " ".join(f"[{name} {value}]" for name, value in _where().items())
        lines = [f"{moment()} {record.levelname.lower()} {said(record)} {where}".rstrip()]
        if error := _error_of(record):
            lines += [f"    {line}" for line in trace_of(error)]
        return "\n".join(lines)


# What gunicorn says of a request that it cannot read holds a piece of it, and the address that it came from.
_UNREADABLE = "Invalid request"


def said(record: logging.LogRecord) -> str:
    """The message. What other libraries put into theirs may be part of a request, so of that only numbers are kept."""
    if record.name.startswith("gunicorn") and str(record.msg).startswith(_UNREADABLE):
        return _UNREADABLE
    if not record.args or not isinstance(record.msg, str):
        return _one_line(str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__)
    # The name of the package alone is that of the framework's own logger, which tells of whole addresses.
    is_ours = record.name.startswith(f"{OURS}.")
    is_about_a_request = "request" in record.msg.lower() or not record.name.startswith("gunicorn")
    if isinstance(record.args, tuple):
        shown = tuple(_shown(one, is_kept=is_ours or not is_about_a_request) for one in record.args)
        try:
            return _one_line(record.msg % shown)
        except (TypeError, ValueError):
            return _one_line(record.msg)
    return _one_line(record.msg)


def trace_of(error: BaseException) -> Iterator[str]:
    """What happened and where, the first cause first, without what the program was given."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and before is not error:
        yield from trace_of(before)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}"
    yield words_of(error)


def words_of(error: BaseException) -> str:
    """The sort of an error, with its words where they cannot repeat what people have sent."""
    sort = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "sqlstate", None)
        sort = f"{sort} ({type(error.orig).__name__}{f' {code}' if code else ''})"
        # The first line alone: PostgreSQL tells in the second which values were in the way.
        return sort if isinstance(error, DataError) else f"{sort}: {_first_line(str(error.orig))}"
    if isinstance(error, OSError):
        return f"{sort}: {error.strerror or 'no more is known'}"
    return f"{sort}: {_one_line(str(error))}" if isinstance(error, _OF_THE_PROGRAM) else sort


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _where() -> dict[str, str]:
    if has_request_context():
        found = request.environ.get(REQUEST_ID)
        return {"request": str(found), "door": request.endpoint or ""} if found else {}
    told = told_circumstances()
    return {"work": told.door} if told else {}


def _shown(value: object, *, is_kept: bool) -> object:
    if isinstance(value, BaseException):
        return words_of(value)
    if isinstance(value, Sentence):
        return value.message
    if isinstance(value, (int, float, UUID)):
        return value
    return value if is_kept else "…"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())
