"""Asking from the command line."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.foundation.clock import now


@click.command("ask-for-status")
@with_appcontext
def ask_for_status() -> None:
    """Ask the leading organisations how their activities go, those that have not been asked in this round."""
    current_app.extensions["chores"].do(current_app.extensions["units_of_work"], "ask how it goes", now())
    click.echo("Everyone who was to be asked has been asked.")
