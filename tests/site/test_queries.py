"""How many questions a page asks of the database: as many for a large roadmap with much said about it as for a small one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.discussion.models import Thread
from roadmaps.discussion.rules import open_thread, reply
from tests.browsing import Browser
from tests.factories.consultation import a_consultation
from tests.factories.roadmap import AT, a_plan, a_voice
from tests.factories.suggestions import a_suggestion, an_edit

FEW, MANY = 2, 6
# More than what fits on one page of the history.
LONG = 60


class Busy:
    """A roadmap that can be made to hold more of everything."""

    def __init__(self, session: Session) -> None:
        self.session, self.plan = session, a_plan(session)
        self.size = 0
        self.goals: list[UUID] = []
        self.threads: list[UUID] = []

    def grow(self, size: int) -> None:
        """Let there be so many of each."""
        for number in range(self.size, size):
            self._add(number)
        self.size = size
        self.session.flush()

    def _add(self, number: int) -> None:
        plan = self.plan
        goal = plan.add("goal", f"Mål {number}", text="Mer av råvaran förädlas i länet.")
        self.goals.append(goal)
        writer = a_voice(self.session, plan.roadmap, Role.EDITOR, f"Skribent {number}", f"Bygdens vänner {number}")
        activity = plan.add("activity", f"Aktivitet {number}", goal=str(goal), start="2026", end="2027", by=writer)
        plan.part(activity, writer.organisations[0][0], "leads")
        plan.add("milestone", f"Delsteg {number}", under=activity, due="2026-Q4")
        plan.add("need", f"Behov {number}", text="Små företag saknar lokaler.")
        plan.add("indicator", f"Indikator {number}", measures=str(goal), unit="företag", baseline="1", target="2")
        plan.add("goal_conflict", f"Konflikt {number}", between=[str(goal)], text="Fler besök stör.")
        plan.edit(goal, text=f"Mer av råvaran förädlas i länet, och gång {number} säljs den.", by=writer)
        self._talk(goal, writer, number)
        a_suggestion(self.session, plan, an_edit(plan, goal, title=f"Bättre mål {number}"), by=plan.others["actor"])

    def add(self, count: int, what: str) -> None:
        """Let there be more of one thing: blocks, threads on one block, what is said in one thread, or edits of one block."""
        plan, goal = self.plan, self.goals[0]
        for number in range(count):
            at = AT + timedelta(minutes=number)
            match what:
                case "blocks":
                    plan.add("goal", f"Ytterligare mål {number}", text="Mer mat odlas i länet.")
                case "threads":
                    body = f"Vad menas med {number}?"
                    open_thread(self.session, plan.roadmap, body=body, block_id=goal, actor=plan.leader, at=at)
                case "comments":
                    thread = self.session.get_one(Thread, self.threads[0])
                    reply(self.session, thread, body=f"Svar {number}.", actor=plan.leader, at=at)
                case "edits":
                    plan.edit(goal, text=f"Mer av råvaran förädlas i länet, och gång {number} äts den upp.")
        self.session.flush()

    def _talk(self, goal: UUID, writer: Actor, number: int) -> None:
        body = f"Hur mycket förädlas {number}?"
        thread = open_thread(
            self.session, self.plan.roadmap, body=body, block_id=goal, actor=writer, at=AT + timedelta(minutes=number)
        )
        reply(self.session, thread, body="Det mesta.", actor=self.plan.leader, at=AT + timedelta(hours=1))
        self.threads.append(thread.id)


PAGES = {
    "the roadmap": "/areas/{slug}/roadmap",
    "its history": "/areas/{slug}/roadmap/history",
    "one revision": "/areas/{slug}/roadmap/revisions/{number}",
    "a comparison": "/areas/{slug}/roadmap/compare?from=1&to={number}",
    "the history of a block": "/blocks/{goal}/history",
    "the form of a block": "/blocks/{goal}/edit",
    "threads": "/areas/{slug}/threads",
    "one thread": "/threads/{thread}",
    "suggestions": "/areas/{slug}/suggestions",
    "what was found": "/search?q=förädlas",
    "the area": "/areas/{slug}",
    "the county": "/county",
    "activities": "/areas/{slug}/activities",
    "activities of the county": "/county/activities",
    "the timeline": "/areas/{slug}/timeline",
    "the timeline of the county": "/county/timeline",
    "responsibilities": "/areas/{slug}/responsibilities",
    "indicators": "/areas/{slug}/indicators",
    "conflicts": "/areas/{slug}/conflicts",
    "logic": "/areas/{slug}/logic",
    "the front page": "/",
    "people": "/people",
    "organisations": "/organisations",
    "the desk": "/desk",
    "their threads": "/me/threads",
    "what they follow": "/me/following",
}

LONG_PAGES = {
    name: PAGES[name]
    for name in ("the roadmap", "its history", "one revision", "a comparison", "the history of a block", "threads",
                 "one thread", "the desk")
}  # fmt: skip


def _statements(client: Browser, busy: Busy, pages: Mapping[str, str] = PAGES) -> dict[str, int]:
    """For each page that is there for the reader, how many statements it takes."""
    facts = {
        "slug": busy.plan.slug,
        "number": busy.plan.number,
        "goal": busy.goals[0],
        "thread": busy.threads[0],
    }
    return _counts(client, {name: address.format(**facts) for name, address in pages.items()})


def _counts(client: Browser, addresses: dict[str, str]) -> dict[str, int]:
    counts = {}
    for name, address in addresses.items():
        with _counted(client.session) as statements:
            answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == 200:
            counts[name] = len(statements)
    return counts


@contextmanager
def _counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        # Savepoints are how a unit of work joins the transaction of a test.
        if "SAVEPOINT" not in statement:
            statements.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)


@pytest.fixture
def busy(session: Session) -> Busy:
    busy = Busy(session)
    busy.grow(FEW)
    return busy


@pytest.mark.parametrize("who", ["somebody without an account", "the leader", "a coordinator"])
def test_a_page_asks_as_often_however_much_there_is_to_show(who: str, client: Browser, busy: Busy) -> None:
    reader = {"the leader": busy.plan.leader, "a coordinator": busy.plan.others["coordinator"]}.get(who)
    if reader:
        client.sign_in(busy.session.get_one(Person, reader.person_id))

    few = _statements(client, busy)
    busy.grow(MANY)
    many = _statements(client, busy)

    grown = {name: many[name] - few[name] for name in few if many[name] > few[name]}
    assert not grown, f"ask for all at once what these ask for one by one: {grown}"
    assert len(few) >= (12 if reader is None else 20)


@pytest.mark.parametrize("what", ["blocks", "threads", "comments", "edits"])
def test_what_was_written_and_said_is_asked_for_as_often_however_long_it_is(
    what: str, client: Browser, busy: Busy
) -> None:
    client.sign_in(busy.session.get_one(Person, busy.plan.leader.person_id))
    # The first look at a page is a visit, after which it tells what is new.
    _statements(client, busy, LONG_PAGES)

    busy.add(1, what)
    few = _statements(client, busy, LONG_PAGES)
    busy.add(LONG, what)
    many = _statements(client, busy, LONG_PAGES)

    assert few.keys() == LONG_PAGES.keys()
    grown = {name: many[name] - few[name] for name in few if many[name] > few[name]}
    assert not grown, f"ask for all at once what these ask for one by one: {grown}"


def test_a_consultation_asks_as_often_however_many_have_answered(client: Browser, session: Session) -> None:
    held = a_consultation(session)
    names = [f"Organisation {number}" for number in range(MANY)]
    held.open(*names)
    client.sign_in(session.get_one(Person, held.leader.person_id))
    addresses = {name: f"{held.address}{name}" for name in ("", "/points", "/compilation", "/registry")}

    for name in names[:FEW]:
        held.answer(name)
    few = _counts(client, addresses)
    for name in names[FEW:]:
        held.answer(name)
    many = _counts(client, addresses)

    assert len(few) == len(addresses)
    assert {name: many[name] - few[name] for name in few if many[name] > few[name]} == {}
