"""The command that sends what waits for other systems, for a timer or by hand."""

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command("send-webhooks")
@with_appcontext
def send_webhooks() -> None:
    """Send what is due to other systems, and come back when nothing is."""
    current_app.extensions["webhooks"].send_due()
    click.echo("Sent what was due.")
