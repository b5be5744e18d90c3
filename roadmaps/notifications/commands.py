"""Sending letters from the command line: for those who would rather have a timer do it than the serving process."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.foundation.clock import now
from roadmaps.notifications.delivery import deliver_due
from roadmaps.notifications.letters import SITE_NAME
from roadmaps.notifications.smtp import SmtpTransport


@click.command("deliver-mail")
@with_appcontext
def deliver_mail() -> None:
    """Send every letter that is due, and say how it went."""
    settings = current_app.extensions["settings"]
    if not settings.mail_url:
        raise click.ClickException("No mail server is set. ROADMAPS_MAIL says where one is.")
    transport = SmtpTransport.of(settings, SITE_NAME)
    done = deliver_due(current_app.extensions["units_of_work"], transport, now)
    click.echo(f"Sent {done.sent}, to be tried again {done.postponed}, given up {done.given_up}.")
