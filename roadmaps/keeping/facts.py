"""What a database tells of itself, whichever version made its tables: asked of a copy, and again of what was made of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnClause, column, func, inspect, select, table
from sqlalchemy.engine import Connection

from roadmaps.journal.chain import NOTHING_YET, Head

# Made anew by each database in its own way.
_MADE_BY_HAND = "search_words"


@dataclass(frozen=True)
class Facts:
    """The facts. `digests` are the hashes of the contents that files of the site have, and that are to be there."""

    migration: str
    rows: dict[str, int]
    head: Head
    digests: frozenset[str]
    letters_waiting: int


def facts_of(connection: Connection) -> Facts:
    """Everything, as one transaction sees it."""
    names = [name for name in sorted(inspect(connection).get_table_names()) if not name.startswith(_MADE_BY_HAND)]
    return Facts(
        migration=_migration(connection, names),
        rows={name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names},
        head=_head(connection, names),
        digests=_digests(connection, names),
        letters_waiting=_letters_waiting(connection, names),
    )


def is_empty(connection: Connection) -> bool:
    """Whether there are no tables at all."""
    return not inspect(connection).get_table_names()


def gone_now(connection: Connection, digests: frozenset[str]) -> frozenset[str]:
    """Those contents that no file needs any more."""
    return digests - _digests(connection, inspect(connection).get_table_names())


# Columns of tables as they may have been in any version.
def _column(name: str) -> ColumnClause[Any]:
    return column(name)


def _migration(connection: Connection, names: list[str]) -> str:
    if "alembic_version" not in names:
        return ""
    told = select(_column("version_num")).select_from(table("alembic_version"))
    return str(connection.execute(told).scalar() or "")


def _head(connection: Connection, names: list[str]) -> Head:
    if "journal_lines" not in names:
        return NOTHING_YET
    number, hash_ = _column("number"), _column("hash")
    newest = select(number, hash_).select_from(table("journal_lines")).order_by(number.desc()).limit(1)
    found = connection.execute(newest).first()
    return Head(found[0], found[1]) if found else NOTHING_YET


def _digests(connection: Connection, names: list[str]) -> frozenset[str]:
    if "files" not in names:
        return frozenset()
    kept = select(_column("sha256")).select_from(table("files")).where(_column("gone_at").is_(None))
    return frozenset(connection.execute(kept.distinct()).scalars())


def _letters_waiting(connection: Connection, names: list[str]) -> int:
    if "outgoing_mails" not in names:
        return 0
    waiting = select(func.count()).select_from(table("outgoing_mails"))
    still = _column("sent_at").is_(None), _column("given_up_at").is_(None)
    return connection.execute(waiting.where(*still)).scalar_one()
