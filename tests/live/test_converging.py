"""Thousands of random steps by pages with and without contact, forms and suggestions: all say the same in the end.

Each letter that is typed is a letter that nobody else types, so that it can be told whose it is wherever it ends up.
"""

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from roadmaps.areas.models import Role
from roadmaps.live import keeping
from roadmaps.live.errors import SessionOver
from roadmaps.live.models import LiveSession
from roadmaps.live.results import Late, LateOutcome
from roadmaps.live.text import log
from roadmaps.live.text.attribution import Attributed, attribute
from roadmaps.live.text.documents import text_of
from roadmaps.live.text.y_updates import Update, read_update, write_update
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.states import current_block
from tests.factories.live import Page, a_page, hear, the_session
from tests.factories.roadmap import a_plan, a_voice

PAGES = 5
STEPS = 1_200


def letters() -> Iterator[str]:
    """Each once; some are two units for a browser, and all are more than one byte."""
    yield from map(chr, range(0x4E00, 0x9FA0))
    yield from map(chr, range(0x20000, 0x2A000))


class Crowd:
    """Pages and forms around one text; who typed which letter, and what was taken out by somebody."""

    def __init__(self, session, seed: int) -> None:
        self.chance = Random(seed)
        self.fresh = letters()
        self.plan = a_plan(session)
        self.block = self.plan.add("vision", text="Börja här. Sluta där.")
        people = [a_voice(session, self.plan.roadmap, Role.EDITOR, f"Nr {n}", f"Org {n}") for n in range(PAGES + 2)]
        self.pages = [a_page(self.plan, self.block, one) for one in people[:PAGES]]
        self.form_writers = people[PAGES:]
        self.typed: dict[str, str] = {}
        self.gone: set[str] = set()
        self.kept: set[str] = set()
        self.by_form: dict[str, str] = {}

    def some_letters(self, actor) -> str:
        new = [next(self.fresh) for _ in range(self.chance.randint(1, 3))]
        self.typed |= dict.fromkeys(new, actor.acting_for_name)
        return "".join(f"{one} " if self.chance.random() < 0.5 else one for one in new)

    def step(self) -> None:
        page = self.chance.choice(self.pages)
        act = self.chance.choices(
            [self.type, self.take_out, self.send, self.read, self.form, self.save, self.come_back],
            [40, 12, 20, 16, 3, 0.5, 2],
        )[0]
        act(page)

    def type(self, page: Page) -> None:
        at = self.chance.randint(0, len(page.text))
        page.waiting.append(page.document.put(at, self.some_letters(page.actor)))

    def take_out(self, page: Page) -> None:
        if page.text:
            start = self.chance.randrange(len(page.text))
            end = min(len(page.text), start + self.chance.randint(1, 4))
            self.gone |= set(page.text[start:end])
            page.waiting.append(page.document.take_out(start, end))

    def send(self, page: Page) -> None:
        try:
            page.send()
        except SessionOver:
            self.catch_up(page)

    def catch_up(self, page: Page) -> None:
        """The session is over: what the log does not have goes there late, and the page comes anew."""
        writer = log.writers_of(page.session, the_session(page))[page.joined.client_id]
        mine = read_update(page.document.doc.get_update(), is_own=True)
        own = tuple(one for one in mine.structs if one.client == writer.client_id)
        page.waiting = [write_update(Update(own, mine.ranges))] if own or mine.ranges else []
        for outcome in page.send_late():
            assert isinstance(outcome, LateOutcome)
            if outcome.how is Late.KEPT:
                self.kept |= set(outcome.text)
        hear(page.session)
        page.join()

    def read(self, page: Page) -> None:
        page.read()

    def form(self, _page: Page) -> None:
        """Somebody without scripts has the version of now in the form, and saves it."""
        actor = self.chance.choice(self.form_writers)
        text = current_block(self.plan.session, self.block).content["text"]
        at = self.chance.randint(0, len(text))
        new = self.some_letters(actor)
        try:
            with self.plan.session.begin_nested():
                self.plan.edit(self.block, by=actor, text=f"{text[:at]}{new}{text[at:]}")
        except WriteConflict:
            for one in new:
                self.typed.pop(one, None)
        hear(self.plan.session)

    def save(self, page: Page) -> None:
        try:
            page.save()
        except SessionOver:
            return self.catch_up(page)
        hear(page.session)
        return None

    def come_back(self, page: Page) -> None:
        """The line was cut: everything of one's own is sent again."""
        if not the_session(page).is_open:
            return self.catch_up(page)
        again = page.waiting
        client = page.document
        joined = page.join(anew=False)
        page.document, page.waiting = client, again
        client.doc.apply_update(joined.state)
        return None

    def settle(self) -> None:
        for page in self.pages:
            self.send(page)
        for page in self.pages:
            if not the_session(page).is_open:
                self.catch_up(page)
        for page in self.pages:
            page.read()


def wrongly_attributed(crowd: Crowd, attributed: Attributed) -> list[str]:
    """The letters that are told as somebody else's than whoever typed them (None: from before or from outside)."""
    names = {page.actor.acting_for_id: page.actor.acting_for_name for page in crowd.pages}
    whose = [author for length, author in attributed.runs for _ in range(length)]
    assert any(whose)
    return [
        letter
        for letter, author in zip(attributed.text, whose, strict=True)
        if author is not None and letter in crowd.typed and names[author.organisation_id] != crowd.typed[letter]
    ]


@pytest.mark.parametrize("seed", range(4))
def test_all_say_the_same_and_every_letter_is_whose_it_was(session, seed):
    crowd = Crowd(session, seed)
    session_ids = set()

    for _ in range(STEPS):
        crowd.step()
        session_ids |= {page.id for page in crowd.pages}
    crowd.settle()

    [live] = {the_session(page) for page in crowd.pages}
    said = text_of(log.document(session, live))
    assert {page.text for page in crowd.pages} == {said}
    attributed = attribute(log.entries(session, live))
    assert attributed.text == said
    assert wrongly_attributed(crowd, attributed) == []
    for one in session_ids:
        assert keeping.is_whole(session, session.get_one(LiveSession, one))
    crowd.save(crowd.pages[0])
    kept = current_block(session, crowd.block).content["text"]
    count = Counter(kept)
    standing = [one for one in crowd.typed if one not in crowd.gone and one not in crowd.kept]
    assert {one: count[one] for one in standing} == dict.fromkeys(standing, 1)
    assert all(count[one] <= 1 for one in crowd.typed)
