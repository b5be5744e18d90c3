"""Troubles that pass: what is tried once more, what is told, and in which words."""

import errno
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Blueprint, Flask, flash, get_flashed_messages, request
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.unit_of_work import _DOUBT, UnitsOfWork
from roadmaps.web.permissions import open_to_all
from roadmaps.web.troubles import trouble_of
from roadmaps.web.work import change
from tests.browsing import Browser, page_of
from tests.databases import JoiningDatabase

LONG = "Vi har skrivit på den här texten hela förmiddagen."
pages = Blueprint("troubled", __name__, url_prefix="/troubled")
tries: list[str] = []


class Said(Exception):
    """What a driver says, with the code that PostgreSQL gives it."""

    def __init__(self, words: str, sqlstate: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


def error(words: str = "", code: str | None = None, *, is_lost: bool = False) -> DBAPIError:
    return OperationalError("update", {}, Said(words, code), connection_invalidated=is_lost)


@pages.route("/once/<code>", methods=["GET", "POST"])
@open_to_all
def once(code: str) -> str:
    """Fails the first time."""
    tries.append(f"{request.form.get('body')} {[file.read() for file in request.files.values()]}")
    flash("Sparat.")
    if len(tries) == 1:
        raise error(code, None if code == "lost" else code, is_lost=code == "lost")
    return " ".join(get_flashed_messages())


@pages.post("/after-keeping")
@open_to_all
def after_keeping() -> str:
    """Fails when something has been kept already."""
    tries.append("")
    with change():
        pass
    raise error("deadlock detected", "40P01")


@pages.post("/in-doubt")
@open_to_all
def in_doubt() -> str:
    """Fails in the commit."""
    failure = error("server closed the connection unexpectedly", is_lost=True)
    failure.add_note(_DOUBT)
    raise failure


@pages.post("/no-room")
@open_to_all
def no_room() -> str:
    """A disk is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def troubled_site(settings: Settings, shared_database: JoiningDatabase) -> Flask:
    app = create_app(settings, shared_database)
    app.register_blueprint(pages)
    app.test_client_class = Browser
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def client(troubled_site: Flask, session: Session) -> Iterator[Browser]:
    troubled_site.testing = False
    tries.clear()
    browser = troubled_site.test_client()
    browser.session = session
    yield browser
    troubled_site.testing = True


@pytest.mark.parametrize("code", ["40P01", "40001", "23503", "23505"])
def test_after_a_lost_race_the_same_is_done_once_more_with_all_that_was_sent(client: Browser, code: str) -> None:
    answer = client.post(f"/troubled/once/{code}", data={"body": LONG, "file": (BytesIO(b"bild"), "a.png")})

    assert (answer.status_code, answer.text) == (200, "Sparat.")
    assert tries == [f"{LONG} [b'bild']"] * 2


@pytest.mark.parametrize("words", ["UNIQUE constraint failed: people.email", "FOREIGN KEY constraint failed"])
def test_sqlite_tells_of_the_same_in_words(client: Browser, words: str) -> None:
    assert client.post(f"/troubled/once/{words}", data={"body": LONG}).status_code == 200
    assert len(tries) == 2


def test_after_a_lost_connection_only_reading_is_done_once_more(client: Browser) -> None:
    assert client.get("/troubled/once/lost").status_code == 200
    tries.clear()

    assert client.post("/troubled/once/lost", data={"body": LONG}).status_code == 503
    assert len(tries) == 1


def test_what_has_kept_something_is_not_done_once_more(client: Browser) -> None:
    answer = client.post("/troubled/after-keeping", data={"body": LONG})

    assert answer.status_code == 503
    assert len(tries) == 1


def test_what_was_sent_can_be_sent_again_with_one_press(client: Browser) -> None:
    answer = client.post("/troubled/after-keeping?kind=goal", data={"body": LONG, "csrf_token": "mitt"})

    form = page_of(answer).css_first("main form")
    assert form.attributes["action"] == "/troubled/after-keeping?kind=goal"
    sent = {one.attributes["name"]: one.attributes["value"] for one in form.css("input[type=hidden]")}
    assert sent == {"body": LONG, "csrf_token": "mitt"}
    assert int(answer.headers["Retry-After"]) > 0


def test_a_form_with_a_password_is_not_written_out_again(client: Browser) -> None:
    answer = client.post("/troubled/after-keeping", data={"body": LONG, "password": "hemligt nog för mig"})

    assert page_of(answer).css_first("main form") is None
    assert "hemligt" not in answer.text


def test_where_it_is_not_certain_what_was_kept_people_are_told_to_look_first(client: Browser) -> None:
    answer = client.post("/troubled/in-doubt", data={"body": LONG}, headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    assert "Look whether it is there" in page_of(answer).css_first("main").text()
    assert page_of(answer).css_first("main form") is None
    assert LONG in page_of(answer).css_first("textarea").text()


def test_a_full_disk_is_told_in_words(client: Browser) -> None:
    answer = client.post("/troubled/no-room", data={"body": LONG}, headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    assert "no room left" in page_of(answer).css_first("main").text()


@pytest.mark.parametrize(
    ("failure", "sort"),
    [
        (error("database is locked"), "busy"),
        (error("deadlock detected", "40P01"), "busy"),
        (error("too many connections", "53300"), "busy"),
        (NoneFree(), "busy"),
        (error("database or disk is full"), "full"),
        (error("disk I/O error"), "full"),
        (error("could not extend file", "53100"), "full"),
        (OSError(errno.EDQUOT, "quota"), "full"),
        (error("terminating connection", "57P01"), "away"),
        (error("the database system is starting up", "57P03"), "away"),
        (error("connection refused"), "away"),
        (error("unable to open database file"), "away"),
        (DBAPIError("update", {}, Said("read-only", "25006")), "away"),
        (IntegrityError("insert", {}, Said("duplicate", "23505")), None),
        (OSError(errno.EACCES, "denied"), None),
        (ZeroDivisionError(), None),
    ],
)
def test_troubles_are_told_from_faults_of_the_program(failure: Exception, sort: str | None) -> None:
    found = trouble_of(failure)

    assert (found.sort if found else None) == sort


def test_units_of_work_are_counted_when_they_are_kept(troubled_site: Flask, session: Session) -> None:
    units: UnitsOfWork = troubled_site.extensions["units_of_work"]
    before = units.kept_here

    with units.change():
        pass
    with pytest.raises(ZeroDivisionError), units.change():
        raise ZeroDivisionError

    assert units.kept_here == before + 1
