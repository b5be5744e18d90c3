"""Nothing is kept about people that the register does not tell of."""

from sqlalchemy import MetaData

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base
from roadmaps.privacy.register import REGISTER, columns_about_people


def the_tables() -> MetaData:
    """Every table of every room."""
    know_every_table()
    return Base.metadata


def test_every_column_that_leads_to_a_person_is_in_the_register():
    found = columns_about_people(the_tables())

    missing = {
        table: sorted(columns - REGISTER[table].about_people if table in REGISTER else columns)
        for table, columns in found.items()
        if table not in REGISTER or columns - REGISTER[table].about_people
    }
    assert not missing, (
        "tell in roadmaps/privacy/register why these are kept, for how long, and what erasure does, and then run "
        f"`python -m tests.privacy_table`: {missing}"
    )


def test_the_register_names_no_table_or_column_that_is_not_there():
    tables = the_tables().tables

    unknown = [
        f"{one.table}.{column}"
        for one in REGISTER.values()
        for column in (
            *one.about_people,
            *one.secrets,
            *one.bulky,
            *one.cleared,
            *one.goes_when,
            *(one.through.columns.values() if one.through else ()),
        )
        if one.table not in tables or column not in tables[one.table].columns
    ]
    assert not unknown


def test_what_is_secret_by_its_name_is_given_to_nobody():
    open_secrets = [
        f"{one.table}.{column.name}"
        for one in REGISTER.values()
        for column in the_tables().tables[one.table].columns
        if any(word in column.name for word in ("hash", "secret", "token", "sealed", "account_key"))
        and column.name not in one.secrets
        and column.name not in {"has_secret", "is_secret", "sha256", "source_sha256"}
    ]
    assert not open_secrets


def test_what_is_cleared_belongs_to_rows_that_stay():
    odd = [one.table for one in REGISTER.values() if one.cleared and one.fate != "stays"]

    assert not odd
