"""What IT does with people from the command line: the first coordinator of a new site, and help for a locked-out one."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.accounts import rules
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Refusal
from roadmaps.foundation.unit_of_work import UnitsOfWork


@click.command("create-coordinator")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@with_appcontext
def create_coordinator(email: str, name: str, language: str, password: str) -> None:
    """Make a person who is coordinator of the site."""
    units: UnitsOfWork = current_app.extensions["units_of_work"]
    try:
        with units.change() as session:
            rules.register_coordinator(session, name=name, email=email, language=language, password=password, at=now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from None
    click.echo(f"{name} is now coordinator and signs in as {email}.")
