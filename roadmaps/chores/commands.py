"""Doing the chores from the command line: for those who would rather have a timer do it than the serving processes."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.foundation.clock import now


@click.command("chores")
@click.option("--now", "name", help="Do this one, whether its time has come or not.")
@with_appcontext
def chores(name: str | None) -> None:
    """Do what the site does by itself from time to time, as far as it is due."""
    own = current_app.extensions["chores"]
    units = current_app.extensions["units_of_work"]
    if name is not None:
        if name not in own.names:
            raise click.ClickException(f"There is no chore “{name}”. There are: {', '.join(own.names)}")
        own.do(units, name, now())
        done = [name]
    else:
        done = own.do_due(units, now())
    click.echo(f"Done: {', '.join(done)}" if done else "Nothing was due.")
