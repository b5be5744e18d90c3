"""Nobody learns from an answer, nor from the work that it takes, who has an account: measured by what is done, not by a clock."""

import re
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords
from roadmaps.accounts.rules.attempts import MOST, count_attempt
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.clock import now
from tests.browsing import Browser, page_of
from tests.databases import JoiningDatabase
from tests.factories.accounts import a_person

WRONG = "fel lösenord här"
WHO = {
    "somebody": "karin@example.org",
    "somebody deactivated": "left@example.org",
    "somebody without a password": "sso@example.org",
    "nobody": "nobody@example.org",
}


@pytest.fixture
def people(session: Session) -> None:
    a_person(session, email=WHO["somebody"])
    a_person(session, "Per Holm", email=WHO["somebody deactivated"], deactivated_at=now())
    a_person(session, "Åsa Berg", email=WHO["somebody without a password"]).password_hash = None
    session.flush()


@pytest.fixture
def work(database: JoiningDatabase, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """What has been done since it was last asked: the statements, and how often a password was compared."""
    done: list[str] = []

    def note(_c: Connection, _cursor: object, statement: str, *_more: object) -> None:
        done.append(re.sub(r"sa_savepoint_\d+", "savepoint", " ".join(statement.split())))

    event.listen(database.engine, "before_cursor_execute", note)
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, *args: object) -> bool:
        done.append(f"argon2 with {str(args[0]).split('$')[3]}")
        return verify(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(PasswordHasher, "verify", counted)

    def take() -> list[str]:
        taken, done[:] = list(done), []
        return taken

    return take


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("door", ["/sign-in/letter", "/reset"])
def test_asking_for_a_letter_is_the_same_work_for_everybody(
    client: Browser, work: Callable[[], list[str]], door: str
) -> None:
    client.get("/sign-in")
    seen = {}
    for who, email in WHO.items():
        work()
        answer = client.post(door, data={"email": email})
        seen[who] = (answer.status_code, answer.location, answer.text, work())

    assert len(seen["nobody"][-1]) > 3, "something is measured"
    assert {name: one for name, one in seen.items() if one != seen["nobody"]} == {}


@pytest.mark.usefixtures("people")
def test_a_wrong_password_is_the_same_work_for_everybody(client: Browser, work: Callable[[], list[str]]) -> None:
    passwords.matches(None, "the hash of nobody is made once")
    costs = {}
    client.post("/sign-in", data={"email": "first@example.org", "password": WRONG})
    for who, email in WHO.items():
        work()
        answer = client.post("/sign-in", data={"email": email, "password": WRONG})
        body = page_of(answer).css_first("main").html.replace(email, "")
        done = work()
        compared = [one for one in done if one.startswith("argon2")]
        costs[who] = (answer.status_code, body, len(compared), [one for one in done if one not in compared])

    assert costs["nobody"][2] == 1
    assert {name for name, one in costs.items() if one != costs["nobody"]} == set()


def test_the_hash_of_nobody_costs_what_a_real_one_does() -> None:
    nobody, real = passwords._hash_of_nobody(), passwords.hash_password("tre sälgar vid ån")

    assert nobody.split("$")[1:4] == real.split("$")[1:4]


@pytest.mark.usefixtures("people")
def test_too_many_attempts_are_told_alike_whether_there_is_an_account_or_not(client: Browser, session: Session) -> None:
    seen = set()
    for email in WHO.values():
        for _ in range(MOST["sign-in"].here):
            count_attempt(session, hash_of(email), hash_of("127.0.0.1"), act="sign-in", at=now())
        answer = client.post("/sign-in", data={"email": email, "password": WRONG})
        told = page_of(answer).css_first("main").html.replace(email, "").replace(answer.headers["X-Request-ID"], "")
        seen.add((answer.status_code, told))

    assert len(seen) == 1
    assert next(iter(seen))[0] == 429
