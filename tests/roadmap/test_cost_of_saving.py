"""What a save asks of the database does not grow with what there is beside the text that is saved."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.discussion.models import Found
from roadmaps.following.models import SubjectSort
from roadmaps.following.rules import follow
from roadmaps.following.subjects import Subject
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import Change
from roadmaps.revisions.states import current
from roadmaps.roadmap.rules import write_blocks
from tests.browsing import Browser
from tests.factories.discussion import AT, GOAL_TEXT, Place, a_place, a_thread, a_voice

QUOTES = ("skogens råvara", "delar kunskap", "marknader och teknik")


def test_a_save_asks_as_often_beside_many_blocks_threads_and_followers(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(session.get_one(Person, place.editor.person_id))
    a_thread(session, place, quote=QUOTES[0])
    save(client, session, place, "Inledning.")
    alone = save(client, session, place, "Första gången.")

    add_blocks(session, place, 40)
    threads = [a_thread(session, place, f"Fråga {number}", quote=QUOTES[number % 3]) for number in range(12)]
    for number in range(8):
        voice = a_voice(session, place.roadmap, Role.ACTOR, f"Följare {number}", f"Förening {number}")
        follow(session, Subject(SubjectSort.BLOCK, place.goal, "", ""), actor=voice, at=AT)
    take_recorded(session)
    among_many = save(client, session, place, "Andra gången.")

    assert len(among_many) == len(alone), "\n".join([*alone, "---", *among_many])
    session.expire_all()
    assert {thread.found for thread in threads} == {Found.MOVED}


def test_a_save_is_one_transaction(client: Browser, session: Session) -> None:
    place = a_place(session)
    client.sign_in(session.get_one(Person, place.editor.person_id))
    save(client, session, place, "Inledning.")
    kept: list[object] = []
    units = client.application.extensions["units_of_work"]
    units.let_witness(lambda *_: kept.append(1))
    try:
        save(client, session, place, "Första gången.")
    finally:
        units.witnesses.pop()

    assert len(kept) == 1


def save(client: Browser, session: Session, place: Place, first: str) -> list[str]:
    """Save the goal with other words at its beginning; return what the database was asked for meanwhile."""
    session.expire_all()
    number = current(session, place.roadmap.history).number
    session.flush()
    fields = {"title": "Förädla mer här", "text": f"{first} {GOAL_TEXT}", "based_on": str(number)}
    with asked(session) as statements:
        assert client.post(f"/blocks/{place.goal}/edit", data=fields).status_code == 303
    return statements


@contextmanager
def asked(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(" ".join(statement.split())[:160])

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def add_blocks(session: Session, place: Place, count: int) -> None:
    changes = [Change(new_id(), 0, kind="goal", content={"title": f"Mål {number}"}) for number in range(count)]
    write_blocks(session, place.roadmap, changes, actor=place.editor, at=AT)
