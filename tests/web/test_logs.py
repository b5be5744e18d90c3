"""What stands in the log of many requests, well and badly ended: what happened and where, and nothing that anybody sent."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.rules.resets import make_link
from roadmaps.foundation.clock import now
from roadmaps.web import logs
from roadmaps.web.watching import RequestLog, Watch
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, a_person

NAME, EMAIL, TEXT = "Karin Åslund", "karin.aslund@example.org", "Vi har skrivit på den här texten hela förmiddagen."
SEARCH = "hemligheter om Oviken"


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """All that is logged, as lines of JSON."""
    stream, root = io.StringIO(), logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.set_up(logs.JSON, stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger(logs.OURS).setLevel(logging.NOTSET)


@pytest.fixture
def watched(client: Browser, told: io.StringIO) -> Iterator[Browser]:
    """A browser at a site that writes a line for each request."""
    watch = client.application.wsgi_app
    assert isinstance(watch, Watch)
    watch._log = RequestLog(logs.JSON, told)
    yield client
    watch._log = None


@pytest.mark.in_earnest
def test_nothing_of_a_request_is_in_any_line(watched: Browser, session: Session, told: io.StringIO) -> None:
    person = a_person(session, NAME)
    token = make_link(session, person, at=now())
    secrets = [
        NAME,
        "Karin",
        EMAIL,
        person.email,
        TEXT,
        SEARCH,
        "Oviken",
        token,
        PASSWORD,
        "203.0.113.9",
        str(person.id),
    ]
    known = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}

    for address in (
        "/",
        f"/search?q={SEARCH}",
        f"/reset/{token}",
        f"/nowhere/{NAME}",
        "/areas/karin-aslund",
        "/static/karin",
    ):
        watched.get(address, **known)
    watched.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}, **known)
    watched.sign_in(person)
    for address in ("/me", "/trial/failures/bug", "/trial/failures/busy", "/trial/refusals/conflict"):
        watched.get(f"{address}?q={SEARCH}", **known)
        watched.post(address, data={"body": TEXT, "name": NAME, "email": EMAIL}, **known)
    watched.post("/trial/open", data=b"\xff" + TEXT.encode(), content_type=f"text/{NAME.encode().hex()}", **known)

    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    requests = [line for line in lines if line["logger"] == "roadmaps.requests"]
    assert len(requests) >= 15
    for secret in secrets:
        assert secret not in told.getvalue(), secret
    assert {line["route"] for line in requests} >= {"/reset/<token>", "/areas/<slug>", "/search"}
    failures = [line for line in lines if "trace" in line]
    assert any("ZeroDivisionError" in line["trace"][-1] for line in failures)
    assert {line["request"] for line in failures} <= {line["request"] for line in requests}


def test_the_words_of_an_error_are_left_out_where_they_may_repeat_what_was_sent(session: Session) -> None:
    a_person(session, NAME).email = EMAIL
    session.flush()
    with pytest.raises(DBAPIError) as doubled:
        session.add(Person(**_same_as(session.scalars(select(Person).where(Person.email == EMAIL)).one())))
        session.flush()
    session.rollback()

    assert isinstance(doubled.value, IntegrityError)
    assert EMAIL not in logs.words_of(doubled.value)
    assert logs.words_of(ValueError(TEXT)) == "ValueError"
    assert logs.words_of(KeyError(NAME)) == "KeyError"
    assert logs.words_of(ZeroDivisionError("division by zero")) == "ZeroDivisionError: division by zero"
    assert TEXT not in "\n".join(logs.trace_of(_chained()))


def test_what_the_framework_says_of_whole_addresses_is_left_out(told: io.StringIO) -> None:
    logging.getLogger("roadmaps").error("Exception on %s [%s]", "/reset/geheim", "POST")
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/reset/geheim?name=karin")
    logging.getLogger("some.library").warning("odd value %s in row %d", "karin", 7)
    logging.getLogger("gunicorn.error").warning(
        "Invalid request from ip=10.1.2.3: Invalid HTTP Header: 'Cookie geheim'"
    )
    logging.getLogger("gunicorn.error").error("Worker (pid:%s) was sent %s!", 7, "SIGKILL")

    assert "geheim" not in told.getvalue()
    assert "karin" not in told.getvalue()
    assert "10.1.2.3" not in told.getvalue()
    assert "Invalid request" in told.getvalue()
    assert "row 7" in told.getvalue()
    assert "SIGKILL" in told.getvalue()


def test_lines_for_people_say_the_same(told: io.StringIO) -> None:
    stream = io.StringIO()
    logs.set_up(logs.PLAIN, stream)
    logging.getLogger("roadmaps.web.trial").error("A page failed", exc_info=_chained())

    assert "error A page failed" in stream.getvalue()
    assert stream.getvalue().rstrip().endswith("RuntimeError")
    assert told.getvalue() == ""


def _chained() -> Exception:
    error = RuntimeError(TEXT)
    error.__cause__ = ValueError(TEXT)
    return error


def _same_as(person: Person) -> dict[str, object]:
    return {column.key: getattr(person, column.key) for column in Person.__mapper__.column_attrs if column.key != "id"}
