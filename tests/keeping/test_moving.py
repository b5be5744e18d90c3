"""Everything comes over to the other database as it was, or nothing does; and it goes back the same way."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, String, Table, Text, Uuid, func, select, text
from sqlalchemy.exc import DBAPIError

from roadmaps import doctor
from roadmaps.app import create_app
from roadmaps.chores.models import ChoreRun
from roadmaps.config import Settings
from roadmaps.foundation.database import Database, ExactNumber, Moment, Packed, one_of
from roadmaps.keeping import rows
from roadmaps.keeping.moving import move, tables
from roadmaps.keeping.troubles import DoesNotFit, InUse, NotEmpty
from tests.keeping.installations import Installation, furnish

AT = datetime(2026, 11, 21, 9, 0, 0, 123456, UTC)


class Word(StrEnum):
    ONE = "one"


@pytest.fixture
def target(a_postgresql: Callable[..., str]) -> Database:
    """A PostgreSQL with the tables as the models say, and nothing in them."""
    database = Database(a_postgresql())
    furnish(database)
    yield database
    database.close()


def test_the_demo_moves_to_postgresql_and_back(
    site: Installation, target: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    moved = move(site.database, target, tell=told.append)

    assert moved.rows > 2_000
    assert moved.faults == []
    assert moved.findable > 100
    assert len(told) == len(tables())
    assert any(line.startswith("revisions: ") and line.endswith("the same in both") for line in told)
    the_journal_is_only_added_to(target)
    the_site_is_well_and_answers(site, target)

    back = Database(f"sqlite:///{tmp_path / 'back.sqlite'}")
    furnish(back)
    with target.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    assert move(target, back).sums == moved.sums
    back.close()


def the_journal_is_only_added_to(database: Database) -> None:
    with pytest.raises(DBAPIError, match="only added to"), database.engine.begin() as connection:
        connection.execute(text("UPDATE journal_lines SET what = '{}'"))


def the_site_is_well_and_answers(site: Installation, target: Database) -> None:
    settings = Settings(
        database_url=target.url, secret_key=site.settings.secret_key, data_dir=site.settings.data_dir, is_testing=True
    )
    app = create_app(settings, target)
    amiss = [one.sentence for one in doctor.examine(app, is_thorough=True) if not one.is_well]
    assert [one for one in amiss if "site's own work" not in one] == []
    reader = app.test_client()
    assert reader.get("/").status_code == 200
    assert "Skog" in reader.get("/search?q=skog").text


def test_a_site_that_runs_is_not_moved(site: Installation, target: Database) -> None:
    other = Database(site.database.url)
    with other.reading() as reader:
        reader.scalars(select(ChoreRun)).all()

    # Nobody reads or writes just now, but a process has it open.
    with pytest.raises(InUse, match="Stop the site"):
        move(site.database, target)

    other.close()
    assert is_untouched(target)


def test_nothing_is_moved_to_where_something_is(site: Installation, target: Database) -> None:
    with target.engine.begin() as connection:
        connection.execute(text("INSERT INTO chore_runs (name, last_error) VALUES ('digests', '')"))

    with pytest.raises(NotEmpty):
        move(site.database, target)


def test_what_the_new_database_cannot_keep_stops_everything_and_can_be_mended(
    site: Installation, target: Database
) -> None:
    with site.database.engine.begin() as connection:
        connection.execute(text("INSERT INTO chore_runs (name, last_error) VALUES ('a', 'no' || char(0) || 'thing')"))

    with pytest.raises(DoesNotFit, match="chore_runs"):
        move(site.database, target)

    assert is_untouched(target)
    with site.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM chore_runs WHERE name = 'a'"))
    assert move(site.database, target).rows > 2_000


def test_every_sort_of_value_comes_over_as_it_was(tmp_path: Path, a_postgresql: Callable[..., str]) -> None:
    table = Table(
        "sorts",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("uuid", Uuid),
        Column("moment", Moment),
        Column("day", Date),
        Column("truth", Boolean),
        Column("number", ExactNumber),
        Column("word", one_of(Word, "word_known")),
        Column("short", String(40)),
        Column("long", Text),
        Column("packed", Packed),
        Column("json", JSON),
    )
    old, new, back = (
        Database(url) for url in (f"sqlite:///{tmp_path / 'a'}", a_postgresql(), f"sqlite:///{tmp_path / 'b'}")
    )
    for database in (old, new, back):
        table.create(database.engine)
    long = "å Ω 🌲 \u2028 ’ \x01 \\ %s :name " * 9_000
    local = datetime(2026, 3, 29, 3, 30, 0, 1, timezone(timedelta(hours=2)))
    with old.engine.begin() as connection:
        connection.execute(
            table.insert(),
            [
                {
                    "id": 1, "uuid": UUID(int=2**127 + 7), "moment": AT, "day": AT.date(), "truth": True, "word": Word.ONE,
                    "number": Decimal("12345678901234567.120300"), "short": "Gaaltije", "long": long, "packed": long,
                    "json": {"z": [1, None, "🌲"], "a": 0.1, "tom": {}},
                },
                {
                    "id": 2, "uuid": UUID(int=0), "moment": local, "day": AT.date(), "truth": False, "word": None,
                    "number": Decimal("-0.5"), "short": "", "long": "", "packed": "", "json": None,
                },
            ],
        )  # fmt: skip
        connection.execute(text("INSERT INTO sorts (id) VALUES (3)"))

    for one, other in ((old, new), (new, back)):
        with one.engine.connect() as reading, other.engine.begin() as writing:
            for some in rows.pieces(reading, table):
                rows.put(writing, table, some)

    found = [sum_in(database, table) for database in (old, new, back)]
    assert found[0] == found[1] == found[2]
    assert found[0].count == 3
    with new.engine.connect() as connection:
        first = connection.execute(select(table).where(table.c.id == 1)).one()
        assert (first.long, first.packed, first.number) == (long, long, Decimal("12345678901234567.1203"))
        is_null = select(table.c.id).where(table.c.json.is_(None)).order_by(table.c.id)
        assert connection.scalars(is_null).all() == [3]
    with old.engine.begin() as connection:
        connection.execute(table.update().where(table.c.id == 1).values(short="gaaltije"))
    assert sum_in(old, table) != found[1]
    for database in (old, new, back):
        database.close()


def sum_in(database: Database, table: Table) -> rows.Sum:
    with database.engine.connect() as connection:
        return rows.sum_of(connection, table)


def is_untouched(database: Database) -> bool:
    with database.engine.connect() as connection:
        return not any(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables())
