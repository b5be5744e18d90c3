"""What has been deleted cannot be read in the file of the database either."""

from pathlib import Path

from sqlalchemy import delete

from roadmaps.app import know_every_table
from roadmaps.chores.models import ChoreRun
from roadmaps.foundation.database import Base, Database
from roadmaps.search.entries import Entry
from roadmaps.search.index import index_of

FEW = 40


def test_the_file_of_the_database_holds_nothing_of_what_was_deleted(tmp_path: Path) -> None:
    know_every_table()
    path = tmp_path / "site.sqlite"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    for number in range(1, FEW):
        with database.writing() as session:
            words = "Sigbritt Fjällman" if number == FEW // 2 else "Skogen"
            index_of(session).put(session, [Entry(number, words, words)])
            session.add(ChoreRun(name=f"Fjällman {number}"))
            session.commit()

    with database.writing() as session:
        index_of(session).forget(session, [FEW // 2])
        index_of(session).wipe(session)
        session.execute(delete(ChoreRun))
        session.commit()
    database.overwrite_what_was_deleted()
    beside = path.with_name("site.sqlite-wal").read_bytes()
    assert b"jallman" not in beside
    assert "Fjällman".encode() not in beside
    database.close()

    data = path.read_bytes()
    assert b"kogen" in data
    assert b"jallman" not in data
    assert "Fjällman".encode() not in data
