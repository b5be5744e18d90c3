"""Doing what a program asks for once, however often it asks with the same key.

A program that got no answer cannot know whether it was heard. With a key of its own (`Idempotency-Key`) it may ask again: the
answer is kept in the unit of work that did it, so that both stand or fall together.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.api.answering import Written, send
from roadmaps.api.models import AnsweredRequest
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 200


class Once:
    """One request, perhaps asked before. `answer` is None while it has not been done."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.answer: Written | None = None
        self.is_repeated = False
        self._row: AnsweredRequest | None = None

    def begin(self) -> None:
        """Find what was answered before, or keep the place for the answer.

        :raises Conflict: when the key came with another request before
        """
        key, person = request.headers.get("Idempotency-Key", ""), actor()
        if not key or request.method != "POST" or person is None:
            return
        if len(key) > LONGEST_KEY or not key.isprintable():
            raise Invalid(say("The key for asking again may be at most 200 signs long, on one line."))
        key_hash, sent = _hash(f"{person.person_id}\n{key}"), _hash_of_request()
        self.session.execute(delete(AnsweredRequest).where(AnsweredRequest.at < now() - KEPT_FOR))
        row = self.session.scalar(select(AnsweredRequest).where(AnsweredRequest.key_hash == key_hash))
        if row is None:
            self._row = AnsweredRequest(
                key_hash=key_hash, person_id=person.person_id, request_hash=sent, status=0, answer="", at=now()
            )
            self.session.add(self._row)
            self.session.flush()  # whoever asks the same at this moment waits here
        elif row.request_hash != sent:
            raise Conflict(say("The same key came with another request before. Take a new key for each request."))
        else:
            self.answer, self.is_repeated = Written(row.status, row.answer, row.location), True

    def keep(self, answer: Written) -> None:
        """Keep what is answered, for when it is asked again."""
        self.answer = answer
        if self._row is not None:
            self._row.status, self._row.answer, self._row.location = answer.status, answer.body, answer.location

    def as_response(self) -> Response:
        """The answer, the same each time."""
        assert self.answer is not None
        response = send(self.answer)
        if self.is_repeated:
            response.headers["Idempotency-Replayed"] = "true"
        return response


@contextmanager
def once(change: Callable[[], AbstractContextManager[Session]]) -> Iterator[Once]:
    """A unit of work for the request, in which it is done, or found to have been done.

    :raises Conflict: when the same is being done at this very moment
    """
    try:
        with change() as session:
            kept = Once(session)
            kept.begin()
            yield kept
    except IntegrityError as error:
        if AnsweredRequest.__tablename__ not in str(error.orig):
            raise
        raise Conflict(say("The same request is being answered just now. Ask again in a moment.")) from None


def forget_answers(session: Session, at: datetime) -> None:
    """Throw away what nobody asks for again."""
    session.execute(delete(AnsweredRequest).where(AnsweredRequest.at < at - KEPT_FOR))


def _hash_of_request() -> str:
    return _hash(f"{request.method}\n{request.full_path}\n{_hash_bytes(request.get_data(cache=True))}")


def _hash(text: str) -> str:
    return _hash_bytes(text.encode())


def _hash_bytes(sent: bytes) -> str:
    return hashlib.sha256(sent).hexdigest()
