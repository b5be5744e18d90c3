"""Making the index anew from the command line, as after an upgrade or when something is not found."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.search.keeping import reindex as make_anew


@click.command("reindex")
@with_appcontext
def reindex() -> None:
    """Make the index of the search anew, while the site is used."""
    counts = make_anew(current_app.extensions["units_of_work"].change)
    for sort, number in counts.items():
        click.echo(f"{number:>7} {sort}")
    click.echo(f"{sum(counts.values()):>7} in all")
