"""Checking the journal, and taking it out of the database, from the command line. Both go line by line, however long it is."""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.audit.heads import NAME, NoHeads, read_heads
from roadmaps.audit.versions import heads_in_versions
from roadmaps.journal.checking import Check, Fault, PublishedHead
from roadmaps.journal.reading import as_text, forgotten_in, lines_in, lines_of_text, strays

MOST_FAULTS_TOLD = 100
PATH = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("audit")
def audit() -> None:
    """Check the journal of everything that has been done, or take it out."""


@audit.command("verify")
@click.option(
    "--heads", "files", type=PATH, multiple=True, help="A file of heads that was kept elsewhere; may be repeated."
)
@click.option(
    "--file", "export", type=PATH, help="Check a file that `roadmaps audit export` has written, not the database."
)
@with_appcontext
def verify(files: tuple[Path, ...], export: Path | None) -> None:
    """Find out whether anything in the journal has been changed, line by line.

    The lines are compared with the heads in the site's own file, in every frozen version, and in the files named.
    """
    heads = list(_published(files))
    check = Check(heads)
    if export is not None:
        with export.open(encoding="utf-8", errors="replace") as rows:
            _tell(check.go_through(lines_of_text(rows)), check, heads)
        return
    with current_app.extensions["units_of_work"].database.reading() as session:
        heads += heads_in_versions(session)
        check = Check(heads, forgotten_in(session))
        _tell(chain(check.go_through(lines_in(session)), strays(session)), check, heads)


@audit.command("export")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(path: Path) -> None:
    """Write every line of the journal to a file, as lines of JSON, without network addresses."""
    count = 0
    with (
        current_app.extensions["units_of_work"].database.reading() as session,
        path.open("x", encoding="ascii") as file,
    ):
        for row in as_text(session):
            file.write(row + "\n")
            count += 1
    click.echo(f"{count} lines are in {path}.")


def _published(files: tuple[Path, ...]) -> Iterator[PublishedHead]:
    own = current_app.extensions["settings"].heads_dir / NAME
    for path in dict.fromkeys([*([own] if own.exists() else []), *files]):
        try:
            yield from read_heads(path)
        except (NoHeads, OSError) as fault:
            raise click.ClickException(str(fault)) from None


def _tell(faults: Iterator[Fault], check: Check, heads: Sequence[PublishedHead]) -> None:
    """Tell the first faults as they are found; whoever asked wants to know soon. It takes a head to call a journal whole."""
    count = 0
    for fault in islice(faults, MOST_FAULTS_TOLD):
        click.echo(f"CHANGED  {fault.sentence}")
        count += 1
    if count:
        further = " or more" if count == MOST_FAULTS_TOLD else ""
        click.echo(f"The journal is not what was once written: {count}{further} faults.", err=True)
        sys.exit(1)
    newest = max((one.number for one in heads), default=0)
    if not newest:
        click.echo(f"The {check.head.number} lines fit together, but there is no published head to compare them with.")
        click.echo(
            "Nobody could tell if all of them had been written anew. Name a file of heads with --heads.", err=True
        )
        sys.exit(2)
    click.echo(f"The journal is whole: {check.head.number} lines, compared with {len(heads)} published heads.")
    click.echo(
        f"Nothing outside the journal tells yet of what comes after line {newest}, nor whether more came after it."
    )
    click.echo(f"Its head is {check.head.number} {check.head.hash}")
