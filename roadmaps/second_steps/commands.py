"""What IT does about second steps from the command line: helping the last coordinator, who has lost theirs."""

import click
from flask.cli import with_appcontext

from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.queries import person_with_email
from roadmaps.accounts.second_ways import second_ways
from roadmaps.foundation.clock import now
from roadmaps.second_steps import rules
from roadmaps.web.work import change


@click.command("reset-second-step")
@click.option("--email", required=True, help="The address that the person signs in with.")
@with_appcontext
def reset_second_step(email: str) -> None:
    """Take every second step from somebody who has lost them, and sign them out everywhere."""
    with change() as session:
        person = session.scalar(person_with_email(as_typed(email)))
        if person is None:
            raise click.ClickException("There is nobody with that address.")
        rules.reset(session, person, forget=[way.forget for way in second_ways()], at=now(), actor=None)
        name = person.name
    click.echo(f"{name} is signed out everywhere and has no second step any more.")
