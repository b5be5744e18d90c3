"""The code on the console: `roadmaps run` asks for it at each start, and whoever needs a new one later."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from roadmaps.first_run import rules
from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.foundation.clock import now
from roadmaps.foundation.unit_of_work import UnitsOfWork


@click.command("setup-code")
@click.option("--if-needed", is_flag=True, help="Do nothing, instead of refusing, when there is a coordinator.")
@with_appcontext
def setup_code(*, if_needed: bool) -> None:
    """Print a new code, with which the first coordinator of a new site is made at /setup."""
    units: UnitsOfWork = current_app.extensions["units_of_work"]
    with units.database.reading() as session:
        if if_needed and not waits_for_coordinator(session):
            return
    with units.change() as session:
        code = rules.make_code(session, at=now())
    click.echo(_told(current_app, code))


def _told(app: Flask, code: str) -> str:
    hours = int(rules.GOOD_FOR.total_seconds() // 3600)
    return f"The site has no coordinator yet. Become the first within {hours} hours at {app.config['BASE_URL']}/setup\nwith the code {code}"
