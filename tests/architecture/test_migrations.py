import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, Database
from roadmaps.migrating import is_told_by_models, is_up_to_date, migrate, step_back
from tests.architecture.house import ROOT
from tests.databases import drop, new_address

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))
REMEDY = 'Write the difference down with: make migration name="what changes"'


@pytest.fixture
def empty(tmp_path: Path, database_of_the_run: None) -> Iterator[Database]:
    database = Database(new_address(tmp_path))
    yield database
    drop(database)


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    numbers = [path.name[:5] for path in VERSIONS]

    assert numbers == [f"{number:04}_" for number in range(1, len(VERSIONS) + 1)], (
        "Name them 0001_what_changes.py and so on."
    )


def test_the_migrations_make_the_tables_that_the_models_say(empty: Database, fresh_database: Database) -> None:
    know_every_table()

    migrate(empty)

    with empty.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": is_told_by_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == [], REMEDY
    assert shape_of(empty) == shape_of(fresh_database), REMEDY
    assert is_up_to_date(empty)


def test_every_migration_can_be_taken_back_and_made_again(empty: Database) -> None:
    shapes = [shape_of(empty)]
    for path in VERSIONS:
        migrate(empty, to=path.name[:4])
        shapes.append(shape_of(empty))

    for path, before in zip(reversed(VERSIONS), reversed(shapes[:-1]), strict=True):
        step_back(empty, to=_before(path))
        assert shape_of(empty) == before, f"{path.name}: downgrade does not undo what upgrade does."
    assert not is_up_to_date(empty)
    migrate(empty)

    assert shape_of(empty) == shapes[-1]


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrate(empty)
    before = shape_of(empty)

    migrate(empty)

    assert shape_of(empty) == before


def test_migrations_do_not_use_the_code_of_the_product() -> None:
    using = [path.name for path in VERSIONS if re.search(r"^\s*(from|import) roadmaps", path.read_text(), re.MULTILINE)]

    assert not using, f"{using}: a migration must still mean the same when the code has changed. Write plain columns."


def shape_of(database: Database) -> dict[str, Any]:
    """What the database itself tells about each table."""
    inspector = inspect(database.engine)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"], column.get("comment"))
                for column in inspector.get_columns(name)
            },
            "key": inspector.get_pk_constraint(name),
            "unique": _by_name(inspector.get_unique_constraints(name)),
            "indexes": _by_name(inspector.get_indexes(name)),
            "references": _by_name(inspector.get_foreign_keys(name)),
            "checks": {check["name"]: _plain(check["sqltext"]) for check in inspector.get_check_constraints(name)},
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def _by_name(facts: list[Any]) -> dict[str, Any]:
    return {str(fact["name"]): _as_text(fact) for fact in facts}


def _as_text(fact: Any) -> Any:
    """The condition of a partial index is an object that equals nothing but itself; its text is compared."""
    if isinstance(fact, dict):
        return {key: _as_text(value) for key, value in fact.items()}
    return fact if isinstance(fact, list) else str(fact)


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _before(path: Path) -> str:
    number = int(path.name[:4]) - 1
    return f"{number:04}" if number else "base"
