"""Thousands of random operations, by pages that write at once and by forms without JavaScript, through the doors.

Each letter that anybody types is one that nobody types again, so that it can be seen where it went.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pycrdt import Doc, Text, merge_updates
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.revisions.contributors import authors_of, shared_words
from roadmaps.revisions.queries import versions_of
from roadmaps.revisions.states import current_block
from tests.browsing import Browser
from tests.factories.roadmap import Plan, a_plan, a_voice

STEPS = 700
BEGINNING = "Målet är satt."


def letters() -> Iterator[str]:
    """Letters that nothing here is written with, each once; some of them take two places in JavaScript."""
    yield from map(chr, range(0x4E00, 0x9FA0))
    yield from map(chr, range(0x20000, 0x2A000))


@dataclass(eq=False)
class Writer:
    """Somebody with a browser. `put` is what they have typed and not taken out again, `out` what they took out."""

    browser: Browser
    block: UUID
    chance: Random
    fresh: Iterator[str]
    put: list[str] = field(default_factory=list)
    out: set[str] = field(default_factory=set)
    last: str = ""

    def some_letters(self) -> str:
        """A few that are new, in words."""
        new = [next(self.fresh) for _ in range(self.chance.randint(1, 6))]
        self.put += new
        self.last = new[-1]
        return " " + "".join(f"{one} " if self.chance.random() < 0.4 else one for one in new) + " "

    def place_in(self, said: str) -> int:
        """Between two words, or behind what one wrote last."""
        if self.last and self.last in said and self.chance.random() < 0.5:
            return said.index(self.last) + 1
        places = [0, len(said), *(at for at, letter in enumerate(said) if letter == " ")]
        return self.chance.choice(places)

    def one_of_own(self, said: str) -> str | None:
        """One of one's own letters that stand there, to be taken out; now and then."""
        standing = [one for one in self.put if one in said]
        if not standing or self.chance.random() < 0.6:
            return None
        gone = self.chance.choice(standing)
        self.put.remove(gone)
        self.out.add(gone)
        return gone


class Live(Writer):
    """Writes in the session by a script, which sends and asks when it comes to that."""

    document: "Doc[Any]"
    lost = 0

    def join(self) -> None:
        """Come in anew."""
        answer = self.say(f"/blocks/{self.block}/live", {"field": "text"})
        assert answer.status_code == 200, answer.text
        told = answer.get_json()
        self.session, self.client, self.seq = told["session"], told["client"], told["seq"]
        self.document = Doc(client_id=self.client)
        self.document.apply_update(base64.b64decode(told["state"]))
        self.unsent: list[bytes] = []

    @property
    def text(self) -> Text:
        return self.document.get("text", type=Text)

    def act(self) -> None:
        """Type, take out, send, ask or save, as it happens."""
        what = self.chance.random()
        if what < 0.55:
            self.write()
        elif what < 0.85:
            self.send()
        elif what < 0.995:
            self.ask()
        else:
            self.save_version()

    def write(self) -> None:
        """Some letters in, between words or behind what one wrote last; or one's own out, if it still stands there."""
        said, before = str(self.text), self.document.get_state()
        if gone := self.one_of_own(said):
            begin = len(said[: said.index(gone)].encode())
            del self.text[begin : begin + len(gone.encode())]
        else:
            at = self.place_in(said)
            self.text.insert(len(said[:at].encode()), self.some_letters())
        self.unsent.append(self.document.get_update(before))

    def send(self) -> None:
        """What the server does not know of; when the session had been closed, one begins again."""
        if not self.unsent:
            return
        update = base64.b64encode(merge_updates(*self.unsent)).decode()
        answer = self.say(f"/live/{self.session}/updates", {"client": self.client, "update": update})
        if answer.status_code == 200:
            self.unsent = []
            return
        assert answer.status_code == 409, answer.text
        assert answer.get_json()["late"]["how"] in {"merged", "written", "nothing"}, answer.get_json()
        self.join()

    def ask(self) -> None:
        """What others have sent."""
        address = f"/live/{self.session}/updates?client={self.client}&after={self.seq}"
        while (answer := self.browser.get(address)).status_code == 429:
            sleep(0.1)
        assert answer.status_code == 200, answer.text
        told = answer.get_json()
        for update in told["updates"]:
            self.document.apply_update(base64.b64decode(update))
        self.seq = told["seq"]
        if told["closed"]:
            self.send()
            self.join()

    def say(self, address: str, message: dict[str, Any]) -> TestResponse:
        """Send a message; again and again, where that was too fast."""
        while (answer := self.browser.post(address, json=message)).status_code == 429:
            sleep(0.1)
        return answer

    def save_version(self) -> None:
        """Save what stands there as a version; the others go on."""
        form = form_of(self.browser.page(f"/blocks/{self.block}/edit"))
        self.send()
        answer = self.browser.post(f"/live/{self.session}/version", data=form)
        assert answer.status_code == 303, answer.text
        self.join()


class Plain(Writer):
    """Writes in the ordinary form, which shows what the last revision says."""

    form: dict[str, Any] | None = None

    def act(self) -> None:
        """Open the form, or change its text and save it; others go on meanwhile."""
        if self.form is None:
            self.form = form_of(self.browser.page(f"/blocks/{self.block}/edit"))
            return
        form, self.form = self.form, None
        put, out = list(self.put), set(self.out)
        said = form["text"]
        if gone := self.one_of_own(said):
            said = said.replace(gone, "")
        else:
            at = self.place_in(said)
            said = f"{said[:at]}{self.some_letters()}{said[at:]}"
        answer = self.browser.post(f"/blocks/{self.block}/edit", data={**form, "text": said})
        if answer.status_code == 409:
            # Another form changed the same words: this one was not saved, and the person is shown both.
            self.put, self.out = put, out
        else:
            assert answer.status_code == 303, answer.text


def form_of(page: LexborHTMLParser) -> dict[str, Any]:
    """What the form of a block would send if nothing in it were changed."""
    fields: dict[str, Any] = {}
    for one in page.css("form[method=post] [name]"):
        name, value = one.attributes["name"], one.attributes.get("value")
        if one.tag == "textarea":
            fields[str(name)] = one.text()
        elif one.tag == "input" and one.attributes.get("type") in {None, "text", "hidden", "number"}:
            fields[str(name)] = value or ""
    return fields


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def browser_of(app: Flask, session: Session, person: Person) -> Browser:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.session = session
    return browser.sign_in(person)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_thousands_of_random_operations_lose_and_double_nothing(
    app: Flask, session: Session, plan: Plan, seed: int
) -> None:
    chance, fresh = Random(seed), letters()
    goal = plan.add("goal", "Målet", text=BEGINNING)
    voices = [a_voice(session, plan.roadmap, Role.EDITOR, f"Nr {n}", f"Nr {n} AB") for n in range(5)]
    browsers = [browser_of(app, session, plan.person(voice)) for voice in voices]
    live = [Live(browser, goal, chance, fresh) for browser in browsers[:3]]
    plain = [Plain(browser, goal, chance, fresh) for browser in browsers[3:]]
    for one in live:
        one.join()

    for _ in range(STEPS):
        chance.choice([*live, *live, *live, *plain]).act()
    for _ in range(2):
        for one in live:
            one.send()
            one.ask()
    for one in live:
        one.ask()

    says = str(live[0].text)
    assert {str(one.text) for one in live} == {says}
    everyone = [*live, *plain]
    for letter in (letter for one in everyone for letter in one.put):
        assert says.count(letter) == 1, f"{letter} stands there {says.count(letter)} times"
    assert not [letter for one in everyone for letter in one.out if letter in says]
    live[0].save_version()
    saved = current_block(session, goal)
    assert saved is not None
    assert saved.content["text"] == says.strip()
    assert_history_tells_whose_each_letter_is(session, goal, dict(zip(everyone, voices, strict=True)))


def assert_history_tells_whose_each_letter_is(session: Session, goal: UUID, voices: dict[Writer, Actor]) -> None:
    """In each version that came of a session, a letter is its writer's, or stood in the version before."""
    owners = {letter: voice.person_id for one, voice in voices.items() for letter in (*one.put, *one.out)}
    shared, before = shared_words(session, [goal]), ""
    rows = session.execute(versions_of(goal)).all()[::-1]
    authors = authors_of(session, [row[1] for row in rows])
    for version, revision in ((row[0], row[1]) for row in rows):
        text = str(json.loads(version.content)["text"])
        at = 0
        for length, place in shared.get((goal, version.number), {}).get("text", ()):
            for letter in filter(owners.get, text[at : at + length]):
                if place is None:
                    assert letter in before, (version.number, letter)
                else:
                    assert authors[revision.id][place].person_id == owners[letter], (version.number, letter)
            at += length
        before = text
    assert len(shared) > 1
