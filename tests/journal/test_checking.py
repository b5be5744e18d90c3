"""What has been changed afterwards is found: a thousand ways of changing it, tried one by one.

Whoever tampers has the whole database, and no triggers in the way.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.ids import new_id
from roadmaps.journal import rules
from roadmaps.journal.chain import FIRST, Head, address_hash, hash_of
from roadmaps.journal.checking import Check, Fault, PublishedHead
from roadmaps.journal.events import AddressesForgotten
from roadmaps.journal.models import JournalAddress, JournalLine, JournalMark
from roadmaps.journal.queries import head
from roadmaps.journal.reading import as_text, forgotten_in, lines_in, lines_of_text, strays
from roadmaps.journal.telling import what_was_done
from roadmaps.web.circumstances import NOWHERE
from tests.databases import ON_POSTGRESQL
from tests.factories.journal import a_line, some_lines

LINES = 16
TAMPERINGS = 1_000
LINE, MARK, ADDRESS = JournalLine.__table__, JournalMark.__table__, JournalAddress.__table__


def faults(session: Session, heads: list[PublishedHead] | None = None) -> list[Fault]:
    check = Check(heads or [], forgotten_in(session))
    return [*check.go_through(lines_in(session)), *strays(session)]


def is_found(session: Session, heads: list[PublishedHead]) -> bool:
    """Whether anything is wrong; what more is wrong is not asked."""
    check = Check(heads, forgotten_in(session))
    return any(True for _ in chain(check.go_through(lines_in(session)), strays(session)))


@pytest.fixture
def journal(fresh_database: Database, at: datetime) -> Iterator[Session]:
    """A journal of sixteen lines in a database where nothing stands in the way of changing it."""
    with fresh_database.writing() as session:
        some_lines(session, LINES, at=at)
        session.commit()
        for table, acts in (
            ("journal_lines", ("update", "delete")),
            ("journal_marks", ("update", "delete")),
            ("journal_addresses", ("update",)),
        ):
            for act in acts:
                session.execute(text(f"DROP TRIGGER {table}_no_{act}" + (f" ON {table}" if ON_POSTGRESQL else "")))
        session.commit()
        yield session


def test_an_untouched_journal_has_no_faults(journal: Session) -> None:
    newest = head(journal)

    assert faults(journal, [PublishedHead(newest.number, newest.hash, "heads.txt")]) == []


# ——— a thousand tamperings ———

Tampering = Callable[[Connection, random.Random], None]


def _number(chance: random.Random) -> int:
    return chance.randint(1, LINES)


def another(value: Any, chance: random.Random) -> Any:
    """A value of the same type that is not this one."""
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 1000])
    if isinstance(value, datetime):
        return value + timedelta(microseconds=chance.choice([1, -1, 86_400_000_000]))
    if isinstance(value, bytes):
        return bytes([value[0] ^ (1 << chance.randrange(8))]) + value[1:]
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        return value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]
    return new_id() if value is None or not isinstance(value, str) else "0" * 64


def change_a_column(connection: Connection, chance: random.Random, *, apart: str = "") -> None:
    column = chance.choice([one for one in LINE.columns if one.name not in {"entrance", "outcome", "number", apart}])
    number = _number(chance)
    old = connection.scalar(select(column).where(LINE.c.number == number))
    new = None if old is not None and column.nullable and chance.random() < 0.3 else another(old, chance)
    connection.execute(LINE.update().where(LINE.c.number == number).values({column.name: new}))


def change_a_word(connection: Connection, chance: random.Random) -> None:
    column, words = chance.choice([("entrance", ["live", "command", "chore"]), ("outcome", ["refused", "failed"])])
    connection.execute(LINE.update().where(LINE.c.number == _number(chance)).values({column: chance.choice(words)}))


def change_a_column_and_its_hash(connection: Connection, chance: random.Random) -> None:
    """As above, and the line's own hash made anew: the next line tells, or what has been published."""
    change_a_column(connection, chance, apart="hash")
    for row in connection.execute(select(LINE)).mappings().all():
        made = hash_of(row, row["previous_hash"])
        connection.execute(LINE.update().where(LINE.c.number == row["number"]).values(hash=made))


def remove_a_line(connection: Connection, chance: random.Random) -> None:
    connection.execute(LINE.delete().where(LINE.c.number == _number(chance)))


def remove_a_line_and_all_beside_it(connection: Connection, chance: random.Random) -> None:
    number = _number(chance)
    for table in (LINE, MARK, ADDRESS):
        connection.execute(table.delete().where(table.c.number == number))


def cut_off_the_end(connection: Connection, chance: random.Random) -> None:
    number = _number(chance)
    for table in (LINE, MARK, ADDRESS):
        connection.execute(table.delete().where(table.c.number >= number))


def put_a_line_in_between(connection: Connection, chance: random.Random) -> None:
    """A copy of a line under a number of its own, the ones after it moved on."""
    place = _number(chance)
    copied = dict(connection.execute(select(LINE).where(LINE.c.number == _number(chance))).mappings().one())
    for table in (LINE, MARK, ADDRESS):
        connection.execute(table.update().where(table.c.number >= place).values(number=table.c.number + 1_000_000))
        connection.execute(table.update().where(table.c.number > 1_000_000).values(number=table.c.number - 999_999))
    connection.execute(insert(LINE).values({**copied, "number": place}))


def put_a_line_at_the_end(connection: Connection, chance: random.Random) -> None:
    copied = dict(connection.execute(select(LINE).where(LINE.c.number == _number(chance))).mappings().one())
    connection.execute(insert(LINE).values({**copied, "number": LINES + chance.choice([1, 2, 50])}))


def swap_two_lines(connection: Connection, chance: random.Random) -> None:
    one, other = chance.sample(range(1, LINES + 1), 2)
    for number, to in ((one, 999), (other, one), (999, other)):
        connection.execute(LINE.update().where(LINE.c.number == number).values(number=to))


def make_the_chain_anew(connection: Connection, chance: random.Random) -> None:
    """One who knows how: a line changed or taken away, and every hash, mark and number after it made to fit."""
    number = _number(chance)
    rows = [dict(one) for one in connection.execute(select(LINE).order_by(LINE.c.number)).mappings()]
    if chance.random() < 0.5:
        rows[number - 1]["door"] = "accounts.sign_out"
    else:
        del rows[number - 1]
    for table in (LINE, MARK, ADDRESS):
        connection.execute(table.delete())
    previous = FIRST
    for place, row in enumerate(rows, start=1):
        row |= {"number": place, "previous_hash": previous}
        row["hash"] = previous = hash_of(row, previous)
        connection.execute(insert(LINE).values(row))


def change_what_a_line_is_found_by(connection: Connection, chance: random.Random) -> None:
    marks = connection.execute(select(MARK)).mappings().all()
    one = chance.choice(marks)
    same = (MARK.c.sort == one["sort"]) & (MARK.c.value == one["value"]) & (MARK.c.number == one["number"])
    act = chance.randrange(3)
    if act == 0:
        connection.execute(MARK.delete().where(same))
    elif act == 1:
        connection.execute(MARK.update().where(same).values(value=another(one["value"], chance)))
    else:
        connection.execute(insert(MARK).values(sort="person", value=str(new_id()), number=chance.randint(1, LINES + 5)))


def change_where_from(connection: Connection, chance: random.Random) -> None:
    one = chance.choice(connection.execute(select(ADDRESS)).mappings().all())
    same = ADDRESS.c.number == one["number"]
    act = chance.randrange(4)
    if act == 0:
        connection.execute(ADDRESS.delete().where(same))
    elif act == 1:
        connection.execute(ADDRESS.update().where(same).values(address=another(one["address"], chance)))
    elif act == 2:
        connection.execute(ADDRESS.update().where(same).values(salt=another(one["salt"], chance)))
    else:
        # Line 5 came from nowhere.
        connection.execute(insert(ADDRESS).values(number=5, address="192.0.2.1", salt=b"salt"))


TAMPERERS: list[Tampering] = [
    change_a_column,
    change_a_column,
    change_a_word,
    change_a_column_and_its_hash,
    remove_a_line,
    remove_a_line_and_all_beside_it,
    cut_off_the_end,
    put_a_line_in_between,
    put_a_line_at_the_end,
    swap_two_lines,
    make_the_chain_anew,
    change_what_a_line_is_found_by,
    change_where_from,
]


def test_a_thousand_tamperings_are_all_found(journal: Session) -> None:
    chance = random.Random(20261122)
    newest = head(journal)
    published = [PublishedHead(newest.number, newest.hash, "heads.txt")]
    journal.rollback()
    missed = []

    for number in range(TAMPERINGS):
        tamper = TAMPERERS[number % len(TAMPERERS)]
        tamper(journal.connection(), chance)
        if not is_found(journal, published):
            missed.append((number, tamper.__name__))
        journal.rollback()

    assert missed == []
    assert faults(journal, published) == []


def test_without_published_heads_a_chain_made_anew_looks_whole(journal: Session) -> None:
    make_the_chain_anew(journal.connection(), random.Random(1))
    bare = Check().go_through(lines_of_text(as_text(journal)))

    assert list(bare) == []


def test_an_export_can_be_checked_far_from_the_database(journal: Session) -> None:
    rows = list(as_text(journal))
    newest = head(journal)
    published = [PublishedHead(newest.number, newest.hash, "the letter of Monday")]

    assert len(rows) == LINES
    assert "192.0.2.7" not in "".join(rows)
    assert list(Check(published).go_through(lines_of_text(rows))) == []
    assert list(Check(published).go_through(lines_of_text(rows[:-1])))
    assert list(Check(published).go_through(lines_of_text([*rows[:3], "nonsense", *rows[4:]])))


# ——— network addresses ———


def test_addresses_can_be_thrown_away_after_their_time_and_the_chain_stays_whole(
    journal: Session, at: datetime
) -> None:
    kept = journal.scalars(select(JournalAddress.number)).all()

    count = rules.forget_addresses(journal, before=at + timedelta(minutes=10))
    note_forgotten(journal, at)

    assert count == len([number for number in kept if number <= 10])
    assert faults(journal) == []


def test_those_of_one_person_can_be_thrown_away_at_once(journal: Session, at: datetime) -> None:
    person = journal.scalars(select(JournalLine.person_id).where(JournalLine.person_id.is_not(None))).first()
    assert person is not None

    rules.forget_addresses_of(journal, person)
    note_forgotten(journal, at)

    left = select(JournalAddress.number).where(
        JournalAddress.number.in_(select(JournalLine.number).where(JournalLine.person_id == person))
    )
    assert journal.scalars(left).all() == []
    assert faults(journal) == []


def note_forgotten(session: Session, at: datetime) -> None:
    """Write the line that the unit of work would write of what has been thrown away."""
    (event,) = session.info["events"]
    assert isinstance(event, AddressesForgotten)
    rules.write_line(session, rules.Known(NOWHERE, what_was_done([event], [])), at=at)


def test_an_address_says_nothing_once_it_has_been_thrown_away() -> None:
    assert address_hash(b"one salt", "192.0.2.7") != address_hash(b"another", "192.0.2.7")


def test_a_head_of_nothing_is_no_fault(session: Session) -> None:
    assert head(session) == Head(0, FIRST)
    assert faults(session, [PublishedHead(0, FIRST, "heads.txt")]) == []


def test_lines_of_different_moments_may_stand_in_any_order_of_their_clocks(session: Session, at: datetime) -> None:
    a_line(session, at=at)
    a_line(session, at=at - timedelta(hours=1))

    assert faults(session) == []
