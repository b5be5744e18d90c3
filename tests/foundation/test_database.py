from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Organisation
from roadmaps.foundation.database import COMPRESS_ABOVE_BYTES, Database, Moment, Packed
from roadmaps.foundation.ids import new_id
from tests.databases import ON_POSTGRESQL
from tests.factories.accounts import BEGINNING, an_organisation

LONG = "Skogen är en resurs för hela länet. " * 40

notes = Table(
    "notes", MetaData(), Column("id", Integer, primary_key=True), Column("at", Moment), Column("text", Packed)
)


@pytest.fixture
def book(session: Session) -> Session:
    """A session with a small table of its own."""
    notes.create(session.connection())
    return session


def kept(book: Session, **values: object):
    book.execute(insert(notes).values(id=1, **values))
    return book.execute(select(notes)).one()


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-5))], ids=str)
def test_a_moment_comes_back_as_the_same_moment_in_utc(book: Session, zone: timezone) -> None:
    told = datetime(2026, 11, 21, 0, 30, 15, 123456, tzinfo=zone)

    found = kept(book, at=told).at

    assert found == told
    assert found.tzinfo is UTC or found.utcoffset() == timedelta(0)


def test_moments_of_different_zones_are_compared_by_the_database_as_moments(book: Session) -> None:
    kept(book, at=datetime(2026, 11, 21, 1, 0, tzinfo=timezone(timedelta(hours=2))))

    earlier = select(notes.c.id).where(notes.c.at < datetime(2026, 11, 20, 23, 30, tzinfo=UTC))

    assert book.scalar(earlier) == 1


def test_a_moment_without_a_zone_is_refused(book: Session) -> None:
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        kept(book, at=datetime(2026, 11, 21, 9, 0))


@pytest.mark.parametrize("written", ["", "Skog.", "å" * COMPRESS_ABOVE_BYTES, LONG, "z", "\u2028\x00"], ids=len)
def test_a_packed_text_comes_back_as_it_was(book: Session, written: str) -> None:
    assert kept(book, text=written).text == written


def test_nothing_packed_is_nothing(book: Session) -> None:
    assert kept(book, text=None).text is None


def test_long_texts_take_less_room_and_short_ones_no_more_than_a_byte_more(book: Session) -> None:
    kept(book, text=LONG)
    book.execute(insert(notes).values(id=2, text="Skog."))

    sizes = book.scalars(text("SELECT length(text) FROM notes ORDER BY id")).all()

    assert sizes[0] < len(LONG.encode()) / 4
    assert sizes[1] == len(b"Skog.") + 1


def test_a_second_writer_waits_for_the_first_and_both_are_kept(fresh_database: Database) -> None:
    first_has_begun, second_is_done = Event(), Event()

    def write_as_second() -> None:
        first_has_begun.wait(5)
        with fresh_database.writing() as session:
            session.scalar(select(func.count()).select_from(Organisation))
            an_organisation(session, "Coompanion")
            session.commit()
        second_is_done.set()

    second = Thread(target=write_as_second)
    second.start()
    with fresh_database.writing() as session:
        session.scalar(select(func.count()).select_from(Organisation))
        an_organisation(session, "Torsta")
        first_has_begun.set()
        second_overtook = second_is_done.wait(0.3)
        session.commit()
    second.join(10)

    with fresh_database.reading() as session:
        assert set(session.scalars(select(Organisation.name))) == {"Torsta", "Coompanion"}
    assert ON_POSTGRESQL or not second_overtook


def test_many_writers_at_once_are_all_kept(fresh_database: Database) -> None:
    def write(name: str) -> None:
        with fresh_database.writing() as session:
            session.scalar(select(func.count()).select_from(Organisation))
            an_organisation(session, name)
            session.commit()

    writers = [Thread(target=write, args=[f"Organisation {number}"]) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 12


def test_readers_do_not_wait_for_a_writer_and_see_what_was_kept_before(fresh_database: Database) -> None:
    with fresh_database.writing() as writer:
        an_organisation(writer, "Torsta")

        with fresh_database.reading() as reader:
            seen = reader.scalar(select(func.count()).select_from(Organisation))

        writer.rollback()
    assert seen == 0


def test_all_that_a_reader_sees_is_of_one_moment(fresh_database: Database) -> None:
    count = select(func.count()).select_from(Organisation)
    with fresh_database.reading() as reader:
        before = reader.scalar(count)
        with fresh_database.writing() as writer:
            an_organisation(writer, "Torsta")
            writer.commit()
        after = reader.scalar(count)
    with fresh_database.reading() as another:
        now = another.scalar(count)

    assert (before, after, now) == (0, 0, 1)


def test_what_a_reader_changes_is_not_kept(fresh_database: Database) -> None:
    with fresh_database.reading() as session:
        an_organisation(session)

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_a_row_cannot_point_at_nothing(session: Session) -> None:
    session.add(Membership(person_id=new_id(), organisation_id=new_id(), from_on=BEGINNING))

    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.skipif(ON_POSTGRESQL, reason="only SQLite has these")
def test_an_acknowledged_commit_survives_a_lost_power_supply(fresh_database: Database) -> None:
    with fresh_database.writing() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert session.scalar(text("PRAGMA secure_delete")) == 1


@pytest.mark.parametrize(
    "spelled", ["postgres://me@db/site", "postgresql://me@db/site", "postgresql+psycopg://me@db/site"]
)
def test_the_driver_that_ships_is_used_however_the_address_is_spelled(spelled: str) -> None:
    database = Database(spelled)

    assert str(database.engine.url) == "postgresql+psycopg://me@db/site"
    assert not database.is_sqlite


def test_identities_made_later_come_later_in_order() -> None:
    made = [new_id() for _ in range(1000)]

    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_two_databases_do_not_know_each_other(tmp_path: Path, session: Session) -> None:
    other = Database(f"sqlite:///{tmp_path / 'other.sqlite'}")

    with other.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    other.close()
