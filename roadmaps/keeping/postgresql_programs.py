"""pg_dump and pg_restore, which come with PostgreSQL: found, asked for their version, and run.

Passwords go by the environment, so that nobody reads them in the list of processes.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, make_url

from roadmaps.keeping.troubles import BadCopy, CannotRun

SETTING = "ROADMAPS_POSTGRESQL_PROGRAMS"
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def major(version: str) -> int:
    """The first number of a version of PostgreSQL, such as 18."""
    found = re.match(r"(\d+)", version)
    return int(found[1]) if found else 0


def dump(url: str, path: Path, *, snapshot: str, server: str, programs: Path | None) -> None:
    """Write what a transaction sees that has exported its snapshot to a file of pg_dump's own format.

    :raises CannotRun: when it could not be done
    """
    program = _found("pg_dump", programs, at_least=major(server))
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}"]
    _run([program, *words, f"--dbname={_without_password(url)}"], url)


def restore(url: str, path: Path, *, made_by: str, programs: Path | None) -> None:
    """Make the tables and rows of a dump in an empty database: all of it or nothing.

    :raises CannotRun: when it could not be done
    """
    program = _found("pg_restore", programs, at_least=major(made_by))
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run([program, *words, f"--dbname={_without_password(url)}", str(path)], url)


def look_into(path: Path, *, programs: Path | None) -> None:
    """See whether pg_restore can read a dump.

    :raises CannotRun: when there is no program for it
    :raises BadCopy: when it cannot
    """
    program = _found("pg_restore", programs, at_least=0)
    # Written as statements to nowhere: every row is unpacked on the way.
    words = [program, f"--file={os.devnull}", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise BadCopy(f"pg_restore cannot read the dump in the copy: {_first_line(done.stderr)}")


def _found(name: str, programs: Path | None, *, at_least: int) -> str:
    path = shutil.which(name, path=str(programs) if programs else None)
    if path is None:
        where = f"in {programs}" if programs else "on this machine"
        raise CannotRun(
            f"There is no {name} {where}. Install the client programs of PostgreSQL {at_least or 'that the server has'}, "
            f"or tell in which folder they are: --programs, or {SETTING}."
        )
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = _VERSION.search(told.stdout)
    if version is None or int(version[1]) < at_least:
        has = f"of PostgreSQL {version[1]}" if version else "of an unknown version"
        raise CannotRun(
            f"{path} is {has}, and PostgreSQL {at_least} needs one that is as new. Install the client programs of "
            f"PostgreSQL {at_least}, or tell in which folder they are: --programs, or {SETTING}."
        )
    return path


def _run(words: Sequence[str], url: str) -> None:
    password = make_url(url).password
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else dict(os.environ)
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise CannotRun(f"{Path(words[0]).name} ended with {done.returncode}: {_first_line(done.stderr)}")


def _without_password(url: str) -> str:
    """The address as libpq reads it."""
    told = make_url(url)
    plain = URL.create("postgresql", told.username, None, told.host, told.port, told.database, told.query)
    return plain.render_as_string()


def _first_line(told: str) -> str:
    return next((line for line in told.splitlines() if line.strip()), "it does not say why")[:500]
