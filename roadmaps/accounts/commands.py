"""What IT does with people from the command line: the first coordinator of a new site, and help when all are locked out."""

from datetime import timedelta
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.accounts import rules
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Refusal
from roadmaps.web.work import change

LINK_LASTS = timedelta(days=7)


@click.command("create-coordinator")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option("--link", "with_link", is_flag=True, help="Print a link to choose a password with, instead of asking.")
@with_appcontext
def create_coordinator(email: str, name: str, language: str, with_link: bool) -> None:
    """Make a person who is coordinator of the site."""
    password = None if with_link else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with change() as session:
            person = rules.register_coordinator(
                session, name=name, email=email, language=language, password=password, at=now()
            )
            token = rules.make_link(session, person, at=now(), lasts=LINK_LASTS) if with_link else None
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from None
    click.echo(f"{person.name} is now coordinator and signs in as {person.email}.")
    if token:
        address = cast(str, current_app.config["BASE_URL"]) + f"/reset/{token}"
        click.echo(f"Choose a password within {LINK_LASTS.days} days: {address}")
