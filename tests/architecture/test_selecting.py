"""What is left out on PostgreSQL opens no database: `tests/selecting.py` goes by what tests and fixtures ask for."""

from pathlib import Path

import pytest

from tests.databases import new_address


@pytest.fixture
def refused_in_a_fixture(tmp_path: Path, fresh_database: object) -> str:
    with pytest.raises(AssertionError) as refused:
        new_address(tmp_path)
    return str(refused.value)


def test_a_test_that_has_not_asked_for_a_database_opens_none(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="database_of_the_run"):
        new_address(tmp_path)


def test_a_test_that_has_asked_opens_one(tmp_path: Path, database_of_the_run: None) -> None:
    assert "://" in new_address(tmp_path)


def test_a_fixture_asks_by_itself_whatever_its_test_has_asked_for(refused_in_a_fixture: str) -> None:
    assert "database_of_the_run" in refused_in_a_fixture
