import re

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords
from roadmaps.accounts.models import Person
from tests.browsing import Browser

TOLD = ["create-coordinator", "--email", "Maja@example.org", "--name", "Maja Sundin"]
PASSWORD = "fyra björkar på udden"


def test_the_first_coordinator_is_made_with_a_password(app: Flask, session: Session) -> None:
    result = app.test_cli_runner().invoke(args=TOLD, input=f"{PASSWORD}\n{PASSWORD}\n")

    maja = session.scalars(select(Person)).one()
    assert result.exit_code == 0, result.output
    assert (maja.email, maja.is_coordinator) == ("maja@example.org", True)
    assert passwords.matches(maja.password_hash, PASSWORD)
    assert PASSWORD not in result.output


def test_or_with_a_link_to_choose_one(app: Flask, client: Browser, session: Session) -> None:
    result = app.test_cli_runner().invoke(args=[*TOLD, "--link"])

    link = re.search(r"http://127\.0\.0\.1:8000(/reset/[\w-]+)", result.output)
    assert link
    assert client.post(link[1], data={"password": PASSWORD}).location == "/sign-in"


def test_what_cannot_be_done_is_told_plainly(app: Flask, session: Session) -> None:
    result = app.test_cli_runner().invoke(args=TOLD, input="kort\nkort\n")

    assert result.exit_code == 1
    assert "at least 12 characters" in result.output
    assert session.scalars(select(Person)).all() == []
