"""Bringing a roadmap in from the command line."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from roadmaps.foundation.clock import now
from roadmaps.snapshots import rules
from roadmaps.snapshots.export_command import find_actor, find_roadmap
from roadmaps.web.work import change


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--area", required=True, help="The area whose empty roadmap is filled, as in its address.")
@click.option("--as", "email", required=True, help="Who does it: the address that the person signs in with.")
@click.option("--create-organisations", is_flag=True, help="Add organisations that are missing; for coordinators.")
@with_appcontext
def import_(file: Path, area: str, email: str, *, create_organisations: bool) -> None:
    """Fill the empty roadmap of an area from the JSON FILE of another."""
    with change() as session:
        revision = rules.import_document(
            session,
            find_roadmap(session, area),
            file.read_bytes(),
            actor=find_actor(session, email),
            at=now(),
            create_organisations=create_organisations,
        )
        blocks = len(revision.facts)
    click.echo(f"Brought in {blocks} blocks as change no. {revision.number}.")
